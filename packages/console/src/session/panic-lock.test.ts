import { expect, it } from "vitest";
import { countPresses } from "./panic-lock.ts";

it("three presses close together lock; slow ones, which close dialogs, never do", () => {
  const quick = countPresses(3, 1_500);
  expect([quick(0), quick(300), quick(600)]).toEqual([false, false, true]);
  const slow = countPresses(3, 1_500);
  expect([0, 1_000, 2_000, 3_000, 4_000].map(slow)).toEqual([false, false, false, false, false]);
});
