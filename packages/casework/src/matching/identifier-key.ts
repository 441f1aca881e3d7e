import type { Identifier, IdentifierKind } from "./identifier.ts";

/**
 * What an identifier is compared by. `key` finds candidates; `full` decides where a number was written with its
 * country: two countries' numbers can end alike.
 */
export type IdentifierKey = { kind: IdentifierKind; key: string; full: string | null; text: string };

/** Digits of any script as ASCII ones. */
const plainDigits = (text: string): string =>
  [...text.matchAll(/\p{Nd}/gu)].map(([digit]) => String(digitValue(digit))).join("");

/** Every script's ten digits stand in one row from a code point that its zero has; the rows are unbroken. */
const digitValue = (digit: string): number => {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (zero > code - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code < 128 ? code - 48 : (code - zero) % 10;
};

/** How many last digits a number keeps however it is dialled: without country, trunk digit or area. */
const KEPT = 9;

/**
 * A phone number by its last nine digits, and in full where its country is written or clear: "+…", "00…", and the
 * eleven digits of +7 however they begin. A number from another country dialled as at home ("09…") has no country:
 * it is the same as one that ends alike, and the reason says that no country was written.
 */
const phoneKey = (text: string): Pick<IdentifierKey, "key" | "full"> | null => {
  const digits = plainDigits(text);
  const isWhole = /^\s*[+＋]/u.test(text) || /wa\.me|whatsapp|viber/u.test(text);
  const whole = isWhole ? digits : digits.startsWith("00") && digits.length > 11 ? digits.slice(2) : russian(digits);
  if (whole !== null) return whole.length < 7 ? null : { key: whole.slice(-KEPT), full: whole };
  const home = digits.replace(/^0+/u, "");
  return home.length < 7 ? null : { key: home.slice(-KEPT), full: null };
};

const russian = (digits: string): string | null => {
  if (digits.length === 11 && (digits.startsWith("8") || digits.startsWith("7"))) return `7${digits.slice(1)}`;
  if (digits.length === 10 && digits.startsWith("9")) return `7${digits}`;
  return null;
};

/** One box with several spellings: what a provider ignores is ignored here. */
const mailKey = (text: string): string => {
  const at = text.lastIndexOf("@");
  const name = text.slice(0, at).toLowerCase().replace(/\+.*$/u, "");
  const host = text.slice(at + 1).toLowerCase();
  if (host === "gmail.com" || host === "googlemail.com") return `${name.replaceAll(".", "")}@gmail.com`;
  if (/^(?:ya|yandex)\.[a-z.]+$/u.test(host)) return `${name.replaceAll(".", "-")}@yandex`;
  return `${name}@${host}`;
};

/** By its name alone: people take the same one everywhere, and "@name" does not say where. */
const accountKey = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^(?:https?:\/\/)?[a-z.]+\//u, "")
    .replace(/^@/u, "")
    .replace(/[.\s]+$/u, "");

const PLATE_ALIKE: Readonly<Record<string, string>> = Object.fromEntries(
  [..."АВЕКМНОРСТУХ"].map((letter, index) => [letter, "ABEKMHOPCTYX"[index] ?? ""]),
);

const plateKey = (text: string): string =>
  [...text.toUpperCase().replace(/\s/gu, "")]
    .map((sign) => PLATE_ALIKE[sign] ?? (/\p{Nd}/u.test(sign) ? plainDigits(sign) : sign))
    .join("");

/** null: too little to be told by. */
export const identifierKey = ({ kind, text }: Pick<Identifier, "kind" | "text">): IdentifierKey | null => {
  switch (kind) {
    case "phone": {
      const phone = phoneKey(text);
      return phone && { kind, ...phone, text };
    }
    case "e-mail":
      return { kind, key: mailKey(text), full: null, text };
    case "account": {
      const key = accountKey(text);
      return key.length < 3 ? null : { kind, key, full: null, text };
    }
    case "passport": {
      const digits = plainDigits(text);
      return digits.length < 6 ? null : { kind, key: digits, full: null, text };
    }
    case "plate":
      return { kind, key: plateKey(text), full: null, text };
  }
};

/** Whether two of one key are the same: never two numbers that name different countries. */
export const isSameIdentifier = (a: IdentifierKey, b: IdentifierKey): boolean =>
  a.kind === b.kind && a.key === b.key && (a.full === null || b.full === null || a.full === b.full);

/** Written in full on both sides, or with nothing that could be left out. */
export const isSurelySame = (a: IdentifierKey, b: IdentifierKey): boolean =>
  isSameIdentifier(a, b) && (a.kind !== "phone" || (a.full !== null && b.full !== null));
