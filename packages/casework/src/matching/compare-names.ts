import { compareWords, gradeOf, WORD_REASONS, type WordReason } from "./compare-words.ts";
import type { Name, NameWord } from "./name.ts";

/** strong: nothing written speaks against it; likely; weak: worth a look, no more. A match never decides. */
export const STRENGTHS = ["strong", "likely", "weak"] as const;
export type MatchStrength = (typeof STRENGTHS)[number];

/** `here` and `there` as they were written. */
export type WordMatch = { reason: WordReason; here: string; there: string };

/** What stands on one side only, or speaks against it. */
export type NameCaveat = "more-names" | "other-names" | "one-name-only" | "other-father";

export type NameMatch = { strength: MatchStrength; words: WordMatch[]; caveats: NameCaveat[] };

/** More words than this are no name. */
const MOST_WORDS = 5;

type Pair = { here: NameWord; there: NameWord; reason: WordReason };

/** The assignment of words to words, in any order, that speaks best for it. */
const bestPairs = (a: readonly NameWord[], b: readonly NameWord[]): Pair[] => {
  const [first, ...rest] = a;
  if (first === undefined) return [];
  let best = bestPairs(rest, b);
  let value = worth(best);
  for (const [index, there] of b.entries()) {
    const reason = compareWords(first, there);
    if (reason === null) continue;
    const pairs = [{ here: first, there, reason }, ...bestPairs(rest, b.toSpliced(index, 1))];
    if (worth(pairs) > value + 1e-9) {
      best = pairs;
      value = worth(pairs);
    }
  }
  return best;
};

const worth = (pairs: readonly Pair[]): number => pairs.reduce((sum, { reason }) => sum + 1 + gradeOf(reason), 0);

/** A father named on both sides, who is another. */
const otherFather = (a: Name, b: Name): boolean =>
  a.fathers.length > 0 &&
  b.fathers.length > 0 &&
  !a.fathers.some((one) => b.fathers.some((other) => compareWords(one, other) !== null));

const strengthOf = (pairs: readonly Pair[], a: Name, b: Name): MatchStrength => {
  const grades = pairs.map(({ reason }) => gradeOf(reason));
  const worst = Math.min(...grades);
  const [fewer, more] = [Math.min(a.words.length, b.words.length), Math.max(a.words.length, b.words.length)];
  if (otherFather(a, b) || pairs.length < fewer || worst < 0.6) return "weak";
  if (worst >= 0.85 && pairs.length === more) return "strong";
  const doubts = grades.filter((grade) => grade < 0.85).length;
  return doubts <= 1 ? "likely" : "weak";
};

/**
 * Whether two written names can be one person's: in any alphabet and any order, with or without a father's name.
 *
 * At least two words must fit: half of a region is called Magomed. One name against one name is a weak match if it is
 * not one of the common ones. Symmetric; `here` and `there` change places.
 *
 * @returns null: nothing to say
 */
export const compareNames = (a: Name, b: Name): NameMatch | null => {
  if (a.words.length > MOST_WORDS || b.words.length > MOST_WORDS) return null;
  const pairs = bestPairs(a.words, b.words);
  const fewer = Math.min(a.words.length, b.words.length);
  if (pairs.length === 0 || (fewer > 1 && pairs.length < 2)) return null;
  const single = fewer === 1;
  if (single && pairs.some(({ here, reason }) => here.family !== null || gradeOf(reason) < 0.85)) return null;
  const caveats: NameCaveat[] = [];
  if (single) caveats.push("one-name-only");
  else if (pairs.length < fewer) caveats.push("other-names");
  else if (a.words.length !== b.words.length) caveats.push("more-names");
  if (otherFather(a, b)) caveats.push("other-father");
  return {
    strength: single ? "weak" : strengthOf(pairs, a, b),
    words: pairs
      .map(({ here, there, reason }) => ({ reason, here: here.text, there: there.text }))
      .toSorted((x, y) => WORD_REASONS.indexOf(x.reason) - WORD_REASONS.indexOf(y.reason)),
    caveats,
  };
};
