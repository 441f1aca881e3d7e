import { familyOf } from "../matching/families.ts";
import { type Sound, skeletonsOf } from "../matching/sound.ts";
import { chechenSounds, plainWord, soundOf } from "../matching/spelling.ts";
import { englishStem, stemOf } from "./stem.ts";
import { wordOf } from "./word-forms.ts";

/**
 * One word as it is looked for: whatever the alphabet, the ending and the clerk. Latin letters can be read as Russian, English or
 * Chechen, and nobody says which: two words meet where one reading of the one is a reading of the other.
 */
export type Folded = {
  /** Its stems as they sound; of a number, the number. */
  keys: readonly string[];
  /** With their endings; none of what has no sound. The likeliest first. */
  sounds: readonly Sound[];
  /** "=магомед": one name in its many forms, or a word whose forms no ending explains; null where no table knows it. */
  family: string | null;
};

/** Where a word stands in a text. */
export type Word = Folded & { start: number; end: number };

/** Of a longer run of letters only the beginning is read. */
const LONGEST = 64;
/** How many words are remembered folded; a language has fewer. */
const REMEMBERED = 200_000;
const remembered = new Map<string, Folded>();

/** A number, or letters of a writing that has no sound here (Georgian, Chinese): as they stand. */
const asWritten = (key: string): Folded => ({ keys: [key], sounds: [], family: null });

const isNew = <T>(one: T, index: number, all: readonly T[]): boolean => all.indexOf(one) === index;

/** Digits in Latin letters are of a number plate or a paper, but for the one that is a palochka: it is that as well. */
const PALOCHKA = /^(?=1?[a-z]1?[a-z])1?[a-z]+(?:1[a-z]+)*1?$/u;

const fold = (written: string): Folded => {
  const plain = plainWord(written.replace(/\p{M}{3,}/gu, "")).replace(/[^\p{L}\p{N}!|]/gu, "");
  if (/^\p{N}+$/u.test(plain)) return asWritten(plain);
  const sound = soundOf(plain);
  if (sound.letters === "") return asWritten(plain);
  const numbered = sound.script === "latin" && /\p{N}/u.test(plain);
  const isPlate = numbered && !PALOCHKA.test(plain);
  const chechen = isPlate ? [] : chechenSounds(plain);
  const sounds = [sound, ...chechen.filter(({ letters }) => letters !== "" && letters !== sound.letters)];
  const known = familyOf(sound)?.family ?? sounds.map(wordOf).find((one) => one !== null);
  const english = sound.script === "latin" ? [soundOf(englishStem(plain)).letters] : [];
  const stems = sounds.map(({ script, letters }) => (script === "arabic" ? letters : stemOf(letters)));
  const keys = [...(numbered ? [plain] : []), ...(isPlate ? [] : stems), ...(numbered ? [] : english)];
  return { keys: keys.filter(isNew), sounds, family: known === undefined ? null : `=${known}` };
};

const foldWord = (written: string): Folded => {
  const word = written.slice(0, LONGEST);
  if (/^\d+$/.test(word)) return asWritten(word);
  const before = remembered.get(word);
  if (before !== undefined) return before;
  if (remembered.size >= REMEMBERED) remembered.clear();
  const folded = fold(word);
  remembered.set(word, folded);
  return folded;
};

/** What was looked up and read is in it: locking forgets it with the rest. */
export const forgetWords = (): void => remembered.clear();

/**
 * A stroke for the palochka may be a digit, a Latin letter or a sign; signs count between Cyrillic letters alone, and an apostrophe
 * after the Latin letters that Chechen has it with (k', t', ch', ts').
 */
const WORDS =
  /(?:[\p{L}\p{M}\p{N}]|(?<=[а-яёА-ЯЁ])[!|](?=[а-яёА-ЯЁ])|(?<=[kptcqKPTCQ]|[cC]h|CH|[tT]s|TS)['’ʼ‘`´](?=\p{L}))+/gu;
const APOSTROPHE = /['’ʼ‘`´]/u;
/** A telephone number, however it is spaced. */
const NUMBERS = /\+?\d(?:[\s().\u00a0-]{0,2}\d){6,18}/gu;
/** So many of its last digits are compared: +7 928 and 8928 are one. */
const DIGITS = 9;

const numberWord = (written: string): Folded => asWritten(`#${written.replace(/\D/gu, "").slice(-DIGITS)}`);

/** A word that an apostrophe holds together is also its pieces: "c'est" is no Chechen. */
function* piecesOf(written: string, start: number): Generator<Word> {
  let from = start;
  for (const piece of written.split(APOSTROPHE)) {
    yield { ...foldWord(piece), start: from, end: from + piece.length };
    from += piece.length + 1;
  }
}

/** The words of a text in their order; then its telephone numbers, each as one. */
export function* wordsOf(text: string): Generator<Word> {
  for (const { 0: written, index } of text.matchAll(WORDS)) {
    yield { ...foldWord(written), start: index, end: index + written.length };
    if (APOSTROPHE.test(written)) yield* piecesOf(written, index);
  }
  for (const found of text.matchAll(NUMBERS))
    yield { ...numberWord(found[0]), start: found.index, end: found.index + found[0].length };
}

const familyTerms = ({ family }: Folded): string[] => (family === null ? [] : [family]);

/** Terms under which a text is looked up. */
export const termsOf = (text: string): string[] =>
  [...wordsOf(text)].flatMap((word) => [...word.keys, ...familyTerms(word)]);

/** With their endings: of a name that stands covered, a stem would be a beginning. */
export const wholesOf = ({ keys, sounds }: Folded): readonly string[] =>
  sounds.length === 0 ? keys : sounds.map(({ letters }) => letters);

/** By sound, whatever its vowels: names are written so differently that nothing less finds them. */
export const boneTerms = ({ sounds }: Folded): string[] =>
  sounds
    .flatMap(skeletonsOf)
    .filter((bones, index, all) => bones.length > 1 && isNew(bones, index, all))
    .map((bones) => `~${bones}`);

/** The same for what stands covered: found by whole words, and by how a name sounds. */
export const coveredTermsOf = (text: string): string[] =>
  [...wordsOf(text)].flatMap((word) => [...wholesOf(word), ...familyTerms(word), ...boneTerms(word)]);

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
        word.keys.some((key) => asked.keys.some((one) => key.startsWith(one))) ||
        (asked.family !== null && word.family === asked.family) ||
        boneTerms(word).some((one) => bones.has(one)),
    );
  });
};
