/** Whether something may ring or show on a caller's phone now. A sealed answer may always be sent: it makes no sound. */
import { DAY, MINUTE } from "./day.ts";
import type { DayHours } from "./operation.ts";

type Agreed = { mayRing: boolean; hours: readonly DayHours[]; offset: number | null };

const MINUTES = DAY / MINUTE;

/** Minute of the caller's day; null where nobody has asked what time it is there. */
export const minuteThere = (offset: number | null, at: number): number | null =>
  offset === null ? null : (((Math.floor(at / MINUTE) + offset) % MINUTES) + MINUTES) % MINUTES;

const isWithin = ({ from, to }: DayHours, minute: number): boolean =>
  from <= to ? minute >= from && minute < to : minute >= from || minute < to;

/**
 * `never`: nothing may ring or show, whatever the hour. `unknown`: only the words can tell. Else by the caller's clock.
 * Summer time is not followed: the offset is what the caller's clock said when they were asked.
 */
export const windowAt = (agreed: Agreed | null, at: number): "never" | "inside" | "outside" | "unknown" => {
  if (agreed === null || !agreed.mayRing) return "never";
  const minute = minuteThere(agreed.offset, at);
  if (minute === null || agreed.hours.length === 0) return "unknown";
  return agreed.hours.some((hours) => isWithin(hours, minute)) ? "inside" : "outside";
};

/** Whether `at` lies in hours at which the phone may be looked at; null where that cannot be told. */
export const isInHours = (agreed: Pick<Agreed, "hours" | "offset"> | null, at: number): boolean | null => {
  const minute = minuteThere(agreed?.offset ?? null, at);
  if (agreed === null || minute === null || agreed.hours.length === 0) return null;
  return agreed.hours.some((hours) => isWithin(hours, minute));
};

/** Minutes until the next of the hours begins; null where none are known, or now is inside. */
export const opensIn = (agreed: Pick<Agreed, "hours" | "offset">, at: number): number | null => {
  const minute = minuteThere(agreed.offset, at);
  if (minute === null || agreed.hours.length === 0 || isInHours(agreed, at) === true) return null;
  return Math.min(...agreed.hours.map(({ from }) => (from - minute + MINUTES) % MINUTES));
};
