import { expect, it } from "vitest";
import { turnsOf } from "./turns.ts";

const ticket = (more: Partial<Parameters<typeof turnsOf>[0]> = {}) =>
  turnsOf({ ...{ state: "going", problem: null, waitsFor: null, step: null }, ...more });

it("once they are handed over, nobody is stopped: what went wrong then can still be dealt with", () => {
  expect(ticket({ step: "with-me" })).toEqual(["held", "cancelled"]);
  expect(ticket({ step: "handed-over" })).toEqual([]);
  expect(ticket({ step: "handed-over", problem: { problem: "id-check", at: 0 } })).toEqual(["dealt"]);
  // What came to be known held it in the minute in which it was confirmed: a person says what becomes of it.
  expect(ticket({ step: "handed-over", state: "held" })).toEqual(["going", "cancelled"]);
});
