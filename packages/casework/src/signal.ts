/**
 * Whether a text says what was agreed. Nobody who writes in fear writes the comma that the team wrote down, and phones put
 * in their own quotation marks, dashes and capitals. So the two signals are looked for differently, each in the way that
 * harms nobody when it errs:
 *
 * - **Danger** by its letters and digits alone, wherever they stand one after the other: inside a longer word, across a
 *   missing blank. One alarm too many is looked at; one too few is somebody left alone.
 * - **All is well** word by word, so that "the cat" is not found in "the cathedral"; a picture that was agreed must be there.
 */
import { readable } from "./readable.ts";

/** As it was typed, but for what a keyboard adds unseen, or writes in two signs instead of one. */
const asTyped = (text: string): string =>
  readable(text).normalize("NFC").toLowerCase().replace(/\s+/gu, " ").replaceAll("ё", "е").trim();

/** Before NFKC, which makes a blank of some of them. */
const APOSTROPHES = /['`´‘’‚‛′ʹʻʼʽˈꞌ＇]/gu;
/** Stress, Arabic vowel signs, what only lengthens a line or joins letters: written by some and not by others. */
const OPTIONAL = /[\u0300-\u036f\u064b-\u065f\u0670\u0640\u200c\u200d]/gu;
/** The palochka of Chechen and its neighbours has no key: ӏ, I, l, 1, і and a bar are what people type for it. */
const PALOCHKA = /[ӏіiıl]|\|(?=\p{L})|(?<=\p{L})\|/gu;
const LETTER = /[\p{L}\p{N}]/u;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
const WORD_OR_PICTURE = new RegExp(`${WORD.source}|\\p{Extended_Pictographic}`, "gu");

const spelt = (text: string): string =>
  readable(text)
    .replace(APOSTROPHES, "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(OPTIONAL, "")
    .replaceAll("ё", "е")
    .replace(/[أإآٱ]/gu, "ا")
    .replaceAll("ى", "ي")
    .replaceAll("ة", "ه")
    .replace(PALOCHKA, "1");

const lettersOf = (text: string): string => (spelt(text).match(WORD) ?? []).join("");
const wordsOf = (text: string): string => ` ${(spelt(text).match(WORD_OR_PICTURE) ?? []).join(" ")} `;

/** No longer sentence is agreed by people. */
const SENTENCE = 500;

/**
 * Whether these letters stand in it one after the other, whatever is between them. With ten thousand cases every letter is
 * asked this several times: taking all its words apart costs six times as much.
 */
const runsThrough = (spelling: string, letters: string): boolean => {
  // Whoever agreed on a book, to keep everybody's console busy, is answered in a time that grows with its length alone.
  if (letters.length > SENTENCE) return lettersOf(spelling).includes(letters);
  const first = letters.charAt(0);
  for (let start = spelling.indexOf(first); start >= 0; start = spelling.indexOf(first, start + 1)) {
    let found = 1;
    for (let at = start + 1; found < letters.length && at < spelling.length; at++) {
      if (spelling[at] === letters[found]) found++;
      else if (LETTER.test(spelling.charAt(at))) break;
    }
    if (found === letters.length) return true;
  }
  return false;
};

const typedIn = (text: string, wording: string): boolean => {
  const typed = asTyped(wording);
  return typed !== "" && asTyped(text).includes(typed);
};

type Looked = { text: string; spelling: string };

const saysDanger = ({ text, spelling }: Looked, wording: string, safe: string | null): boolean => {
  const letters = lettersOf(wording);
  if (letters === "") return typedIn(text, wording);
  if (!runsThrough(spelling, letters)) return false;
  if (safe === null || typedIn(text, wording) || !lettersOf(safe).includes(letters)) return true;
  // Told apart by a sign alone: then what is typed exactly as all is well says nothing else.
  return asTyped(text)
    .split(asTyped(safe))
    .some((part) => lettersOf(part).includes(letters));
};

const saysSafe = ({ text, spelling }: Looked, wording: string): boolean => {
  const letters = lettersOf(wording);
  if (letters !== "" && !runsThrough(spelling, letters)) return false;
  const words = wordsOf(wording);
  return words.trim() === "" ? typedIn(text, wording) : wordsOf(text).includes(words);
};

type Pair = { safe: string | null; danger: string | null };

const dangerOf = (looked: Looked, pairs: readonly Pair[]): string | null => {
  const said = pairs.findLast(({ safe, danger }) => danger !== null && saysDanger(looked, danger, safe));
  return said?.danger ?? null;
};

/** The wording of danger that a text contains, of all that were ever agreed. */
export const dangerIn = (text: string, pairs: readonly Pair[]): string | null =>
  pairs.every(({ danger }) => danger === null) ? null : dangerOf({ text, spelling: spelt(text) }, pairs);

/**
 * The agreed wording that a text contains. Danger comes first, and once agreed it counts for ever: in what lay there before
 * it was, too. That all is well is said only by the pair that stood when it was written, at `at`: nobody ends a danger by
 * agreeing on words that stand there already.
 */
export const signalIn = (
  text: string,
  signals: readonly (Pair & { from: number; until: number | null })[],
  at: number,
): { kind: "safe" | "danger"; wording: string } | null => {
  if (signals.length === 0) return null;
  const looked = { text, spelling: spelt(text) };
  const danger = dangerOf(looked, signals);
  if (danger !== null) return { kind: "danger", wording: danger };
  const standing = signals.findLast(({ from, until }) => from <= at && (until === null || at < until));
  const safe = standing?.safe ?? null;
  return safe !== null && saysSafe(looked, safe) ? { kind: "safe", wording: safe } : null;
};

/**
 * Whether a letter with the new safe wording would be shown as danger, or nothing but a sign tells the two apart: because of
 * its own danger wording, or of one that was agreed before.
 */
export const tooAlike = ({ safe, danger }: Pair, before: readonly Pair[] = []): "own" | "earlier" | null => {
  if (safe === null) return null;
  if (dangerIn(safe, [{ safe: null, danger }]) !== null) return "own";
  return dangerIn(safe, before) === null ? null : "earlier";
};
