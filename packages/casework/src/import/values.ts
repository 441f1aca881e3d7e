import { COUNTRIES, LANGUAGES } from "../fact/codes.ts";
import type { YesNo } from "../fact/value.ts";
import { THREAT_KINDS, type ThreatKind } from "../words.ts";

/** Small letters, one space, ё as е, no full stop at the end: as two people would write the same word. */
export const plainText = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[\s_]+/gu, " ")
    .replace(/[\s:.*]+$/u, "")
    .trim();

/** Several in one cell. */
export const several = (text: string): string[] =>
  text
    .split(/[,;/|\n]/u)
    .map((one) => one.trim())
    .filter((one) => one !== "");

/** Several ways to reach somebody in one cell: a stroke parts two numbers, and belongs to a link. */
export const addresses = (text: string): string[] =>
  text
    .split(/[,;|\n]|\s\/\s|(?<=\d)\/(?=[+\d])/u)
    .map((one) => one.trim())
    .filter((one) => one !== "");

const ANSWERS: Readonly<Record<YesNo, readonly string[]>> = {
  yes: ["yes", "y", "true", "1", "+", "да", "есть", "нужно", "x", "✓"],
  no: ["no", "n", "false", "0", "-", "–", "—", "нет", "не нужно"],
  unknown: ["unknown", "?", "not known", "неизвестно", "не знаю"],
};

export const readYesNo = (text: string): YesNo | null => {
  const plain = plainText(text);
  if (ANSWERS.yes.includes(plain)) return "yes";
  if (ANSWERS.no.includes(plain)) return "no";
  return ANSWERS.unknown.includes(plain) ? "unknown" : null;
};

/** What people write into a cell where there is nothing to say, or only whether: no two rows belong together by that. */
const NO_NAME: ReadonlySet<string> = new Set([
  ...["n/a", "na", "none", "nil", "null", "no", "not known", "unknown", "0", "нет", "нет данных", "н/д", "нд"],
  ...["неизвестно", "не знаю", "отсутствует", "без", "yes", "true", "false", "да", "есть"],
]);

/** Whether it names no party: a stroke, "n/a", "да". */
export const namesNone = (text: string): boolean => !/[\p{L}\p{N}]/u.test(text) || NO_NAME.has(plainText(text));

/** 1 200,5 and 1200.5; a comma with three digits after it says two things and is none; with a nought before it, 05.1991 is a month. */
export const readNumber = (text: string): number | null => {
  const plain = text.replace(/[\s\u00A0\u202F]/gu, "");
  if (!/^-?(?:0|[1-9]\d{0,11})(?:[.,]\d{1,6})?$/.test(plain) || /,\d{3}$/.test(plain)) return null;
  return Number(plain.replace(",", "."));
};

/** How countries and languages are called, small letters, by whoever can say it (`Intl.DisplayNames`). */
export type CodeNames = { countries: ReadonlyMap<string, string>; languages: ReadonlyMap<string, string> };

/** What people write and no list of names has. */
const ALSO: Readonly<Record<"countries" | "languages", Readonly<Record<string, string>>>> = {
  countries: {
    rf: "RU",
    рф: "RU",
    rus: "RU",
    "russian federation": "RU",
    "российская федерация": "RU",
    chechnya: "RU",
    чечня: "RU",
    uk: "GB",
    usa: "US",
    сша: "US",
    us: "US",
    оаэ: "AE",
    uae: "AE",
    фрг: "DE",
    deu: "DE",
    fra: "FR",
    geo: "GE",
    ukr: "UA",
    "чешская республика": "CZ",
    белоруссия: "BY",
    киргизия: "KG",
    молдавия: "MD",
    голландия: "NL",
    holland: "NL",
  },
  languages: {
    нохчийн: "ce",
    чеченский: "ce",
    чеч: "ce",
    rus: "ru",
    рус: "ru",
    eng: "en",
    англ: "en",
    нем: "de",
    фр: "fr",
  },
};

/** Asked by what stands in a cell: "constructor" too, which every object has. */
const alsoOf = (kind: "countries" | "languages", plain: string): string | undefined =>
  Object.hasOwn(ALSO[kind], plain) ? ALSO[kind][plain] : undefined;

const readCodes = (
  text: string,
  kind: "countries" | "languages",
  codes: readonly string[],
  names: CodeNames,
): { codes: string[]; not: string | null } => {
  const found: string[] = [];
  for (const one of several(text)) {
    const plain = plainText(one);
    const code =
      codes.find((known) => known.toLowerCase() === plain) ??
      names[kind].get(plain) ??
      names[kind].get(plain.replace(/ язык$| language$/u, "")) ??
      alsoOf(kind, plain);
    if (code === undefined) return { codes: [], not: one };
    if (!found.includes(code)) found.push(code);
  }
  return { codes: found, not: null };
};

export const readCountries = (text: string, names: CodeNames) => readCodes(text, "countries", COUNTRIES, names);
export const readLanguages = (text: string, names: CodeNames) => readCodes(text, "languages", LANGUAGES, names);

/** Regions that stand for their country: its code alone says less than was written. */
const REGIONS: ReadonlySet<string> = new Set(["chechnya", "чечня"]);

export const namesRegion = (text: string): boolean => several(text).some((one) => REGIONS.has(plainText(one)));

const THREATENS: readonly (readonly [RegExp, ThreatKind])[] = [
  [/famil|relativ|father|brother|uncle|cousin|mother|husband|семь|родств|родн|отец|отц|брат|дяд|муж/u, "family"],
  [/polic|securit|omon|fsb|state|полиц|силов|омон|фсб|рувд|овд|государ/u, "police"],
];

/** What says the kind and nothing else, so that no word is lost where the kind alone is kept. */
const KIND_WORDS: Readonly<Record<ThreatKind, readonly string[]>> = {
  family: ["family", "the family", "relatives", "семья", "родственники", "родные", "родня"],
  police: ["police", "the police", "полиция"],
  other: ["other", "another", "другое", "другой", "другие", "иное", "прочее"],
};

/**
 * As it is called, or as people write it; null: no word in it says so. `whole`: it says the kind and nothing else.
 */
export const readThreatKind = (text: string): { kind: ThreatKind | null; whole: boolean } => {
  const plain = plainText(text);
  const kind = THREAT_KINDS.find((one) => KIND_WORDS[one].includes(plain));
  if (kind !== undefined) return { kind, whole: true };
  return { kind: THREATENS.find(([words]) => words.test(plain))?.[1] ?? null, whole: false };
};
