import { type CaseId, type HoldId, isHex, type ThingId } from "../ids.ts";
import { type Fields, type Guard, listOf, orNull, shape, text, whole } from "../read/guard.ts";
import type { SeekShelter, ShelterTerms, TakeBeds } from "./operation.ts";

/** Two years: whoever needs longer needs a home, not a shelter. */
export const WEEKS_MOST = 104;
const BEDS_MOST = 9_999;

const thing: Guard<ThingId> = (value): value is ThingId => isHex(value, 16);
const hold: Guard<HoldId> = (value): value is HoldId => isHex(value, 16);
const caseId: Guard<CaseId> = (value): value is CaseId => isHex(value, 16);
const short: Guard<string> = (value): value is string => text(value) && value.length <= 300;
const between =
  (least: number, most: number): Guard<number> =>
  (value): value is number =>
    whole(value) && value >= least && value <= most;
/** Until the year 2243: a screen has to be able to say it. */
const day = between(0, 100_000);

const terms = shape<ShelterTerms>({
  from: day,
  latest: orNull(day),
  weeks: between(1, WEEKS_MOST),
  needs: listOf(short, 20),
  barred: listOf(shape<ShelterTerms["barred"][number]>({ thing, reason: short }), 50),
  apart: listOf(caseId, 50),
});

export const bedsFrom = listOf(shape<{ day: number; beds: number }>({ day, beds: between(0, BEDS_MOST) }), 50);
export const visitedDay = day;
export const holdId = hold;

export const SHELTER_SHAPES: {
  seekShelter: Fields<Omit<SeekShelter, "op">>;
  takeBeds: Fields<Omit<TakeBeds, "op">>;
} = {
  seekShelter: { terms: orNull(terms), note: text, over: whole },
  takeBeds: { hold, thing, from: day, until: orNull(day), beds: between(0, BEDS_MOST) },
};
