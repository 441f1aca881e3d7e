import { COUNTRIES, LANGUAGES } from "@fairlead/casework";
import { languageName } from "../texts/languages.ts";

/** Languages that browsers have no name for. */
const UNNAMED: Record<string, { en: string; ru: string }> = {
  lbe: { en: "Lak", ru: "лакский" },
  tab: { en: "Tabasaran", ru: "табасаранский" },
  azb: { en: "South Azerbaijani", ru: "южноазербайджанский" },
  tly: { en: "Talysh", ru: "талышский" },
  ttt: { en: "Tat", ru: "татский" },
  udi: { en: "Udi", ru: "удинский" },
  agx: { en: "Aghul", ru: "агульский" },
  rut: { en: "Rutul", ru: "рутульский" },
  tkr: { en: "Tsakhur", ru: "цахурский" },
  rsl: { en: "Russian Sign Language", ru: "русский жестовый" },
  ase: { en: "American Sign Language", ru: "американский жестовый" },
  bfi: { en: "British Sign Language", ru: "британский жестовый" },
  gsg: { en: "German Sign Language", ru: "немецкий жестовый" },
};

/** A language by name; its code where nobody has one. */
export const spokenName = (code: string, reader: string): string => {
  const name = languageName(code, reader);
  return name === code ? (UNNAMED[code]?.[reader === "ru" ? "ru" : "en"] ?? code) : name;
};

/** A country by name, in the reader's language. */
export const countryName = (code: string, reader: string): string => {
  try {
    return new Intl.DisplayNames([reader], { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
};

type Option = { value: string; text: string };

const sorted = (options: Option[], reader: string): Option[] =>
  options.toSorted((a, b) => a.text.localeCompare(b.text, reader));

export const countryOptions = (reader: string): Option[] => {
  const names = new Intl.DisplayNames([reader], { type: "region" });
  return sorted(
    COUNTRIES.map((value) => ({ value, text: names.of(value) ?? value })),
    reader,
  );
};

export const languageOptions = (reader: string): Option[] =>
  sorted(
    LANGUAGES.map((value) => ({ value, text: spokenName(value, reader) })),
    reader,
  );
