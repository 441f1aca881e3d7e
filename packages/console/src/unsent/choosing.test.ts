import { expect, it } from "vitest";
import { type Chosen, isMixed, notChosen, wordsChosen } from "./choosing.ts";

const FIELDS = [
  { name: "urgency", mine: "now", theirs: "soon" },
  { name: "reason", mine: "she wrote", theirs: "she rang" },
];
const open = (chosen: Chosen) => notChosen(chosen, FIELDS).map(({ name }) => name);

it("of two who wrote the same nobody is preferred: each field waits until a person has chosen", () => {
  expect(open({})).toEqual(["urgency", "reason"]);
  expect(open({ urgency: { take: "mine" } })).toEqual(["reason"]);
  expect(open({ urgency: { take: "mine" }, reason: { take: "other", text: "  " } })).toEqual(["reason"]);
  expect(open({ urgency: { take: "theirs" }, reason: { take: "mine" } })).toEqual([]);
});

it("what is chosen is written, and of mine alone nothing else", () => {
  const chosen: Chosen = { urgency: { take: "theirs" }, reason: { take: "other", text: " both " } };
  expect(wordsChosen(chosen, FIELDS)).toEqual({ urgency: "soon", reason: "both" });
  expect(isMixed({ urgency: { take: "mine" }, reason: { take: "mine" } }, FIELDS)).toBe(false);
});
