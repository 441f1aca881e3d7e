import { familyOf } from "../matching/families.ts";
import { type Sound, skeletonsOf } from "../matching/sound.ts";
import { plainWord, soundOf } from "../matching/spelling.ts";
import { stemOf } from "./stem.ts";

/** One word as it is looked for: whatever the alphabet, the ending and the clerk. */
export type Folded = {
  /** Its stem as it sounds; of a number, the number. */
  key: string;
  sound: Sound;
  /** "=магомед": one name in its many forms; null where no table knows it. */
  family: string | null;
};

/** Where a word stands in a text. */
export type Word = Folded & { start: number; end: number };

/** Of a longer run of letters only the beginning is read. */
const LONGEST = 64;
/** How many words are remembered folded; a language has fewer. */
const REMEMBERED = 200_000;
const remembered = new Map<string, Folded>();

const SILENT = { script: "latin" as const, letters: "" };

const fold = (written: string): Folded => {
  const plain = plainWord(written.replace(/\p{M}{3,}/gu, "")).replace(/[^\p{L}\p{N}!|]/gu, "");
  if (/^\p{N}+$/u.test(plain)) return { key: plain, sound: SILENT, family: null };
  const sound = soundOf(plain);
  const known = familyOf(sound);
  // Of writings that have no sound here (Georgian, Chinese) the letters themselves.
  const key =
    sound.letters === ""
      ? plain
      : sound.script === "arabic"
        ? sound.letters
        : stemOf(sound.letters, sound.script === "latin");
  const numbered = sound.script === "latin" && /\p{N}/u.test(plain);
  return { key: numbered ? plain : key, sound, family: known === null ? null : `=${known.family}` };
};

const foldWord = (written: string): Folded => {
  const word = written.slice(0, LONGEST);
  if (/^\d+$/.test(word)) return { key: word, sound: SILENT, family: null };
  const before = remembered.get(word);
  if (before !== undefined) return before;
  if (remembered.size >= REMEMBERED) remembered.clear();
  const folded = fold(word);
  remembered.set(word, folded);
  return folded;
};

/** What was looked up and read is in it: locking forgets it with the rest. */
export const forgetWords = (): void => remembered.clear();

/** A stroke for the palochka may be a digit, a Latin letter or a sign; signs count between Cyrillic letters alone. */
const WORDS = /(?:[\p{L}\p{M}\p{N}]|(?<=[а-яёА-ЯЁ])[!|](?=[а-яёА-ЯЁ]))+/gu;
/** A telephone number, however it is spaced. */
const NUMBERS = /\+?\d(?:[\s().\u00a0-]{0,2}\d){6,18}/gu;
/** So many of its last digits are compared: +7 928 and 8928 are one. */
const DIGITS = 9;

const numberWord = (written: string): Folded => ({
  key: `#${written.replace(/\D/gu, "").slice(-DIGITS)}`,
  sound: SILENT,
  family: null,
});

/** The words of a text in their order; then its telephone numbers, each as one. */
export function* wordsOf(text: string): Generator<Word> {
  for (const found of text.matchAll(WORDS))
    yield { ...foldWord(found[0]), start: found.index, end: found.index + found[0].length };
  for (const found of text.matchAll(NUMBERS))
    yield { ...numberWord(found[0]), start: found.index, end: found.index + found[0].length };
}

/** Terms under which a text is looked up. */
export const termsOf = (text: string): string[] =>
  [...wordsOf(text)].flatMap(({ key, family }) => (family === null ? [key] : [key, family]));

/** With its ending: of a name that stands covered, a stem would be a beginning. */
export const wholeOf = ({ key, sound }: Folded): string => (sound.letters === "" ? key : sound.letters);

/** By sound, whatever its vowels: names are written so differently that nothing less finds them. */
export const boneTerms = ({ sound }: Folded): string[] =>
  skeletonsOf(sound)
    .filter((bones) => bones.length > 1)
    .map((bones) => `~${bones}`);

/** The same for what stands covered: found by whole words, and by how a name sounds. */
export const coveredTermsOf = (text: string): string[] =>
  [...wordsOf(text)].flatMap((word) => [
    wholeOf(word),
    ...(word.family === null ? [] : [word.family]),
    ...boneTerms(word),
  ]);

/** What was typed, word by word; a telephone number is one word. */
export const askedWords = (typed: string): Folded[] => {
  const text = typed.slice(0, 400);
  const numbers = [...text.matchAll(NUMBERS)].map(([number]) => numberWord(number));
  const words = [...text.replace(NUMBERS, " ").matchAll(WORDS)].map(([word]) => foldWord(word));
  return [...numbers, ...words].slice(0, 8);
};

/**
 * Whether every typed word begins a word of this name, or is that word as another alphabet or another hand would write it.
 * For a list of names that is looked through while somebody types; texts are looked up by their terms.
 */
export const isNamed = (name: string, typed: string): boolean => {
  const words = [...wordsOf(name)];
  return askedWords(typed).every((asked) => {
    const bones = new Set(boneTerms(asked));
    return words.some(
      (word) =>
        word.key.startsWith(asked.key) ||
        (asked.family !== null && word.family === asked.family) ||
        boneTerms(word).some((one) => bones.has(one)),
    );
  });
};
