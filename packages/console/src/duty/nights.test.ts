import { afterEach, expect, it, vi } from "vitest";
import { nightsIn, nightsInARow } from "./nights.ts";

const at = (day: number, hour: number) => new Date(2017, 3, day, hour).getTime();

afterEach(() => {
  vi.unstubAllEnvs();
});

it("counts a night once, whatever shifts it was made of, and no day", () => {
  expect(nightsIn([])).toBe(0);
  expect(nightsIn([{ from: at(1, 8), until: at(1, 22) }])).toBe(0);
  expect(nightsIn([{ from: at(1, 20), until: at(2, 8) }])).toBe(1);
  expect(
    nightsIn([
      { from: at(1, 23), until: at(2, 2) },
      { from: at(2, 3), until: at(2, 6) },
    ]),
  ).toBe(1);
  expect(nightsIn([{ from: at(1, 20), until: at(3, 8) }])).toBe(2);
  // Half an hour past eleven costs nobody the night.
  expect(nightsIn([{ from: at(1, 20), until: at(1, 23) + 30 * 60_000 }])).toBe(0);
});

it("counts nights in a row up to this one, or the last one", () => {
  const nights = [1, 2, 4, 5, 6].map((day) => ({ from: at(day, 22), until: at(day + 1, 6) }));
  expect(nightsInARow([], at(7, 12))).toBe(0);
  expect(nightsInARow(nights, at(7, 2))).toBe(3);
  expect(nightsInARow(nights, at(7, 12))).toBe(3);
  expect(nightsInARow(nights, at(7, 23))).toBe(3);
  // A night slept through: the row is over.
  expect(nightsInARow(nights, at(8, 12))).toBe(0);
  expect(nightsInARow(nights.slice(0, 2), at(3, 12))).toBe(2);
});

it.each(["2017-03-25", "2017-10-28"])("counts the night of %s once, in which the clocks are changed", (day) => {
  vi.stubEnv("TZ", "Europe/Berlin");
  const evening = new Date(`${day}T20:00:00`);
  const morning = new Date(evening);
  morning.setDate(evening.getDate() + 1);
  morning.setHours(8);
  expect([evening.getTimezoneOffset() === morning.getTimezoneOffset(), evening.getHours()]).toEqual([false, 20]);
  const shifts = [{ from: evening.getTime(), until: morning.getTime() }];
  expect([nightsIn(shifts), nightsInARow(shifts, morning.setHours(5, 30))]).toEqual([1, 1]);
});
