import { expect, it } from "vitest";
import { clockThere, dayMinute, OFFSETS, offsetText, readDayMinute } from "./there.ts";

it("hours of the day are read and written alike; what is no hour is none", () => {
  for (const text of ["00:00", "07:05", "23:59"]) expect(dayMinute(readDayMinute(text) ?? -1)).toBe(text);
  for (const wrong of ["", "24:00", "12:60", "noon", "7"]) expect(readDayMinute(wrong)).toBeNull();
});

it("the caller's clock, by what it was said to be", () => {
  expect(clockThere(180, Date.UTC(2017, 4, 9, 22, 4))).toBe("01:04");
  expect(clockThere(null, 0)).toBeNull();
  expect([-210, 0, 330].map(offsetText)).toEqual(["UTC−3:30", "UTC+0", "UTC+5:30"]);
  expect([OFFSETS[0], OFFSETS.at(-1), new Set(OFFSETS).size]).toEqual([-720, 840, OFFSETS.length]);
});
