import type { ConsentId, MemberId, Operation } from "@fairlead/casework";
import { expect, it } from "vitest";
import { type Chosen, canBeMixed, isMixed, notChosen, wordsChosen } from "./choosing.ts";

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

it("of two looks at a search one stands whole, and so of a word and its withdrawal; two wordings can be mixed", () => {
  const by = { id: "ab".repeat(32) as MemberId, handle: "Heron", me: false };
  const apart = (mine: Operation, theirs: Operation) => canBeMixed([{ mine, theirs, by, at: 1, fields: ["known"] }]);
  const look = {
    op: "searchStatus",
    about: "missing-person",
    known: "none-found",
    source: "the lists",
    checkedAt: 1,
  } as const;
  expect(apart(look, { ...look, known: "found", checkedAt: 2 })).toBe(false);
  const title = { op: "titlePart", title: "the back door" } as const;
  expect(apart(title, { ...title, title: "the yard" })).toBe(true);
  const no = { op: "withdrawConsent", consent: "ef".repeat(16) as ConsentId, why: "afraid", how: "letter" } as const;
  expect(apart(title, no)).toBe(false);
  const yes: Extract<Operation, { op: "giveConsent" }> = {
    ...{ op: "giveConsent", consent: no.consent, purpose: "journey", recipient: "the team", covers: [] },
    ...{ words: "yes", how: "letter", until: null, over: 0 },
  };
  expect(apart(yes, { ...yes, words: "not at night" })).toBe(true);
  expect(apart(yes, { ...yes, words: "no", refused: true })).toBe(false);
});
