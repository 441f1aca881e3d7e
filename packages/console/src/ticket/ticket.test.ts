import { expect, it } from "vitest";
import { turnsOf } from "./turns.ts";

const ticket = (more: Partial<Parameters<typeof turnsOf>[0]> = {}, closed = false) =>
  turnsOf({ ...{ state: "going", problem: null, waitsFor: null, step: null }, ...more }, closed);

it("once they are handed over, nobody is stopped: what went wrong then can still be dealt with", () => {
  expect(ticket({ step: "with-me" })).toEqual(["held", "cancelled"]);
  expect(ticket({ step: "handed-over" })).toEqual([]);
  expect(ticket({ step: "handed-over", problem: { problem: "id-check", at: 0 } })).toEqual(["dealt"]);
  // What came to be known held it in the minute in which it was confirmed: a person says what becomes of it.
  expect(ticket({ step: "handed-over", state: "held" })).toEqual(["going", "cancelled"]);
});

it("in a closed case it is stopped and not let go on: nobody there looks after whoever drives", () => {
  expect(ticket({ state: "held" }, true)).toEqual(["cancelled"]);
  expect(
    ticket({ problem: { problem: "id-check", at: 0 }, waitsFor: { ticket: "t" as never, who: "Boris" } }, true),
  ).toEqual([...["held", "cancelled"]]);
});
