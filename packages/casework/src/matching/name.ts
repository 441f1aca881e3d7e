import { type Family, familyOf } from "./families.ts";
import { type Sound, skeletonsOf } from "./sound.ts";
import { plainWord, soundOf } from "./spelling.ts";

/** One word of a name, folded once for all comparisons. */
export type NameWord = {
  /** As it was written. */
  text: string;
  /** Small letters without marks. */
  plain: string;
  sound: Sound;
  /** Without the ending that marks a woman, a man or a case of the sentence; null where it has none. */
  stem: Sound | null;
  skeletons: readonly string[];
  family: Family | null;
};

export type Name = {
  text: string;
  /** Given and family names, in the order written. */
  words: readonly NameWord[];
  /** Fathers' names, as patronymics say them. */
  fathers: readonly NameWord[];
};

/** Stand before or between names and name nobody. */
const PARTICLES = new Set(
  "al el ad as ash ar an ал аль эль ас аш ар ас-с оглы оглу кызы угли уулу ogly oglu kyzy bin ben ibn bint бин бен ибн бинт von van de ال بن ابن بنت".split(
    " ",
  ),
);
/** Are half a name: "Abd ar-Rahman", "Abu Bakar". */
const HALVES = /^(?:abd|abdul|abdel|abdu|abou|abu|umm|абд|абдул|абду|абу|умм|عبد|ابو|أبو|ام|أم)$/u;
const PATRONYMIC = /^(.{2,}?)[oe]v(?:i[CS]|na)[aeuio]?m?$/u;
const SURNAME = /^(.{2,}(?:[oe]v|in))(?:a|u|e|i|im|ih|oy|om|o|ogo|omu)?$/u;
const HYPHENS = /[-‐‑–’'ʼ`´]/gu;

const wordOf = (text: string, plain: string): NameWord => {
  const sound = soundOf(plain);
  const stem = sound.script === "arabic" ? null : (SURNAME.exec(sound.letters)?.[1] ?? null);
  return {
    text,
    plain,
    sound,
    stem: stem === null ? null : { ...sound, letters: stem },
    skeletons: skeletonsOf(sound),
    family: familyOf(sound),
  };
};

/** Arabic joins its article to the word. */
const withoutArticle = (word: string): string => (/^ال\p{L}{3,}/u.test(word) && word !== "الله" ? word.slice(2) : word);

/** More than anybody is called. */
const LONGEST = 200;

/** @returns no words where nothing in the text can be a name */
export const readName = (text: string): Name => {
  const words: NameWord[] = [];
  const fathers: NameWord[] = [];
  let half: { text: string; plain: string } | null = null;
  // A stroke for palochka may be a digit or a sign; anything else that is no letter parts words.
  const read = text
    .slice(0, 2_000_000)
    .replace(/\p{Mn}{3,}/gu, "")
    .slice(0, LONGEST);
  for (const [written] of read.matchAll(/[\p{L}\p{M}\u0640\p{Cf}1!|‐‑–’'ʼ`´-]+/gu)) {
    for (const piece of pieces(written)) {
      const plain = plainWord(piece).replace(HYPHENS, "");
      if (PARTICLES.has(plain) || !/\p{L}/u.test(plain)) continue;
      if (half === null && HALVES.test(plain)) {
        half = { text: piece, plain };
        continue;
      }
      const bare = withoutArticle(plain);
      const word: NameWord = half === null ? wordOf(piece, bare) : joined(half, piece, bare);
      half = null;
      const father = word.sound.script === "arabic" ? null : PATRONYMIC.exec(word.sound.letters)?.[1];
      if (father) fathers.push({ ...word, ...bornOf(father, word) });
      else words.push(word);
    }
  }
  if (half !== null) words.push(wordOf(half.text, half.plain));
  return { text: read.trim(), words, fathers };
};

/** "al-Hariri", "Абу-Бакар", "Абд-ар-Рахман" are read by their pieces; other names with a hyphen are one word. */
const pieces = (written: string): string[] => {
  const parts = written.split(/[-‐‑–]/u);
  return parts.some((part) => PARTICLES.has(plainWord(part)) || HALVES.test(plainWord(part))) ? parts : [written];
};

const joined = (half: { text: string; plain: string }, piece: string, bare: string): NameWord => {
  const root = half.plain
    .replace(/^(abd|абд)(?:ul|el|u|ул|у)?$/u, "$1")
    .replace(/^abou$/u, "abu")
    .replace(/^أ/u, "ا");
  const linked = /^(?:abd|абд)$/u.test(root) ? `${root}${root === "abd" ? "ul" : "ул"}${bare}` : `${root}${bare}`;
  return wordOf(`${half.text} ${piece}`, linked);
};

const bornOf = (
  letters: string,
  { sound: { script } }: NameWord,
): Pick<NameWord, "sound" | "stem" | "skeletons" | "family"> => {
  const sound = { script, letters };
  return { sound, stem: null, skeletons: skeletonsOf(sound), family: familyOf(sound) };
};
