import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { administer } from "./administer.ts";
import { expectHonestPapers, expectHonestVisit, expectPapers, expectVisit } from "./met.ts";
import type { Papers } from "./paper-lie.ts";
import { pageOfLies } from "./report.ts";
import { named, sceneOfThisFile, tellMembers } from "./rows.ts";
import { ABOUT_WORK, TO_ADMINISTRATORS, TO_PAGES, UNNOTICED_BY_MEMBERS, UNNOTICED_BY_PAGES } from "./tables.ts";
import { type Visited, visit } from "./visit.ts";

// What is about records stands in a file of its own, which another core tells meanwhile.
const scene = sceneOfThisFile();
tellMembers(scene, [...ABOUT_WORK, { about: "Not noticed by a member", lies: UNNOTICED_BY_MEMBERS }]);

let honestVisit: Promise<Visited> | undefined;

describe.each([
  { about: "A caller's page", lies: TO_PAGES },
  { about: "Not noticed by a page", lies: UNNOTICED_BY_PAGES },
])("$about: the server …", ({ lies }) => {
  it.each(named(lies))("[%s] … %s", async (_rule, _lie, lie) => {
    honestVisit ??= visit(scene(), { ...lie, before: async () => undefined }, true);
    expectHonestVisit(await (lie.before === undefined ? honestVisit : visit(scene(), lie, true)));
    expectVisit(await visit(scene(), lie, false), lie);
  });
});

let honestPapers: Promise<Papers> | undefined;

describe("Newcomers and signatures: the server …", () => {
  it.each(named(TO_ADMINISTRATORS))("[%s] … %s", async (_rule, _lie, lie) => {
    honestPapers ??= administer(scene(), lie, true);
    expectHonestPapers(await honestPapers);
    expectPapers(await administer(scene(), lie, false), lie);
  });
});

it("docs/lies.md says the same as these tables", () => {
  const page = new URL("../../../../docs/lies.md", import.meta.url);
  if (process.env.FAIRLEAD_REPORT === "1") writeFileSync(page, pageOfLies());
  expect(readFileSync(page, "utf8")).toBe(pageOfLies());
});
