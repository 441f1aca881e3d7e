/**
 * Hours, days and ages as people on a shift say them: "02:14", "Sun 23:10", "4 Nov"; "6 min", "1 h 10", "26 h".
 * Times are shown in the zone of this device; the server keeps only hours, so what came from it says so.
 */
import { shownMoment } from "@fairlead/casework";
import { DAY, HOUR, MINUTE } from "./spans.ts";
import type { Say } from "./words.tsx";

export type Days = {
  /** 02:14 */
  clock(at: number): string;
  /** 02:14 today, Sun 23:10 within six days, else 4 Nov, 23:10. */
  when(at: number, now: number): string;
  /** 4 Nov 2017 */
  date(at: number): string;
  /** May 2017 */
  month(at: number): string;
  /** Monday */
  weekday(at: number): string;
  /** 4 Nov, with the year when it is another one. */
  day(at: number, now: number): string;
  /** 6 min · 1 h 10 · 26 h · 4 days */
  age(span: number): string;
};

const sameDay = (a: number, b: number): boolean => new Date(a).toDateString() === new Date(b).toDateString();

export const daysFor = (language: string, t: Say): Days => {
  // A 24-hour clock in every language: "2:14" must not mean two different moments.
  const form = (options: Intl.DateTimeFormatOptions) => {
    const dates = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, options);
    return { format: (at: number): string => dates.format(shownMoment(at)) };
  };
  const clock = form({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const short = form({ weekday: "short" });
  const long = form({ weekday: "long" });
  const day = form({ day: "numeric", month: "short" });
  const month = form({ month: "long", year: "numeric" });
  const date = form({ day: "numeric", month: "short", year: "numeric" });
  // "9 мая 2017", without the "г." whose full stop would end a sentence twice.
  const withoutG = (said: string): string => said.replace(/\s*г\.$/u, "");
  const dateText = (at: number): string => withoutG(date.format(at));
  const dayText = (at: number, now: number): string =>
    new Date(at).getFullYear() === new Date(now).getFullYear() ? day.format(at) : dateText(at);
  return {
    clock: (at) => clock.format(at),
    month: (at) => withoutG(month.format(at)),
    weekday: (at) => long.format(at),
    date: dateText,
    day: dayText,
    when: (at, now) => {
      if (sameDay(at, now)) return clock.format(at);
      if (Math.abs(now - at) < 6 * DAY) return `${short.format(at)} ${clock.format(at)}`;
      return `${dayText(at, now)}, ${clock.format(at)}`;
    },
    age: (span) => {
      const minutes = Math.max(0, Math.floor(span / MINUTE));
      const hours = Math.floor(span / HOUR);
      if (minutes < 60) return t("age.minutes", { n: minutes });
      if (hours < 6) return t("age.hours-minutes", { h: hours, m: String(minutes % 60).padStart(2, "0") });
      if (hours < 48) return t("age.hours", { n: hours });
      return t("age.days", { n: Math.floor(span / DAY) });
    },
  };
};

/** What stands big beside an overdue check-in: 38:12, or 3:07:44 from an hour on. */
export const runningClock = (span: number): string => {
  const seconds = Math.max(0, Math.floor(span / 1000));
  const two = (n: number) => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours === 0 ? rest : `${hours}:${rest}`;
};
