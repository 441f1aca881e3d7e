import { afterAll, beforeAll, describe, it } from "vitest";
import type { Lie } from "./lie.ts";
import { expectLie, expectTruth } from "./met.ts";
import type { PageLie } from "./page-lie.ts";
import type { PaperLie } from "./paper-lie.ts";
import { type Scene, setScene } from "./scene.ts";
import { type Happened, tell } from "./tell.ts";

/** Set once for the tests of a file. */
export function sceneOfThisFile(): () => Scene {
  let scene: Scene;
  beforeAll(async () => {
    scene = await setScene();
  });
  afterAll(() => scene.house.end());
  return () => scene;
}

export const named = <T extends Lie | PageLie | PaperLie>(lies: readonly T[]) =>
  lies.map((lie) => [lie.rule, lie.lie, lie] as const);

/** Each row a test: told, and then the same without the lie. */
export function tellMembers(scene: () => Scene, tables: readonly { about: string; lies: readonly Lie[] }[]): void {
  const truths = new Map<Lie["before"], Map<string, Promise<Happened>>>();

  /** The same without the lie. Rows that differ in nothing else share one telling. */
  function truth(lie: Lie): Promise<Happened> {
    const { place, to, before, later } = lie;
    const alike = truths.get(before) ?? new Map<string, Promise<Happened>>();
    truths.set(before, alike);
    const key = JSON.stringify([place, to, later]);
    const known = alike.get(key) ?? tell(scene(), lie, true);
    alike.set(key, known);
    return known;
  }

  describe.each(tables)("$about: the server …", ({ lies }) => {
    it.each(named(lies))("[%s] … %s", async (_rule, _lie, lie) => {
      expectTruth(await truth(lie), lie);
      expectLie(scene(), await tell(scene(), lie, false), lie);
    });
  });
}
