import { minuteThere } from "@fairlead/casework";

const two = (n: number): string => String(n).padStart(2, "0");

/** "22:00" of a minute of the day. */
export const dayMinute = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** "22:00" to minutes; null where it is none. */
export const readDayMinute = (text: string): number | null => {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  return hours === undefined || Number(minutes) > 59 || minute >= 24 * 60 ? null : minute;
};

/** What the caller's clock shows; null where nobody has asked. */
export const clockThere = (offset: number | null, at: number): string | null => {
  const minute = minuteThere(offset, at);
  return minute === null ? null : dayMinute(minute);
};

/** "UTC+3", "UTC−3:30" */
export const offsetText = (offset: number): string => {
  const size = Math.abs(offset);
  const minutes = size % 60;
  return `UTC${offset < 0 ? "−" : "+"}${Math.floor(size / 60)}${minutes === 0 ? "" : `:${two(minutes)}`}`;
};

/** Clocks that exist, from UTC-12 to UTC+14: whole hours, and the halves and quarters that somebody lives by. */
export const OFFSETS: readonly number[] = [
  ...Array.from({ length: 27 }, (_, index) => (index - 12) * 60),
  -570,
  -210,
  -150,
  210,
  270,
  330,
  345,
  390,
  525,
  570,
  630,
  765,
].toSorted((a, b) => a - b);
