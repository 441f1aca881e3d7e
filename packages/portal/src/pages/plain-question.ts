/**
 * One plain question in place of proof of work, for the form without script while a flood is on. [MB9]
 *
 * A frightened person answers it in seconds, and a script that only posts forms does not. It is no wall: whoever sits
 * down to it can teach a script all four kinds. No picture, no third party, nothing kept: it comes out of the form's
 * token, and so does what answers it.
 */
import type { Language } from "./place.ts";
import { sayIn, type Text } from "./say.ts";

export type PlainQuestion = { readonly text: string; readonly isAnswer: (typed: unknown) => boolean };

const POSITIONS: readonly Text[] = ["question.word.1", "question.word.2", "question.word.3", "question.word.4"];
/** Said in the order of the words that are shown. */
const COMMA: Record<Language, string> = { en: ", ", ru: ", ", ar: "، " };

/** @param seed at least sixteen random bytes: the same ones ask the same */
export const plainQuestion = (language: Language, seed: Uint8Array): PlainQuestion => {
  const say = sayIn(language);
  let at = 0;
  const pick = (below: number): number => (seed[at++ % seed.length] ?? 0) % below;
  const some = (count: number): string[] => {
    const left = listIn(language, "question.words");
    return Array.from({ length: count }, () => left.splice(pick(left.length), 1)[0] ?? "");
  };
  const asked = (text: string, answers: readonly string[]): PlainQuestion => ({
    text,
    isAnswer: (typed) => typeof typed === "string" && answers.some((answer) => isSame(language, typed, answer)),
  });
  const shown = (words: readonly string[]): string => words.join(COMMA[language]);

  switch (pick(4)) {
    case 0: {
      const words = some(5);
      const position = pick(POSITIONS.length);
      return asked(say(POSITIONS[position] ?? "question.word.1", { words: shown(words) }), [words[position] ?? ""]);
    }
    case 1: {
      const [word = "", ...others] = some(4);
      const times = 2 + pick(3);
      for (let n = 0; n < times; n++) others.splice(pick(others.length + 1), 0, word);
      return asked(say("question.count", { word, words: shown(others) }), [String(times)]);
    }
    case 2: {
      const pairs = listIn(language, "question.opposites");
      const [word = "", answers = ""] = (pairs[pick(pairs.length)] ?? "").split(":");
      return asked(say("question.opposite", { word }), answers.split("/"));
    }
    default: {
      const [a, b] = [2 + pick(5), 2 + pick(5)];
      const number = (of: number): string => numbersIn(language)[of]?.[0] ?? String(of);
      return asked(say("question.sum", { a: number(a), b: number(b) }), [String(a + b)]);
    }
  }
};

/** Whether this text is one that we ask: what verifies a page believes no other sentence in this place. */
export const isPlainQuestion = (language: Language, text: string): boolean => {
  const say = sayIn(language);
  const oneOf = (words: readonly string[]): string => `(?:${words.join("|")})`;
  const word = oneOf(listIn(language, "question.words"));
  const number = oneOf(numbersIn(language).map(([first = ""]) => first));
  const opposite = oneOf(listIn(language, "question.opposites").map((pair) => pair.split(":")[0] ?? ""));
  const words = `${word}(?:${COMMA[language]}${word})+`;
  const patterns = [
    ...[...POSITIONS, "question.count" as const].map((kind) => patternOf(say(kind), { word, words })),
    patternOf(say("question.opposite"), { word: opposite }),
    patternOf(say("question.sum"), { a: number, b: number }),
  ];
  return patterns.some((pattern) => pattern.test(text));
};

const patternOf = (text: string, gaps: Readonly<Record<string, string>>): RegExp =>
  new RegExp(
    `^${text
      .split(/\{(\w+)\}/)
      .map((part, index) =>
        index % 2 === 1 ? (gaps[part] ?? "") : part.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`),
      )
      .join("")}$`,
  );

const listIn = (language: Language, list: "question.words" | "question.opposites" | "question.numbers"): string[] =>
  sayIn(language)(list).split(" ");

/** From nought on; what is shown first, and other forms that somebody may type. */
const numbersIn = (language: Language): string[][] =>
  listIn(language, "question.numbers").map((forms) => forms.split("/"));

/** A number may be typed as digits of any script, or as a word, with "times" behind it. */
const isSame = (language: Language, typed: string, answer: string): boolean => {
  const plain = plainOf(typed.slice(0, 100));
  if (!/^\d+$/.test(answer)) return plain === plainOf(answer);
  const [first = ""] = plain.split(" ");
  return first === answer || (numbersIn(language)[Number(answer)] ?? []).some((form) => plainOf(form) === first);
};

/** Telephones begin with a capital and end with a full stop; ё is typed as е, and Arabic without its marks. */
const plainOf = (typed: string): string =>
  typed
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/ё/g, "е")
    .replace(/[أإآ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .replace(/[\p{M}\u0640]/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
