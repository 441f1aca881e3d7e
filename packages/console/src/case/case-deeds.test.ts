import type { Role } from "@fairlead/casework";
import { expect, it } from "vitest";
import { CASE_KEYS, KEYS } from "../shell/keys.ts";
import { CASE_DEEDS, DEEDS, deedsOn, keyText } from "./case-deeds.ts";

type One = Parameters<typeof deedsOn>[0];
type Of = Parameters<typeof deedsOn>[1];

const rowan = { case: "c1", closed: null, assessment: { last: null }, mine: true, standIn: null } as unknown as One;
const as = (role: Role, marks: object[] = []): Of => ({ me: { role }, exposure: { marks } }) as unknown as Of;

it("whoever answers for a case can do all of it, and who only reads it none", () => {
  expect(deedsOn(rowan, as("caseworker"))).toEqual(CASE_DEEDS);
  expect(deedsOn(rowan, as("auditor"))).toEqual([]);
});

it("what cannot be done now is not offered: closed, no threat part, marked already, a drill by who is not called", () => {
  const closed = { ...rowan, closed: { at: 1 } } as unknown as One;
  expect(deedsOn(closed, as("caseworker"))).toEqual(["note", "mark", "export"]);
  expect(deedsOn({ ...rowan, assessment: null }, as("caseworker"))).not.toContain("assess");
  expect(deedsOn({ ...rowan, mine: false }, as("caseworker"))).not.toContain("drill");
  const mark = (of: object, withdrawn: object | null) => ({ of, withdrawn });
  const party = { kind: "case", case: "c1" };
  expect(deedsOn(rowan, as("caseworker", [mark(party, null)]))).not.toContain("mark");
  const others = [mark(party, { at: 2 }), mark({ kind: "case", case: "c2" }, null)];
  expect(deedsOn(rowan, as("caseworker", others))).toContain("mark");
});

it("each key is one deed's, none is what a case's page has already, and the help names them all", () => {
  const keys = CASE_DEEDS.flatMap((deed) => DEEDS[deed].key ?? []);
  expect(new Set(keys).size).toBe(keys.length);
  // Undo, a template and the next gap of the answer.
  for (const taken of ["KeyU", "KeyT", "KeyG"]) expect(keys).not.toContain(taken);
  for (const key of keys) expect(CASE_KEYS.map((one) => one.keys)).toContain(keyText(key));
  for (const all of [KEYS, CASE_KEYS]) expect(new Set(all.map((one) => one.keys)).size).toBe(all.length);
});
