/**
 * Endings of Russian nouns, adjectives and verbs, as they sound once glides are left out (see `soundOf`): written once
 * for both alphabets, so that "угрожают" and "ugrozhali" have one stem. Longer ones are tried first; two are taken off,
 * because a past tense and a case can stand on one word. It cuts too much rather than too little: what is cut
 * alike is found, and who looks for a person in danger reads a line too many sooner than one too few.
 */
const RUSSIAN = [
  "uSiesa aSiesa ilis alis elis ilas alas elas ilsa alsa elsa",
  "ovat evat uetsa aetsa iamis omisa",
  "ami imi ogo ego omu emu ala ila ela ali ili eli alo ilo elo aet uet eet aut uut eut ete ite ais aiS",
  "ov ev om em am im at it et ut al il el eS iS oe oi uu as is os us",
  "a e i o u",
]
  .join(" ")
  .split(" ")
  .toSorted((a, b) => b.length - a.length);

/** So much of a word stays, with a vowel in it: "дом" is no ending. */
const LEAST = 3;
const VOWEL = /[aeiou]/u;

const without = (letters: string, endings: readonly string[]): string => {
  const ending = endings.find(
    (one) => letters.endsWith(one) && letters.length - one.length >= LEAST && VOWEL.test(letters.slice(0, -one.length)),
  );
  return ending === undefined ? letters : letters.slice(0, -ending.length);
};

/** @param letters of a sound that was written in Cyrillic or Latin */
export const stemOf = (letters: string): string => without(without(letters, RUSSIAN), RUSSIAN);

/** A word shorter than this has no English ending: "bus". */
const ENGLISH_FROM = 4;
const ENGLISH: readonly (readonly [RegExp, string])[] = [
  [/^(.{2,})ie[sd]$/u, "$1y"],
  [/^(.{3,})(?:ings?|ed|ers?)$/u, "$1"],
  [/^(.{2,}(?:s|x|z|ch|sh))es$/u, "$1"],
  [/^(.{2,}[^sui])s$/u, "$1"],
];

/**
 * The same for English, before it is heard: spelling says more there than sound. The last letter goes with the ending of its plural:
 * knife and knives, house and houses.
 *
 * @param word small letters without marks
 */
export const englishStem = (word: string): string => {
  if (word.length < ENGLISH_FROM) return word;
  const [pattern, kept] = ENGLISH.find(([one]) => VOWEL.test(one.exec(word)?.[1] ?? "")) ?? [];
  const cut = pattern === undefined || kept === undefined ? word : word.replace(pattern, kept);
  return cut.replace(/(?<=.{3})e$/u, "").replace(/v$/u, "f");
};
