/** Days and hours as operations carry them. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Whole days since 1970, UTC. */
export const dayOf = (ms: number): number => Math.floor(ms / DAY);

/** 2017-05-09 → 17295. Throws on anything else: a day in code is never a guess. */
export const dayFrom = (iso: string): number => {
  const ms = Date.parse(`${iso}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso) || Number.isNaN(ms)) throw new RangeError("a day is written YYYY-MM-DD");
  return dayOf(ms);
};

/** The last moment of the year 9999. A colleague's client may have written any number; beyond some a date throws. */
const LAST_MOMENT = 253_402_300_799_999;

/** A moment that can be shown, whatever was written: every screen that names it would else fail. [P4] */
export const shownMoment = (ms: number): number => Math.max(0, Math.min(LAST_MOMENT, ms));

/** 17295 → "2017-05-09". */
export const dayText = (day: number): string => new Date(shownMoment(day * DAY)).toISOString().slice(0, 10);
