import { expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "../day.ts";
import type { MemberId } from "../ids.ts";
import { exposureHours, onDutyFor } from "./strain.ts";

const NOW = 1000 * DAY;
const wren = "aa".repeat(16) as MemberId;
const heron = "bb".repeat(16) as MemberId;
const ago = (hours: number) => NOW - hours * HOUR;
const talk = { distressing: false, urgentSince: null, dangers: [], answers: [] };

it("counts an hour once, and only what was answered to danger or to what is flagged as distressing", () => {
  const answers = [ago(5), ago(5) + 10 * MINUTE, ago(3)].map((at) => ({ by: wren, at }));
  const count = (of: Partial<typeof talk> | object) =>
    exposureHours([{ ...talk, answers, ...of }], [], NOW).get(wren) ?? 0;
  expect(count({})).toBe(0);
  expect(count({ distressing: true })).toBe(2);
  expect(count({ dangers: [ago(4)] })).toBe(1);
  expect(count({ urgentSince: ago(6) })).toBe(2);
  // Said more than a day before: by then somebody else had answered it, or it was over.
  expect(count({ dangers: [ago(40)] })).toBe(0);
  const twice = exposureHours(
    [
      { ...talk, answers, distressing: true },
      { ...talk, answers, distressing: true },
    ],
    [],
    NOW,
  );
  expect(twice.get(wren)).toBe(2);
});

it("forgets after fourteen days, and does not count what no clock has reached", () => {
  const answers = [
    { by: wren, at: NOW - 14 * DAY },
    { by: wren, at: NOW + HOUR },
    { by: heron, at: ago(1) },
  ];
  const hours = exposureHours([{ ...talk, distressing: true, answers }], [], NOW);
  expect([...hours]).toEqual([[heron, 1]]);
});

it("counts a missed check-in for whoever dealt with it, and none that was met in its grace", () => {
  const handled = [{ by: wren, at: ago(2) }];
  expect(exposureHours([], [{ graceUntil: ago(3), handled }], NOW).get(wren)).toBe(1);
  expect(exposureHours([], [{ graceUntil: ago(1), handled }], NOW).get(wren)).toBeUndefined();
});

it("adds up shifts that touch, and lets go of them once somebody has slept", () => {
  const shift = (from: number, until: number) => ({ from: ago(from), until: ago(until) });
  expect(onDutyFor([], NOW)).toBe(0);
  expect(onDutyFor([shift(12, 6), shift(6, -2)], NOW)).toBe(12 * HOUR);
  expect(onDutyFor([shift(12, 6.25), shift(6, 0)], NOW)).toBe(12 * HOUR);
  expect(onDutyFor([shift(30, 20), shift(4, -4)], NOW)).toBe(4 * HOUR);
  expect(onDutyFor([shift(13, 3)], NOW)).toBe(10 * HOUR);
  expect(onDutyFor([shift(30, 12)], NOW)).toBe(0);
  expect(onDutyFor([shift(-1, -9)], NOW)).toBe(0);
});
