import { expect, it } from "vitest";
import { minutesWith } from "../say/moment.ts";
import { DAY } from "../say/spans.ts";
import { afterFor, begunFrom, hourOfLeg, hoursSaid, isGoneBefore, isPastLeg } from "./hours.ts";

const at = (clock: string) => Date.parse(`2017-05-09T${clock}:00Z`);
const train = { departsAt: at("06:11"), arrivesAt: at("08:02") };

it("[TK1] a ticket of the 06:11 train says 06:10: never an hour at which it has left", () => {
  expect(hourOfLeg(train)).toBe(at("06:10"));
  expect(hourOfLeg({ ...train, departsAt: at("06:15") })).toBe(at("06:15"));
});

it("[TK1] an hour that is no five minutes stays as it was said, and what hangs on it too, until somebody touches it", () => {
  const said = { at: at("06:28"), opens: at("03:11"), ends: at("13:02") };
  const untouched = { at: said.at, before: null, after: null };
  expect(hoursSaid(untouched, said, at("02:00"))).toEqual(said);
  expect(minutesWith("28")).toHaveLength(13);
  expect(minutesWith("28")).toContain("28");
  expect(minutesWith("25")).toHaveLength(12);
  // Half an hour later: all of it, but what has begun to be shown is shown on.
  const later = { at: at("06:58"), before: null, after: null };
  expect(hoursSaid(later, said, at("02:00"))).toEqual({ at: at("06:58"), opens: at("03:41"), ends: at("13:32") });
  expect(hoursSaid(later, said, at("04:00"))).toMatchObject({ opens: at("03:11") });
  // Nothing is shown only after the meeting.
  expect(hoursSaid({ at: at("03:00"), before: null, after: null }, said, at("04:00"))).toMatchObject({
    opens: at("03:00"),
  });
});

it("what is chosen counts from the meeting; at once is now", () => {
  const hours = { at: at("12:00"), before: 3, after: 6 };
  expect(hoursSaid(hours, undefined, at("10:00"))).toEqual({ at: at("12:00"), opens: at("09:00"), ends: at("18:00") });
  expect(hoursSaid({ ...hours, before: 0 }, undefined, at("10:00"))).toMatchObject({ opens: at("10:00") });
});

it("[TK1] a ticket of a nine hours' drive is there until they are, and two hours over", () => {
  const drive = { departsAt: at("06:00"), arrivesAt: at("15:00") };
  expect(afterFor(at("06:00"), drive)).toBe("12");
  expect(afterFor(at("06:00"), train)).toBe("6");
  expect(afterFor(at("06:00"), { ...drive, arrivesAt: at("17:00") + DAY })).toBe("48");
  expect(isGoneBefore(at("12:00"), drive)).toBe(true);
  expect(isGoneBefore(at("15:00"), drive)).toBe(false);
  expect(isGoneBefore(at("12:00"), undefined)).toBe(false);
});

it("a ticket is for those who travel on its journey, and not for all of the case", () => {
  const leg = { ...train, from: "Birch station", to: "Long pier", party: ["1", "3"] };
  expect(begunFrom(leg, "driver")).toMatchObject({
    from: "Birch station",
    to: "Long pier",
    people: 2,
    at: at("06:10"),
  });
});

it("[P3] a host's ticket says where they are brought and when, and nothing of where they are picked up", () => {
  const leg = { ...train, from: "Birch station", to: "Tansy house", party: ["1", "2"] };
  const begun = begunFrom(leg, "host");
  expect(begun).toEqual({ from: "Tansy house", to: "Tansy house", people: 2, at: at("08:00"), after: "6" });
});

it("whoever is to be there after it has left is said to be too late", () => {
  expect(isPastLeg(at("06:10"), train)).toBe(false);
  expect(isPastLeg(at("06:11"), train)).toBe(false);
  expect(isPastLeg(at("06:15"), train)).toBe(true);
  expect(isPastLeg(at("06:15"), undefined)).toBe(false);
});
