import type { AccessLog, Look } from "@fairlead/casework";
import { expect, it } from "vitest";
import { casesIn, EVERYTHING, rowsFor } from "./filter.ts";

const NOW = 1000 * 3_600_000;
const look = (hour: number, id: string | null, part: Look["part"]): Look => ({
  hour,
  stream: `${id}-${part}` as Look["stream"],
  case: id as Look["case"],
  part,
  how: "screen",
  written: hour * 3_600_000,
});
const log = (id: string, ...looks: Look[]) =>
  ({
    person: { id: id as AccessLog["person"]["id"], handle: id, me: false },
    looks,
  }) as Partial<AccessLog> as AccessLog;
const LOGS = [
  log("Marsh", look(990, null, "intake"), look(999, "aa", "contact")),
  log("Willow", look(100, "bb", "identity"), look(998, "aa", "identity")),
];
const said = (filter: Partial<typeof EVERYTHING>) =>
  rowsFor(LOGS, { ...EVERYTHING, ...filter }, NOW).map(({ person, hour }) => `${person.handle} ${hour}`);

it("joins all logs, newest hour first, within the period", () => {
  expect(said({})).toEqual(["Marsh 999", "Willow 998", "Marsh 990"]);
  expect(said({ period: "all" })).toEqual(["Marsh 999", "Willow 998", "Marsh 990", "Willow 100"]);
});

it("asks by member, by case and by part", () => {
  expect(said({ member: "Willow" })).toEqual(["Willow 998"]);
  expect(said({ case: "aa" })).toEqual(["Marsh 999", "Willow 998"]);
  expect(said({ case: "aa", part: "identity" })).toEqual(["Willow 998"]);
  expect(said({ case: "none" })).toEqual(["Marsh 990"]);
});

it("names the cases that occur, the last opened first", () => {
  expect(casesIn(LOGS)).toEqual(["aa", "bb"]);
});
