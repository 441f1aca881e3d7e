/**
 * Text from outside, made fit to be read at a desk: it may hide, reorder, overprint or beep. What is taken out is nothing that
 * a person wrote on purpose; how it looks must be what it says.
 */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
// Zero-width joiners shape words in Persian and some emoji; the others only hide.
const INVISIBLE =
  /\u034f|\u00ad|[\u115f\u1160\u17b4\u17b5]|[\u180b-\u180e]|\u200b|[\u2060-\u2065\u206a-\u206f]|\u3164|[\ufe00-\ufe0e]|[\ufeff\uffa0\ufff0-\ufffb]|[\u{e0000}-\u{e0fff}]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be found
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/gu;
const COMBINING = /(\p{M}{8})\p{M}+/gu;

export function plainText(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/\r\n?|\u2028|\u2029/g, "\n")
    .replace(BIDI, "")
    .replace(INVISIBLE, "")
    .replace(CONTROL, "")
    .normalize("NFC")
    .replace(COMBINING, "$1")
    .replace(/[^\S\n]+\n/g, "\n")
    .replace(/\n{4,}/g, "\n\n\n")
    .trim();
}

/** Lines that the gateway adds stand in brackets of their own kind, which no message can have: they are taken out of it. */
export const said = (text: string): string => `⟦${without(text)}⟧`;
export const without = (text: string): string => text.replace(/[⟦⟧]/gu, "");

/** For one line: a subject, a file's name. */
export function plainLine(text: string, most = 200): string {
  return cutTo(plainText(text).replace(/\s+/g, " "), most);
}

/** In UTF-16 units, never through the middle of a sign. */
export function cutTo(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/u, "")}…`;
}

/** By the letters that are most used; nothing is asked of anybody. */
export function languageOf(text: string): "ru" | "ar" | "en" {
  const count = (letters: RegExp) => text.match(letters)?.length ?? 0;
  const [cyrillic, arabic, latin] = [
    count(/\p{Script=Cyrillic}/gu),
    count(/\p{Script=Arabic}/gu),
    count(/\p{Script=Latin}/gu),
  ];
  if (cyrillic >= arabic && cyrillic >= latin && cyrillic > 0) return "ru";
  return arabic > latin ? "ar" : "en";
}
