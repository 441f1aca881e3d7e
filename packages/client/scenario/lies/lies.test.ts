import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { administer } from "./administer.ts";
import type { Lie } from "./lie.ts";
import { expectHonestPapers, expectHonestVisit, expectLie, expectPapers, expectTruth, expectVisit } from "./met.ts";
import type { PageLie } from "./page-lie.ts";
import type { PaperLie, Papers } from "./paper-lie.ts";
import { pageOfLies } from "./report.ts";
import { type Scene, setScene } from "./scene.ts";
import { TO_ADMINISTRATORS, TO_MEMBERS, TO_PAGES, UNNOTICED_BY_MEMBERS, UNNOTICED_BY_PAGES } from "./tables.ts";
import { type Happened, tell } from "./tell.ts";
import { type Visited, visit } from "./visit.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await setScene();
});
afterAll(() => scene.house.end());

const truths = new Map<Lie["before"], Map<string, Promise<Happened>>>();

/** The same without the lie. Rows that differ in nothing else share one telling. */
function truth(lie: Lie): Promise<Happened> {
  const { place, to, before, later } = lie;
  const alike = truths.get(before) ?? new Map<string, Promise<Happened>>();
  truths.set(before, alike);
  const key = JSON.stringify([place, to, later]);
  const known = alike.get(key) ?? tell(scene, lie, true);
  alike.set(key, known);
  return known;
}

const named = <T extends Lie | PageLie | PaperLie>(lies: readonly T[]) =>
  lies.map((lie) => [lie.rule, lie.lie, lie] as const);

describe.each([...TO_MEMBERS, { about: "Not noticed by a member", lies: UNNOTICED_BY_MEMBERS }])(
  "$about: the server …",
  ({ lies }) => {
    it.each(named(lies))("[%s] … %s", async (_rule, _lie, lie) => {
      expectTruth(await truth(lie), lie);
      expectLie(scene, await tell(scene, lie, false), lie);
    });
  },
);

let honestVisit: Promise<Visited> | undefined;

describe.each([
  { about: "A caller's page", lies: TO_PAGES },
  { about: "Not noticed by a page", lies: UNNOTICED_BY_PAGES },
])("$about: the server …", ({ lies }) => {
  it.each(named(lies))("[%s] … %s", async (_rule, _lie, lie) => {
    honestVisit ??= visit(scene, { ...lie, before: async () => undefined }, true);
    expectHonestVisit(await (lie.before === undefined ? honestVisit : visit(scene, lie, true)));
    expectVisit(await visit(scene, lie, false), lie);
  });
});

let honestPapers: Promise<Papers> | undefined;

describe("Newcomers and signatures: the server …", () => {
  it.each(named(TO_ADMINISTRATORS))("[%s] … %s", async (_rule, _lie, lie) => {
    honestPapers ??= administer(scene, lie, true);
    expectHonestPapers(await honestPapers);
    expectPapers(await administer(scene, lie, false), lie);
  });
});

it("docs/lies.md says the same as these tables", () => {
  const page = new URL("../../../../docs/lies.md", import.meta.url);
  if (process.env.FAIRLEAD_REPORT === "1") writeFileSync(page, pageOfLies());
  expect(readFileSync(page, "utf8")).toBe(pageOfLies());
});
