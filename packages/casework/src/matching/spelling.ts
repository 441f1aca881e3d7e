import { arabicLetters } from "./arabic.ts";
import { cyrillicLetters } from "./cyrillic.ts";
import { latinLetters } from "./latin.ts";
import type { Script, Sound } from "./sound.ts";

/** Marks over and under letters but hamza and madda, the Arabic stretching line, signs that turn the direction of writing. */
const MARKS = /[\u0640\p{Cf}]|(?![\u0653-\u0655])\p{Mn}/gu;

/** Small letters, without marks: й and ё keep theirs, which make another letter. */
export const plainWord = (word: string): string =>
  word
    .normalize("NFD")
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

/**
 * How a word sounds. Doubled letters count once; a glide between or after vowels is left out (Алексей, Alexei; Айшат,
 * Aishat; Мария, Mariya): clerks write it in four ways. Two like letters in Arabic have a vowel between them.
 *
 * @param word as `plainWord` gives it
 */
export const soundOf = (word: string): Sound => {
  const script = scriptOf(word);
  if (script === "arabic") return { script, letters: arabicLetters(word).replace(/([AWY])\1+/gu, "$1") };
  const written = script === "cyrillic" ? cyrillicLetters(word) : latinLetters(word);
  const letters = written
    .replace(/(ts|.)\1+/gu, "$1")
    .replace(/^[iy](?=[aeou])/u, "Ÿ")
    .replace(/[iy]+(?=[aeou])/gu, "")
    .replace(/(?<=[aeou])[iy]+/gu, "")
    .replace(/i?y+/gu, "i")
    .replace("Ÿ", "y")
    .replace(/(?<=..[aeiou])h$/u, "")
    .replace(/(.)\1+/gu, "$1");
  return { script, letters };
};
