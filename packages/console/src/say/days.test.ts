import { i18n } from "@lingui/core";
import { describe, expect, it } from "vitest";
import { en } from "../words/en.ts";
import { ru } from "../words/ru.ts";
import { daysFor, runningClock } from "./days.ts";
import { DAY, HOUR, MINUTE } from "./spans.ts";
import type { Say } from "./words.tsx";

const spoken = (language: "en" | "ru") => {
  i18n.load({ en, ru });
  i18n.activate(language);
  const t: Say = (id, values) => i18n._(id, values);
  return daysFor(language, t);
};

describe("The running clock of an overdue check-in", () => {
  it.each([
    [0, "00:00"],
    [38 * MINUTE + 12_000, "38:12"],
    [3 * HOUR + 7 * MINUTE + 44_000, "3:07:44"],
    [26 * HOUR, "26:00:00"],
    [-5_000, "00:00"],
  ])("shows %d ms as %s", (span, shown) => {
    expect(runningClock(span)).toBe(shown);
  });
});

describe("Ages", () => {
  it("are minutes, then hours with minutes, then hours, then days", () => {
    const { age } = spoken("en");
    expect([age(30_000), age(6 * MINUTE), age(70 * MINUTE), age(26 * HOUR), age(4 * DAY)]).toEqual([
      "0 min",
      "6 min",
      "1 h 10",
      "26 h",
      "4 days",
    ]);
  });

  it("count days as Russian does", () => {
    const { age } = spoken("ru");
    expect([age(3 * DAY), age(5 * DAY), age(21 * DAY)]).toEqual(["3 дня", "5 дней", "21 день"]);
  });
});

describe("Moments", () => {
  const now = new Date(2017, 4, 9, 2, 14).getTime();

  it("are a bare clock today, a weekday this week, a date before", () => {
    const { when } = spoken("en");
    expect(when(new Date(2017, 4, 9, 1, 5).getTime(), now)).toBe("01:05");
    expect(when(new Date(2017, 4, 7, 23, 10).getTime(), now)).toBe("Sun 23:10");
    expect(when(new Date(2017, 3, 4, 9, 0).getTime(), now)).toBe("4 Apr, 09:00");
    expect(when(new Date(2016, 10, 4, 9, 0).getTime(), now)).toBe("4 Nov 2016, 09:00");
  });

  it("never speak of a.m. and p.m.", () => {
    for (const language of ["en", "ru"] as const) {
      expect(spoken(language).clock(new Date(2017, 4, 9, 14, 14).getTime())).toBe("14:14");
    }
  });
});

it.each(["en", "ru"] as const)(
  "[P4] in %s names any moment that somebody's client may have written: a screen that throws shows nothing",
  (language) => {
    const days = spoken(language);
    for (const at of [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER * DAY])
      for (const said of [
        days.clock(at),
        days.when(at, 0),
        days.date(at),
        days.month(at),
        days.weekday(at),
        days.day(at, 0),
        days.age(at),
      ])
        expect(said).toEqual(expect.stringMatching(/./u));
  },
);
