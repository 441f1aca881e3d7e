import { describe, expect, it } from "vitest";
import { calendarOf } from "./calendar.ts";

const at = Date.UTC(2017, 3, 6, 15, 0);
const unfolded = (text: string) => text.replaceAll("\r\n ", "");

describe("a calendar that says nothing", () => {
  it("holds times, one word, and names that stay", () => {
    expect(calendarOf([{ uid: "0a".repeat(16), at }], "Dentist", at - 60_000)).toBe(
      [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//calendar//EN",
        "BEGIN:VEVENT",
        `UID:${"0a".repeat(16)}`,
        "DTSTAMP:20170406T145900Z",
        "DTSTART:20170406T150000Z",
        "DTEND:20170406T151500Z",
        "SUMMARY:Dentist",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
      ].join("\r\n"),
    );
  });

  it("a word cannot add a line or a field of its own; long ones are folded at 75 octets, between characters", () => {
    const word = `Зубной врач; ул. Садовая, 1\r\nDESCRIPTION:${"й".repeat(60)}`;
    const text = calendarOf([{ uid: "u", at }], word, at);
    for (const line of text.split("\r\n")) {
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
      expect(line).not.toMatch(/^DESCRIPTION/);
    }
    expect(unfolded(text)).toContain(`SUMMARY:Зубной врач\\; ул. Садовая\\, 1 DESCRIPTION:${"й".repeat(60)}`);
    expect(text).not.toContain("�");
  });

  it("[P4] holds the others though one deadline is no date", () => {
    const events = [Number.MAX_SAFE_INTEGER, at].map((when) => ({ uid: "0a".repeat(16), at: when }));
    expect(calendarOf(events, "Dentist", at)).toContain("DTSTART:20170406T150000Z");
  });
});
