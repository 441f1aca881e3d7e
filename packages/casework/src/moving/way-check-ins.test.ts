import { expect, it } from "vitest";
import type { CaseView } from "../view.ts";
import { lapsedCheckIns } from "./way-check-ins.ts";

const legs = (...names: string[]) => names.map((leg) => ({ leg }));
const set = (alarm: string, leg: string | null, more: object = {}) => ({
  alarm,
  leg,
  due: 5,
  state: "waiting",
  closed: null,
  ...more,
});
const inCase = (...checkIns: object[]) => ({ checkIns }) as unknown as CaseView;

it("[P7] a leg that is gone takes its check-in with it; those of the way as it goes on stay", () => {
  const one = inCase(
    set("train", "train", { due: 7 }),
    set("ford", "ford", { due: 3, state: "missed" }),
    set("walk", "walk"),
    set("other journey", "elsewhere"),
    set("of no leg", null),
    set("closed", "train", { closed: {} }),
  );
  const found = lapsedCheckIns(one, legs("walk", "ford", "train"), legs("walk", "bus"));
  // Nobody was heard of at the ford: closing that is no matter of course.
  expect(found.map(({ alarm, waits }) => [alarm, waits])).toEqual([
    ["ford", false],
    ["train", true],
  ]);
});

it("of a journey that is new nothing has lapsed", () => {
  expect(lapsedCheckIns(inCase(set("train", "train")), [], legs("bus"))).toEqual([]);
});
