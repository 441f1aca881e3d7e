import { COUNTRIES, LANGUAGES } from "./codes.ts";

/** How a field is asked for and shown. `line` and `text` both hold words; the others hold what can be compared. */
export const FACT_KINDS = [
  "line",
  "text",
  "date",
  "choice",
  "yes-no",
  "number",
  "countries",
  "languages",
  "papers",
  "contacts",
] as const;
export type FactKind = (typeof FACT_KINDS)[number];

export const YES_NO = ["yes", "no", "unknown"] as const;
/** `unknown`: asked, and not known. A field that nobody has asked about has no value at all. */
export type YesNo = (typeof YES_NO)[number];

export const PAPER_KINDS = [
  "passport",
  "identity-card",
  "birth-certificate",
  "visa",
  "residence-permit",
  "refugee-document",
  "driving-licence",
  "military-record",
  "other",
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** `country`: ISO 3166 alpha-2. `expires`: a whole day, YYYY-MM-DD. null: not said. */
export type Paper = {
  kind: PaperKind;
  number: string;
  country: string | null;
  expires: string | null;
  note: string;
};

export const CONTACT_KINDS = ["telephone", "e-mail", "messenger", "person"] as const;
/** A way to reach somebody; `person` is someone they trust. `safe`: whether it may be used at all. */
export type Contact = { kind: (typeof CONTACT_KINDS)[number]; value: string; safe: YesNo; note: string };

/**
 * What one field holds. `date` is YYYY, YYYY-MM or YYYY-MM-DD: of a birthday often no more than the year is known.
 * `left-out` stands in a checkpoint where something was written before its reader began to read. [CO2]
 */
export type FactValue =
  | { kind: "text"; text: string }
  | { kind: "date"; date: string }
  | { kind: "choice"; choice: string }
  | { kind: "yes-no"; answer: YesNo }
  | { kind: "number"; number: number }
  | { kind: "countries"; countries: string[] }
  | { kind: "languages"; languages: string[] }
  | { kind: "papers"; papers: Paper[] }
  | { kind: "contacts"; contacts: Contact[] }
  | { kind: "left-out" };

/** Which kind of value a field of this kind takes. */
export const valueKindOf = (kind: FactKind): FactValue["kind"] => (kind === "line" ? "text" : kind);

/** Longest text of one field, in characters. */
export const FACT_TEXT_MOST = 20_000;

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** A year, a month or a day that there is: 2017-02-30 is none. */
export const isFactDate = (value: string): boolean => {
  const [, year, month = "01", day = "01"] = DATE.exec(value) ?? [];
  if (year === undefined) return false;
  const at = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(`${year}-${month}-${day}`);
};

export const isWholeDay = (value: string): boolean => value.length === 10 && isFactDate(value);
export const isCountry = (code: string): boolean => COUNTRIES.includes(code);
export const isLanguageCode = (code: string): boolean => LANGUAGES.includes(code);

/** Whether there is nothing in it: then it is not written, or taken back with null. */
export const isBlank = (value: FactValue): boolean => {
  switch (value.kind) {
    case "text":
      return value.text.trim() === "";
    case "choice":
      return value.choice === "";
    case "countries":
      return value.countries.length === 0;
    case "languages":
      return value.languages.length === 0;
    case "papers":
      return value.papers.length === 0;
    case "contacts":
      return value.contacts.length === 0;
    default:
      return false;
  }
};
