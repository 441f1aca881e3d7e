import { arabicLetters } from "./arabic.ts";
import { cyrillicLetters } from "./cyrillic.ts";
import { chechenLetters, latinLetters } from "./latin.ts";
import type { Script, Sound } from "./sound.ts";

/** Marks over and under letters but hamza and madda, the Arabic stretching line, signs that turn the direction of writing. */
const MARKS = /[\u0640\p{Cf}]|(?![\u0653-\u0655])\p{Mn}/gu;

/**
 * Latin letters that are others with their mark than without: the Chechen alphabet of 1992 (ç is ч, ç̇ чӀ, ċ цӀ, ş ш, ƶ ж, ġ гӀ, ŋ and
 * ə), what Turks, Azeris and Balts write with the same marks, and the scholars' š, č, ž.
 */
const MARKED: readonly (readonly [RegExp, string])[] = [
  [/c\u0307?\u0327\u0307?|c\u0327|c\u030c/giu, "ch"],
  [/c\u0307/giu, "ts"],
  [/s[\u0326\u0327\u030c]/giu, "sh"],
  [/ƶ|z\u030c/giu, "zh"],
  [/g[\u0306\u0307]/giu, "gh"],
  [/ŋ/giu, "n"],
  [/ı/gu, "i"],
  // After a vowel the Chechen ъ; elsewhere the Azeri vowel.
  [/(?<=[aeiou]\u0308?)ə/giu, ""],
  [/ə/giu, "a"],
];
const IS_MARKED = /[csgz][\u0306\u0307\u030c\u0326\u0327]|[ƶŋıə]/iu;

const withoutMarks = (word: string): string =>
  IS_MARKED.test(word) ? MARKED.reduce((text, [pattern, letters]) => text.replace(pattern, letters), word) : word;

/** Small letters, without marks: й and ё keep theirs, which make another letter, and so do those of {@link MARKED}. */
export const plainWord = (word: string): string =>
  withoutMarks(word.normalize("NFD"))
    .replace(/(?<=[иИ])\u0306/gu, "\uE000")
    .replace(MARKS, "")
    .replaceAll("и\uE000", "й")
    .replaceAll("И\uE000", "Й")
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("ё", "е");

export const scriptOf = (word: string): Script => {
  if (/\p{Script=Arabic}/u.test(word)) return "arabic";
  return /\p{Script=Cyrillic}/u.test(word) ? "cyrillic" : "latin";
};

/** Doubled letters count once; glides go. Written once for whatever table the letters came from. */
const settled = (written: string): string =>
  written
    .replace(/(ts|.)\1+/gu, "$1")
    .replace(/^[iy](?=[aeou])/u, "Ÿ")
    .replace(/[iy]+(?=[aeou])/gu, "")
    .replace(/(?<=[aeou])[iy]+/gu, "")
    .replace(/i?y+/gu, "i")
    .replace("Ÿ", "y")
    .replace(/(?<=..[aeiou])h$/u, "")
    .replace(/(.)\1+/gu, "$1");

/**
 * How a word sounds. Doubled letters count once; a glide between or after vowels is left out (Алексей, Alexei; Айшат,
 * Aishat; Мария, Mariya): clerks write it in four ways. Two like letters in Arabic have a vowel between them.
 *
 * @param word as `plainWord` gives it
 */
export const soundOf = (word: string): Sound => {
  const script = scriptOf(word);
  if (script === "arabic") return { script, letters: arabicLetters(word).replace(/([AWY])\1+/gu, "$1") };
  return { script, letters: settled(script === "cyrillic" ? cyrillicLetters(word) : latinLetters(word)) };
};

/**
 * What the same word may be as well, if it is Chechen: its Latin letters by the alphabet of 1992 or as they are typed on a
 * telephone, or кх, which is one letter, heard as к by one and as х by another. Not for names that are compared: a reader of
 * matches would be told of two people who sound alike in one language only.
 */
export const chechenSounds = (word: string): Sound[] => {
  const script = scriptOf(word);
  if (script === "latin") return [{ script, letters: settled(chechenLetters(word)) }];
  if (script !== "cyrillic" || !word.includes("кх")) return [];
  return ["к", "х"].map((one) => ({ script, letters: settled(cyrillicLetters(word.replaceAll("кх", one))) }));
};
