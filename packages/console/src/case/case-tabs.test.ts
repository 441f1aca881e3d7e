import { expect, it } from "vitest";
import { type CaseTab, tabFor } from "./case-tabs.ts";

const PARTS = ["contact", "threat", "identity", "journey", "relocation", "money"] as const;
const TABS = [
  ...PARTS.map((part) => ({ key: `part ${part}`, kind: "part", part: { part } })),
  ...["plan", "consents", "decisions", "moves", "tickets"].map((kind) => ({ key: kind, kind })),
] as never as CaseTab[];

it.each([
  ["check-in", "contact", null],
  ["verdict", "contact", null],
  ["reason", "contact", null],
  ["note", "contact", null],
  ["note", "identity", "part identity"],
  ["response", "contact", "plan"],
  ["ticket", "contact", "tickets"],
  ["search", "threat", "part threat"],
  ["assessment", "threat", "part threat"],
  ["journey", "journey", "part journey"],
  ["told", "journey", "part journey"],
  ["application", "relocation", "part relocation"],
  ["referral", "contact", "part contact"],
  ["safety-plan", "contact", "part contact"],
  ["photo", "identity", "part identity"],
  ["money", "money", "part money"],
  ["use", "contact", "moves"],
] as const)("%s of %s opens %s", (kind, part, key) => {
  expect(tabFor(TABS, { kind, part })).toBe(key);
});
