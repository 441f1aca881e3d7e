import { isFactDate } from "@fairlead/casework";
import type { Days } from "../say/days.ts";

const POINTED = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/;

/** "2017-05-09", "9.5.2017", "2017-05", "2017" → as it is kept; null where there is no such day. */
export const readDate = (typed: string): string | null => {
  const text = typed.trim();
  const [, day, month, year] = POINTED.exec(text) ?? [];
  const date = year === undefined ? text : `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`;
  return isFactDate(date) ? date : null;
};

/** A day of no clock: the same in every zone. */
const noon = (date: string): number => {
  const [year = 1970, month = 1, day = 1] = date.split("-").map(Number);
  return new Date(year, month - 1, day, 12).getTime();
};

/** 9 May 2017 · May 2017 · 2017 */
export const dateText = (date: string, days: Days): string =>
  date.length === 10 ? days.date(noon(date)) : date.length === 7 ? days.month(noon(`${date}-01`)) : date;

/** Whole days from today to that day, by this device's calendar. */
export const daysUntil = (date: string, now: number): number => {
  const today = new Date(now).setHours(12, 0, 0, 0);
  return Math.round((noon(date) - today) / 86_400_000);
};
