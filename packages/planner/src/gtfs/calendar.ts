/** Which of a feed's services run on which day. */
import type { Feed } from "./table.ts";

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;
const DAY = 86_400_000;

interface Regular {
  weekdays: readonly boolean[];
  /** YYYYMMDD, both inclusive. */
  from: string;
  to: string;
}

export interface Calendar {
  knows(service: string): boolean;
  /** @param day YYYYMMDD */
  runs(service: string, day: string): boolean;
}

export function readCalendar(feed: Feed): Calendar {
  const regular = new Map<string, Regular>();
  if (feed.has("calendar.txt"))
    for (const row of feed.rows("calendar.txt", ["service_id", "start_date", "end_date", ...WEEKDAYS])) {
      const [from, to] = [row.get("start_date"), row.get("end_date")];
      const marks = WEEKDAYS.map((weekday) => row.get(weekday));
      if (row.get("service_id") === "") row.broken("has no service_id");
      else if (regular.has(row.get("service_id"))) row.broken("names a service that an earlier row names too");
      else if (!isDay(from) || !isDay(to)) row.broken("has a date that is no day, YYYYMMDD");
      else if (marks.some((mark) => mark !== "0" && mark !== "1")) row.broken("has a weekday that is neither 0 nor 1");
      else regular.set(row.get("service_id"), { weekdays: marks.map((mark) => mark === "1"), from, to });
    }
  const exceptions = new Map<string, Map<string, boolean>>();
  if (feed.has("calendar_dates.txt"))
    for (const row of feed.rows("calendar_dates.txt", ["service_id", "date", "exception_type"])) {
      const [service, day, type] = [row.get("service_id"), row.get("date"), row.get("exception_type")];
      if (service === "") row.broken("has no service_id");
      else if (!isDay(day)) row.broken("has a date that is no day, YYYYMMDD");
      else if (type !== "1" && type !== "2") row.broken("has an exception_type that is neither 1 nor 2");
      else {
        const days = exceptions.get(service) ?? new Map<string, boolean>();
        exceptions.set(service, days.set(day, type === "1"));
      }
    }
  return {
    knows: (service) => regular.has(service) || exceptions.has(service),
    runs(service, day) {
      const exception = exceptions.get(service)?.get(day);
      if (exception !== undefined) return exception;
      const { weekdays, from, to } = regular.get(service) ?? { weekdays: [], from: "", to: "" };
      return from <= day && day <= to && weekdays[new Date(timeOf(day)).getUTCDay()] === true;
    },
  };
}

/** @param date YYYY-MM-DD @returns the day that many days later, YYYYMMDD */
export function dayAfter(date: string, days: number): string {
  return new Date(timeOf(date.replaceAll("-", "")) + days * DAY).toISOString().slice(0, 10).replaceAll("-", "");
}

export function isDay(text: string): boolean {
  if (!/^\d{8}$/.test(text)) return false;
  const time = timeOf(text);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10).replaceAll("-", "") === text;
}

function timeOf(day: string): number {
  return Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00Z`);
}
