import { i18n } from "@lingui/core";
import { I18nProvider, useLingui } from "@lingui/react";
import { type ReactNode, useCallback, useMemo } from "react";
import { en, type Text } from "../words/en.ts";
import { ru } from "../words/ru.ts";
import { type Days, daysFor } from "./days.ts";

export type { Text };

export const LANGUAGES = { en: "English", ru: "Русский" } as const;
export type Language = keyof typeof LANGUAGES;

/** Languages written from right to left. None is complete here yet; the layout is ready for one. */
const RIGHT_TO_LEFT: readonly string[] = ["ar", "fa", "he", "ur"];

i18n.load({ en, ru });

export const isLanguage = (code: string): code is Language => Object.hasOwn(LANGUAGES, code);

/** The first of the device's languages that the desk speaks. Nothing is kept: the next start asks the device again. */
export const deviceLanguage = (wanted: readonly string[]): Language => {
  for (const tag of wanted) {
    const code = tag.slice(0, 2).toLowerCase();
    if (isLanguage(code)) return code;
  }
  return "en";
};

export const speak = (language: Language): void => {
  i18n.activate(language);
  document.documentElement.lang = language;
  document.documentElement.dir = RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr";
};

export type Values = Record<string, string | number>;
export type Say = (id: Text, values?: Values) => string;

export type Words = { t: Say; language: string; days: Days };

const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A handle in Arabic letters must not turn round the numbers that follow it in a sentence. */
const isolated = (values: Values): Values =>
  Object.values(values).some((value) => typeof value === "string" && FROM_RIGHT.test(value))
    ? Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          typeof value === "string" && FROM_RIGHT.test(value) ? `\u2068${value}\u2069` : value,
        ]),
      )
    : values;

/** The catalogue in the language of this moment. */
export const useWords = (): Words => {
  const { i18n: spoken } = useLingui();
  const language = spoken.locale;
  // The language is what makes this function another one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const t = useCallback<Say>((id, values) => spoken._(id, values && isolated(values)), [spoken, language]);
  return useMemo(() => ({ t, language, days: daysFor(language, t) }), [t, language]);
};

export const Speaking = ({ children }: { children: ReactNode }) => <I18nProvider i18n={i18n}>{children}</I18nProvider>;
