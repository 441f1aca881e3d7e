import { expect, it } from "vitest";
import { fromParts, partsOf, upToFiveMinutes } from "./moment.ts";

it("[CK1] alarms stand on whole five minutes, never earlier than asked", () => {
  const at = new Date(2017, 4, 9, 23, 58).getTime();
  expect(partsOf(upToFiveMinutes(at))).toEqual({ day: "2017-05-10", hour: "00", minute: "00" });
  expect(upToFiveMinutes(upToFiveMinutes(at))).toBe(upToFiveMinutes(at));
});

it("by another clock than this device's: the same moment, as it stands there", () => {
  const at = Date.UTC(2017, 2, 27, 22, 28);
  expect(partsOf(at, 120)).toEqual({ day: "2017-03-28", hour: "00", minute: "28" });
  expect(partsOf(at, -570)).toEqual({ day: "2017-03-27", hour: "12", minute: "58" });
  for (const offset of [120, -570, 0]) expect(fromParts(partsOf(at, offset), offset)).toBe(at);
  expect(fromParts({ day: "2017-13-45", hour: "07", minute: "25" }, 120)).toBeNull();
});

it("parts and moment are one another's inverse; what is no day is nothing", () => {
  const at = new Date(2017, 4, 9, 7, 25).getTime();
  expect(fromParts(partsOf(at))).toBe(at);
  expect(fromParts({ day: "", hour: "07", minute: "25" })).toBeNull();
  expect(fromParts({ day: "2017-13-45", hour: "07", minute: "25" })).toBeNull();
});
