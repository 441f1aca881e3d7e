import { DAY, MINUTE } from "../say/spans.ts";

/** How far a plan looks. */
export const WEEKS = 12;

/**
 * A plan counts in weeks from today on, not from Mondays: somebody may have to go tonight. A bed that is taken on one day of a
 * week is taken for all of it.
 */
export type Calendar = { /** Whole days since 1970 by this device's clock. */ first: number };

export const calendarFrom = (now: number): Calendar => ({ first: localDay(now) });

const localDay = (at: number): number => Math.floor((at - new Date(at).getTimezoneOffset() * MINUTE) / DAY);

/** From the first week on which it touches to the last one, exclusive; null: not in the plan's weeks. */
export type Span = { start: number; end: number };

const clip = (start: number, end: number): Span | null => {
  const span = { start: Math.max(0, start), end: Math.min(WEEKS, end) };
  return span.start < span.end ? span : null;
};

/** @param until the first day that is free again; null: nobody knows */
export const weeksOfDays = ({ first }: Calendar, from: number, until: number | null): Span | null =>
  clip(Math.floor((from - first) / 7), until === null ? WEEKS : Math.ceil((Math.max(until, from + 1) - first) / 7));

export const weeksOf = (calendar: Calendar, from: number, until: number | null): Span | null =>
  weeksOfDays(calendar, localDay(from), until === null ? null : localDay(until));

/** When a week of the plan begins: the first now, any other at noon of its day, whichever hour somebody can travel. */
export const startsAt = ({ first }: Calendar, week: number, now: number): number =>
  week === 0 ? now : noonHere(first + week * 7);

export const noonHere = (day: number): number => {
  const noon = day * DAY + DAY / 2;
  return noon + new Date(noon).getTimezoneOffset() * MINUTE;
};
