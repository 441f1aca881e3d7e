/** The texts of one language, with their gaps filled. */
import { ar } from "../catalogue/ar.ts";
import { en, type Text } from "../catalogue/en.ts";
import { ru } from "../catalogue/ru.ts";
import type { Language } from "./place.ts";

export type { Text } from "../catalogue/en.ts";
export type Say = (text: Text, gaps?: Record<string, string | number>) => string;

const CATALOGUES: Record<Language, Record<Text, string>> = { en, ru, ar };

/** In their own words, so that each is found by who reads it. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: "English", ru: "Русский", ar: "العربية" };

export const LANGUAGES: readonly Language[] = ["en", "ru", "ar"];

export const isLanguage = (text: string): text is Language => text === "en" || text === "ru" || text === "ar";

export const directionOf = (language: Language): "ltr" | "rtl" => (language === "ar" ? "rtl" : "ltr");

export const sayIn = (language: Language): Say => {
  const texts = CATALOGUES[language];
  return (text, gaps = {}) =>
    texts[text].replace(/\{(\w+)\}/g, (gap, name: string) => (name in gaps ? String(gaps[name]) : gap));
};

/**
 * The language for `GET /`: the first one that the browser asks for and we speak.
 * English when it asks for none of ours. Never remembered: no cookie.
 */
export const languageFor = (acceptLanguage: string | undefined): Language => {
  const wanted = (acceptLanguage ?? "")
    .slice(0, 200)
    .split(",")
    .map((part) => {
      const [tag = "", ...rest] = part.trim().toLowerCase().split(";");
      const weight = rest.map((rule) => /^\s*q=([\d.]+)$/.exec(rule)?.[1]).find((found) => found !== undefined);
      return { language: tag.split("-")[0] ?? "", weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter((want) => want.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wanted) {
    if (isLanguage(language)) return language;
    // Chechen and its neighbours read Russian; a Russian page serves them better than an English one.
    if (["ce", "be", "uk", "kk", "tt", "inh", "av"].includes(language)) return "ru";
  }
  return "en";
};
