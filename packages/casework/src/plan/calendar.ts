/**
 * My times as a calendar file (RFC 5545) that says nothing: no case, no alias, no text. Whoever keeps the calendar, or
 * takes the telephone that shows it, learns when something is, and the one word that the organisation chose.
 */
import { MINUTE, shownMoment } from "../day.ts";

/**
 * `uid` stays the same each time that it is exported, so that a moved deadline moves in the calendar too. It must be
 * nothing that the server knows: an alarm's id would tie a calendar to an alarm.
 */
export type CalendarEvent = { uid: string; at: number };

const LENGTH = 15 * MINUTE;

/** 20170406T150000Z */
const stamp = (at: number): string => `${new Date(shownMoment(at)).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

/** RFC 5545, 3.3.11 */
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/gu, (sign) => `\\${sign}`)
    .replace(/[\p{Cc}]+/gu, " ")
    .trim();

/** RFC 5545, 3.1: at most 75 octets a line; a character is not cut in two. */
const folded = (line: string): string => {
  const lines: string[] = [];
  let current = "";
  for (const character of line) {
    const most = lines.length === 0 ? 75 : 74;
    if (octets(current + character) > most) {
      lines.push(current);
      current = "";
    }
    current += character;
  }
  return [...lines, current].join("\r\n ");
};

const octets = (text: string): number => new TextEncoder().encode(text).length;

export const calendarOf = (events: readonly CalendarEvent[], word: string, now: number): string =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//calendar//EN",
    ...events.flatMap(({ uid, at }) => [
      "BEGIN:VEVENT",
      `UID:${uid}`,
      `DTSTAMP:${stamp(now)}`,
      `DTSTART:${stamp(at)}`,
      `DTEND:${stamp(at + LENGTH)}`,
      `SUMMARY:${escaped(word)}`,
      "CLASS:PRIVATE",
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
    "",
  ]
    .map(folded)
    .join("\r\n");
