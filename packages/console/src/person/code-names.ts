import { COUNTRIES, LANGUAGES } from "@fairlead/casework";
import { languageName } from "../texts/languages.ts";

/** A country by name, in the reader's language. */
export const countryName = (code: string, reader: string): string => {
  try {
    return new Intl.DisplayNames([reader], { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
};

type Option = { value: string; text: string };

const named = (codes: readonly string[], name: (code: string) => string, reader: string): Option[] =>
  codes.map((value) => ({ value, text: name(value) })).toSorted((a, b) => a.text.localeCompare(b.text, reader));

export const countryOptions = (reader: string): Option[] =>
  named(COUNTRIES, (code) => countryName(code, reader), reader);

export const languageOptions = (reader: string): Option[] =>
  named(LANGUAGES, (code) => languageName(code, reader), reader);
