import { expect, it } from "vitest";
import { DAY } from "../day.ts";
import { shortStays } from "./short.ts";

const TODAY = 20_000;
const now = TODAY * DAY;
const hold = (id: string, more: object = {}) => ({
  ...{ hold: id, from: TODAY - 3, until: null, beds: 2, case: null },
  ...more,
});
const house = (beds: number | undefined, holds: object[], more: object = {}) => ({
  ...{ thing: "h", facts: { beds, with: [] }, holds, retired: null, marked: null },
  ...more,
});
const stay = (more: object = {}) => ({
  ...{ use: "u", thing: { thing: "h" }, as: "stayed", from: (TODAY - 3) * DAY, until: null, state: "now" },
  ...more,
});
const short = (people: number, of: object, use: object = stay(), more: object = {}) =>
  shortStays({ case: "c", closed: null, people, uses: [use], ...more } as never, [of] as never, now).map(
    ({ beds, free, people: all }) => ({ beds, free, people: all }),
  );
const own = (more: object = {}) => hold("own", { case: "c", ...more });

it("a party that grew since its stay was written has fewer beds than people, and the house has more or it has not", () => {
  expect(short(2, house(4, [own()]))).toEqual([]);
  expect(short(3, house(3, [own()]))).toEqual([{ people: 3, beds: 2, free: true }]);
  expect(short(3, house(3, [own(), hold("other", { beds: 1 })]))).toEqual([{ people: 3, beds: 2, free: false }]);
  expect(short(3, house(3, [own(), hold("gone", { until: TODAY })]))).toEqual([{ people: 3, beds: 2, free: true }]);
  expect(short(3, house(4, [own()], { retired: {} }))).toEqual([{ people: 3, beds: 2, free: false }]);
});

it("of the days of the stay alone: who comes after they have left takes no bed of theirs", () => {
  const until = TODAY + 5;
  const others = (from: number) => hold("other", { from, beds: 2 });
  expect(short(3, house(3, [own({ until }), others(until)]))).toEqual([{ people: 3, beds: 2, free: true }]);
  expect(short(3, house(3, [own({ until }), others(until - 1)]))).toEqual([{ people: 3, beds: 2, free: false }]);
});

it("nobody is short in a stay that is over or withdrawn, a closed case, a marked house, or by beds of another party", () => {
  for (const state of ["past", "withdrawn"]) expect(short(3, house(4, [own()]), stay({ state }))).toEqual([]);
  expect(short(3, house(4, [own()]), stay({ as: "met" }))).toEqual([]);
  expect(short(3, house(4, [own()]), stay(), { closed: {} })).toEqual([]);
  expect(short(3, house(4, [own()], { marked: "m" }))).toEqual([]);
  expect(short(3, house(4, [hold("other")]))).toEqual([]);
});
