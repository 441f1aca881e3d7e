import { i18n } from "@lingui/core";
import { I18nProvider, useLingui } from "@lingui/react";
import { type ReactNode, useCallback, useMemo } from "react";
import { en, type Text } from "../words/en.ts";
import { ru } from "../words/ru.ts";
import { type Days, daysFor } from "./days.ts";
import { isFromRight, isolated, type Values } from "./direction.ts";

export type { Text, Values };

export const LANGUAGES = { en: "English", ru: "Русский" } as const;
export type Language = keyof typeof LANGUAGES;

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
  document.documentElement.dir = isFromRight(language) ? "rtl" : "ltr";
};

export type Say = (id: Text, values?: Values) => string;

export type Words = { t: Say; language: string; days: Days };

/** The catalogue in the language of this moment. */
export const useWords = (): Words => {
  const { i18n: spoken } = useLingui();
  const language = spoken.locale;
  const t = useCallback<Say>((id, values) => spoken._(id, values && isolated(values, language)), [spoken, language]);
  return useMemo(() => ({ t, language, days: daysFor(language, t) }), [t, language]);
};

export const Speaking = ({ children }: { children: ReactNode }) => <I18nProvider i18n={i18n}>{children}</I18nProvider>;
