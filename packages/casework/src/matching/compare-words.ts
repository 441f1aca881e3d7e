import type { NameWord } from "./name.ts";
import { isVowel, type Sound, soundDistance } from "./sound.ts";

/** Why two words may be one name, the surest first. */
export const WORD_REASONS = [
  "same-spelling",
  "transliteration",
  "same-name",
  "unwritten-vowels",
  "ending",
  "short-form",
  "vowels",
  "letter",
] as const;
export type WordReason = (typeof WORD_REASONS)[number];

/** 1: nothing speaks against it; from 0.85 down to 0.7 people are mixed up now and then; below, often. */
const GRADES: Readonly<Record<WordReason, number>> = {
  "same-spelling": 1,
  transliteration: 0.98,
  "same-name": 0.9,
  "unwritten-vowels": 0.9,
  ending: 0.85,
  "short-form": 0.8,
  vowels: 0.75,
  letter: 0.6,
};

export const gradeOf = (reason: WordReason): number => GRADES[reason];

/** Below this, letters are only ever taken for each other. */
const SOUNDS_ALIKE = 0.35;
const ENDINGS = new Set(["a", "u", "e", "i", "o", "om", "em", "im"]);

const consonants = (letters: string): string => [...letters].filter((letter) => !isVowel(letter)).join("");

/** One word with an ending more than the other (Хамзата), or with another one (Амину): written as a sentence needs it. */
const differsByEnding = (a: string, b: string): boolean => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= 4 && long.startsWith(short) && ENDINGS.has(long.slice(short.length))) return true;
  const [bareA, bareB] = [a.replace(/[aeiou]$/u, ""), b.replace(/[aeiou]$/u, "")];
  return bareA === bareB && bareA.length >= 3 && bareA !== a && bareB !== b;
};

/** How far a word of this length may be misspelt. */
const allowed = (length: number): number => (length >= 8 ? 1.6 : length >= 5 ? 1 : 0.5);

const bySound = (a: Sound, b: Sound): WordReason | null => {
  const length = Math.max(a.letters.length, b.letters.length);
  const across = a.script !== b.script && (a.script === "arabic" || b.script === "arabic");
  const bones = across ? Math.min(consonants(a.letters).length, consonants(b.letters).length) : 0;
  const most = across ? (bones >= 5 ? 1 : bones >= 3 ? 0.5 : SOUNDS_ALIKE) : allowed(length);
  const distance = soundDistance(a, b, most);
  if (distance > most + 1e-9) return null;
  // Two bare consonants fit too many names when vowels are free.
  if (across) return bones < 2 ? null : distance <= SOUNDS_ALIKE + 1e-9 ? "unwritten-vowels" : "letter";
  if (distance <= SOUNDS_ALIKE) return "transliteration";
  if (consonants(a.letters) === consonants(b.letters)) return "vowels";
  return Math.min(a.letters.length, b.letters.length) >= 5 ? "letter" : null;
};

/** Symmetric: it does not matter which of the two came first. */
export const compareWords = (a: NameWord, b: NameWord): WordReason | null => {
  if (a.plain === b.plain) return "same-spelling";
  if (a.sound.letters === b.sound.letters && a.sound.script !== "arabic" && b.sound.script !== "arabic")
    return "transliteration";
  const oneFamily = a.family !== null && a.family.family === b.family?.family;
  if (oneFamily && a.family?.short !== b.family?.short) return "short-form";
  const sound = bySound(a.sound, b.sound);
  if (sound === "transliteration" || sound === "unwritten-vowels") return sound;
  // Two spellings of a given name are one name; two spellings of a surname can be two families (Ахмадов, Ахмедов).
  if (oneFamily && !(a.family?.ofSurname && sound !== null)) return "same-name";
  if (a.stem && b.stem && a.stem.letters === b.stem.letters) return "ending";
  if (a.sound.script !== "arabic" && b.sound.script !== "arabic" && differsByEnding(a.sound.letters, b.sound.letters))
    return "ending";
  const stems = a.stem || b.stem ? bySound(a.stem ?? a.sound, b.stem ?? b.sound) : null;
  if (stems === "transliteration" || stems === "unwritten-vowels") return "ending";
  // Two names that are known to be two are no misspelling of each other (Хасан, Хусейн).
  if (a.family && b.family && !oneFamily) return null;
  return sound ?? stems;
};
