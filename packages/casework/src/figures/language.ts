/** The few words and forms that a statement needs. It leaves the house, so it does not lean on a screen's catalogue. */
import { DAY, shownMoment } from "../day.ts";

export type Language = "en" | "ru";

const LOCALE: Readonly<Record<Language, string>> = { en: "en-GB", ru: "ru-RU" };

const dates = (options: Intl.DateTimeFormatOptions): Readonly<Record<Language, Intl.DateTimeFormat>> => ({
  en: new Intl.DateTimeFormat(LOCALE.en, { ...options, timeZone: "UTC" }),
  ru: new Intl.DateTimeFormat(LOCALE.ru, { ...options, timeZone: "UTC" }),
});
const LONG = dates({ day: "numeric", month: "long", year: "numeric" });
const SHORT = dates({ day: "numeric", month: "short" });
const PLURAL = { en: new Intl.PluralRules(LOCALE.en), ru: new Intl.PluralRules(LOCALE.ru) };

/** 9 May 2017 · 9 мая 2017 (without "г.", whose full stop would end a sentence twice) */
export const dateIn = (language: Language, day: number): string =>
  LONG[language].format(shownMoment(day * DAY)).replace(/\s*г\.$/u, "");

/** 9 May · 9 мая: for an axis. */
export const shortDateIn = (language: Language, day: number): string => SHORT[language].format(shownMoment(day * DAY));

/** "1 person", "40 people" · "1 человек", "42 человека", "106 человек". */
export const peopleIn = (language: Language, count: number): string => {
  const rule = PLURAL[language].select(count);
  if (language === "en") return `${count} ${rule === "one" ? "person" : "people"}`;
  return `${count} ${rule === "few" ? "человека" : "человек"}`;
};

export const CHART_WORDS = {
  en: {
    title: "People helped to move, since the hotline opened",
    evacuated: "to a safer part of the country",
    abroad: "out of the country",
    asOf: (date: string, delay: number) =>
      `As of ${date}, whole weeks.${delay === 0 ? "" : ` A move counts ${delay} days after it.`}`,
  },
  ru: {
    title: "Сколько людей выехало с начала работы линии",
    evacuated: "в более безопасный регион",
    abroad: "из страны",
    asOf: (date: string, delay: number) =>
      `По состоянию на ${date}, по полным неделям.${delay === 0 ? "" : ` Переезд учитывается через ${delay} дн.`}`,
  },
} as const satisfies Record<Language, unknown>;
