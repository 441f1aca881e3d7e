import { expect, it } from "vitest";
import { HOUR } from "../say/spans.ts";
import { ownRest, restReasons } from "./rest.ts";

const evening = (day: number) => new Date(2017, 3, day, 22).getTime();
const NOW = new Date(2017, 3, 10, 12).getTime();
const shifts = (days: number[]) => days.map((day) => ({ from: evening(day), until: evening(day) + 8 * HOUR }));
const line = (of: { exposure?: number; onDutyFor?: number; days?: number[] }) => ({
  exposure: of.exposure ?? 0,
  onDutyFor: of.onDutyFor ?? 0,
  load: { month: { shifts: shifts(of.days ?? []) } },
});
const said = (of: Parameters<typeof line>[0]) => restReasons(line(of), NOW).map(({ text }) => text);

it("suggests rest with its reason, and says nothing at the edge of one", () => {
  expect(said({})).toEqual([]);
  expect(said({ days: [8, 9], onDutyFor: 10 * HOUR, exposure: 20 })).toEqual([]);
  expect(said({ days: [7, 8, 9] })).toEqual(["team.rest-nights"]);
  expect(said({ onDutyFor: 11 * HOUR, exposure: 21 })).toEqual(["team.rest-hours", "team.rest-exposure"]);
  // Three nights, and one slept through since.
  expect(said({ days: [6, 7, 8] })).toEqual([]);
});

it("tells whoever looks of themselves alone", () => {
  const of = (id: string, exposure: number) => ({ person: { id }, ...line({ exposure }) });
  const own = (id: string, ...lines: object[]) => ownRest({ me: { id }, team: { lines } } as never, NOW);
  expect(own("wren", of("heron", 30), of("wren", 21))).toEqual([{ text: "team.rest-exposure", values: { n: 21 } }]);
  expect(own("wren", of("heron", 30), of("wren", 3))).toEqual([]);
  // Whoever answers nobody has no line.
  expect(own("avocet")).toEqual([]);
});
