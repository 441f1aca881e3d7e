import type { Readable } from "@fairlead/client";
import { describe, expect, it } from "vitest";
import { epochsDue, inGroups } from "./readable.ts";

const reading = (stream: string, about: Readable["about"], to: number | null): Readable => ({
  stream: stream as Readable["stream"],
  about,
  from: null,
  to,
  signed: about !== null,
});

const READABLE = [
  reading("a", { alias: "Rowan", part: "threat" }, 5),
  reading("b", { common: "intake" }, null),
  reading("c", { alias: "Kite", part: "contact" }, null),
  reading("d", null, null),
  reading("e", null, 7),
  // Withdrawn, and given again: two lines of one compartment.
  reading("f", { alias: "Kite", part: "threat" }, 3),
  reading("f", { alias: "Kite", part: "threat" }, null),
];

describe("what a member could read", () => {
  it("stands by case and by name; what only the server tells of is counted and not described", () => {
    const { common, cases, others } = inGroups(READABLE);
    expect(common.map(({ stream }) => stream)).toEqual(["b"]);
    expect(cases.map(({ alias, parts }) => [alias, parts.length])).toEqual([
      ["Kite", 3],
      ["Rowan", 1],
    ]);
    expect(others).toEqual({ open: 1, ended: 1 });
  });

  it("says in how many compartments epochs begin anew: each once, and only those that are still read", () => {
    expect(epochsDue(READABLE)).toEqual({ here: 3, elsewhere: 1 });
    expect(epochsDue([])).toEqual({ here: 0, elsewhere: 0 });
  });
});
