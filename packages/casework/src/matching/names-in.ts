import { type Name, readName } from "./name.ts";

/** "My name is": what follows is one, however it is written. */
const INTRODUCED =
  /(?:меня зовут|его зовут|ее зовут|её зовут|зовут|имя и фамилия|имя|фамилия|фио|my name is|name is|his name|her name|named|called|je m['’]appelle|اسمي|إسمي|اسمه|اسمها|الاسم|أنا|انا)\s*(?:[:—–-]\s*)?((?:[\p{L}\p{M}1'’-]{1,40}[ \u00a0]?){1,4})/giu;
/** Two to five words with capitals in one line. */
const CAPITAL = "[\\p{Lu}1][\\p{L}\\p{M}1'’-]{1,40}";
const CAPITALS = new RegExp(
  `(?<![\\p{L}\\p{M}1'’-])${CAPITAL}(?:[ \\u00a0](?:(?:al|el|bin|ben|ibn|оглы|кызы)[ -])?${CAPITAL}){1,4}`,
  "gu",
);
/** Parts neighbours. */
const STOP = /[^\p{L}\p{M}'’ \u00a0-]+/u;

const MOST = 200;
/** Who begins with a hundred pages of something else names nobody to us. */
const LONGEST = 20_000;

const isGiven = (name: Name, index: number): boolean => {
  const word = name.words[index];
  return word?.family != null && !word.family.ofSurname;
};

const holdsName = (name: Name): boolean => name.words.some(({ family, stem }) => family !== null || stem !== null);

/** A given name that everybody knows with what stands beside it: small letters, and Arabic, have no capitals. */
const besideGiven = (run: string): string[] => {
  const words = run.split(/[ \u00a0]+/u).filter((word) => word !== "");
  return words.flatMap((word, index) => {
    if (!isGiven(readName(word), 0)) return [];
    const isArabic = /\p{Script=Arabic}/u.test(word);
    const around = (from: number, to: number): string[] =>
      from < 0 || to > words.length ? [] : [words.slice(from, to).join(" ")];
    const pairs = [...around(index, index + 2), ...around(index - 1, index + 1)];
    return isArabic
      ? [...around(index, index + 2), ...around(index, index + 3)]
      : pairs.filter((pair) => readName(pair).words.some(({ stem, family }) => stem !== null || family?.ofSurname));
  });
};

/**
 * What may be somebody's name in a text: introduced as one, written with capitals, or beside a given name that everybody
 * knows. Looser than a reader would be: what is no name meets no name.
 */
export const namesIn = (text: string): Name[] => {
  const found = new Map<string, Name>();
  const add = (words: string, holds: (name: Name) => boolean) => {
    if (found.size >= MOST) return;
    const name = readName(words);
    if (name.words.length < 2 || !holds(name)) return;
    found.set(name.words.map(({ plain }) => plain).join(" "), name);
  };
  const read = text.slice(0, LONGEST);
  for (const [, words = ""] of read.matchAll(INTRODUCED)) {
    const said = words.trim().split(/[ \u00a0]/u);
    // Where the name ends is not said: two words, and three.
    for (const count of [2, 3]) if (said.length >= count) add(said.slice(0, count).join(" "), () => true);
  }
  for (const [words] of read.matchAll(CAPITALS)) add(words, holdsName);
  for (const run of read.split(STOP)) for (const words of besideGiven(run)) add(words, holdsName);
  return [...found.values()];
};
