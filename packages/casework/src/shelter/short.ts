/**
 * A party that grew while its stay ran has fewer beds than people: beds are taken when a stay is written, and somebody who
 * joins writes none. Nobody takes them unasked: the house may have no more, and its host has to be rung. [P3]
 */
import { dayOf } from "../day.ts";
import type { ThingView, UseView } from "../view/things.ts";
import type { CaseView } from "../view.ts";
import { overbooked } from "./beds.ts";

export type ShortStay = {
  use: UseView;
  people: number;
  beds: number;
  /** The house has the missing ones on every day that is left of the stay; of a day for which nobody has said how many there are it is not known. */
  free: boolean;
};

type House = Pick<ThingView, "thing" | "facts" | "holds" | "retired" | "marked">;

/** Stays that run or are to come. Not in a house that is marked: they are to be brought away from there. */
export const shortStays = (
  { case: id, closed, people, uses }: Pick<CaseView, "case" | "closed" | "people" | "uses">,
  things: readonly House[],
  now: number,
): ShortStay[] => {
  if (closed !== null) return [];
  return uses.flatMap((use) => {
    const house = things.find(({ thing }) => thing === use.thing.thing);
    if (use.as !== "stayed" || (use.state !== "now" && use.state !== "planned")) return [];
    const own = house?.holds.find((hold) => hold.case === id && hold.from === dayOf(use.from));
    if (house === undefined || house.marked !== null || own === undefined || own.beds >= people) return [];
    return [{ use, people, beds: own.beds, free: house.retired === null && hasRoom(house, own, people, dayOf(now)) }];
  });
};

const hasRoom = ({ facts, holds }: House, own: House["holds"][number], people: number, today: number): boolean => {
  const first = Math.max(own.from, today);
  const last = own.until ?? Number.POSITIVE_INFINITY;
  // What is too many on other days is no matter of this stay.
  const there = holds
    .map((one) => ({
      from: Math.max(one.from, first),
      until: Math.min(one.until ?? Number.POSITIVE_INFINITY, last),
      beds: one.hold === own.hold ? people : one.beds,
    }))
    .filter(({ from, until }) => from < until);
  return overbooked(facts, there, first) === null;
};
