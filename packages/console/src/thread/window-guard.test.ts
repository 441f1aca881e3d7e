import type { ContactWindowView } from "@fairlead/casework";
import { describe, expect, it } from "vitest";
import { announcesCall, guardWarnings } from "./window-guard.ts";

/** 21:30 where the caller is. */
const NOW = Date.UTC(2017, 4, 9, 18, 30);
const NIGHTS: ContactWindowView = {
  text: "after ten",
  mayRing: true,
  hours: [{ from: 22 * 60, to: 60 }],
  offset: 180,
  by: null,
  at: null,
};
const answer = (text: string, standing: number | null = null, checkIn: number | null = null) => ({
  text,
  standing,
  checkIn,
});

describe("What would ring or show on a phone", () => {
  it.each([
    "We will call at nine.",
    "A driver rings? No: somebody will ring you.",
    "Мы позвоним в девять.",
    "Ждите нашего звонка.",
    "Водитель перезвонит.",
    "سنتصل بك في التاسعة.",
  ])("%j speaks of ringing", (text) => {
    expect(announcesCall(text)).toBe(true);
  });

  it.each([
    "Come back at nine. What do they call your street?",
    "Put on your ring and go.",
    "Напишите, когда сможете. Звёзды видно?",
    "Everything is sealed.",
  ])("%j does not", (text) => {
    expect(announcesCall(text)).toBe(false);
  });

  it("warns by what the window says, and says nothing where it is open", () => {
    const call = answer("We will call you.");
    expect(guardWarnings(call, NIGHTS, NOW)).toEqual([{ kind: "call", state: "outside" }]);
    expect(guardWarnings(call, NIGHTS, NOW + 3_600_000)).toEqual([]);
    expect(guardWarnings(call, { ...NIGHTS, hours: [] }, NOW)).toEqual([{ kind: "call", state: "unknown" }]);
    expect(guardWarnings(call, { ...NIGHTS, mayRing: false }, NOW)).toEqual([{ kind: "call", state: "never" }]);
    expect(guardWarnings(call, null, NOW)).toEqual([{ kind: "call", state: "never" }]);
  });

  it("warns of what stays readable, and of a sign of life that falls due outside the hours", () => {
    expect(guardWarnings(answer("Go.", 6), NIGHTS, NOW)).toEqual([{ kind: "stays", hours: 6 }]);
    // Due at 23:00 there: inside. At 09:00: outside. Without hours nobody can tell.
    expect(guardWarnings(answer("Go.", null, 2), NIGHTS, NOW)).toEqual([]);
    const due = Date.UTC(2017, 4, 10, 6);
    expect(guardWarnings(answer("Go.", null, 12), NIGHTS, NOW)).toEqual([
      { kind: "sign-of-life", due, inHours: false },
    ]);
    expect(guardWarnings(answer("Go.", null, 12), null, NOW)).toEqual([{ kind: "sign-of-life", due, inHours: null }]);
  });

  it("a plain answer is never warned about", () => {
    expect(guardWarnings(answer("We read you."), null, NOW)).toEqual([]);
  });
});
