/**
 * How a written name sounds, near enough to compare spellings of three alphabets.
 *
 * A sound is a string of small Latin letters, with C for ч and the Latin "ch" (which is ш in French passports), S for
 * ш, J for ж and дж; of Arabic writing, A W Y for the letters that are long vowels there, or consonants, and D for what is
 * d in one country and z in another.
 */
export type Script = "cyrillic" | "latin" | "arabic";
export type Sound = { script: Script; letters: string };

const VOWELS = "aeiou";
const LONG: Readonly<Record<string, string>> = { A: "ae", W: "ou", Y: "ie" };

export const isVowel = (letter: string): boolean => VOWELS.includes(letter) || letter in LONG;

/** Consonants that one language's ear or one clerk's table takes for another, and what the exchange costs. */
const NEAR: ReadonlyMap<string, number> = new Map(
  (
    [
      ["bp", 0.1],
      ["vf", 0.1],
      ["kg", 0.2],
      ["CS", 0.2],
      ["CJ", 0.3],
      ["SJ", 0.5],
      ["Jg", 0.3],
      ["Jy", 0.5],
      ["JY", 0.5],
      ["hg", 0.5],
      ["hk", 0.6],
      ["td", 0.6],
      ["sz", 0.5],
      ["ts", 0.6],
      ["dz", 0.6],
      ["Dd", 0],
      ["Dz", 0.1],
    ] as const
  ).flatMap(([pair, cost]) => [
    [pair, cost],
    [[...pair].reverse().join(""), cost],
  ]),
);

const exchange = (a: string, b: string): number => {
  if (a === b) return 0;
  const near = NEAR.get(a + b);
  if (near !== undefined) return near;
  if (a in LONG || b in LONG) return exchangeLong(a, b);
  return isVowel(a) && isVowel(b) ? 0.4 : 1;
};

const exchangeLong = (a: string, b: string): number => {
  const [long, other] = a in LONG ? [a, b] : [b, a];
  if ((LONG[long] ?? "").includes(other)) return 0;
  if (long === "W" && (other === "v" || other === "f")) return 0;
  if (long === "Y" && other === "y") return 0;
  return isVowel(other) ? 0.4 : 1;
};

/** What it costs that one side has a letter more. */
const extra = (letter: string): number => {
  if (letter in LONG) return letter === "A" ? 0.5 : 0.3;
  if (isVowel(letter)) return 0.6;
  return letter === "h" ? 0.7 : 1;
};

// Tables by character code: a hundred thousand names are compared in a blink.
const SIZE = 128;
const LETTERS = Array.from({ length: SIZE }, (_, code) => String.fromCharCode(code));
const EXCHANGE = Float64Array.from({ length: SIZE * SIZE }, (_, at) =>
  exchange(LETTERS[Math.floor(at / SIZE)] ?? "", LETTERS[at % SIZE] ?? ""),
);
const EXTRA = Float64Array.from(LETTERS, extra);
/** At a word's beginning every script writes a vowel: أحمد is no Хамид. */
const EXTRA_FIRST = Float64Array.from(LETTERS, (letter) => (isVowel(letter) ? 0.8 : extra(letter)));
/** Beside Arabic, which writes short vowels not at all but at a word's beginning. */
const EXTRA_BESIDE_ARABIC = Float64Array.from(LETTERS, (letter) => (VOWELS.includes(letter) ? 0 : extra(letter)));

/** Longer words are no names. */
const LONGEST = 40;
const rows = [0, 1, 2].map(() => new Float64Array(LONGEST + 1)) as [Float64Array, Float64Array, Float64Array];

const at = (row: Float64Array, index: number): number => row[index] ?? 0;

/** Weighted edit distance with neighbours exchanged at the price of one. Symmetric. Stops caring above `most`. */
export const soundDistance = (a: Sound, b: Sound, most: number): number => {
  const [x, y] = [a.letters, b.letters];
  if (x.length > LONGEST || y.length > LONGEST) return Number.POSITIVE_INFINITY;
  const freeInX = b.script === "arabic" && a.script !== "arabic" ? EXTRA_BESIDE_ARABIC : EXTRA;
  const freeInY = a.script === "arabic" && b.script !== "arabic" ? EXTRA_BESIDE_ARABIC : EXTRA;
  const extraX = (i: number): number => at(i === 0 ? EXTRA_FIRST : freeInX, x.charCodeAt(i));
  const extraY = (j: number): number => at(j === 0 ? EXTRA_FIRST : freeInY, y.charCodeAt(j));
  let [before, last, row] = rows;
  last[0] = 0;
  for (let j = 1; j <= y.length; j += 1) last[j] = at(last, j - 1) + extraY(j - 1);
  for (let i = 1; i <= x.length; i += 1) {
    const here = x.charCodeAt(i - 1);
    const costHere = extraX(i - 1);
    row[0] = at(last, 0) + costHere;
    let least = at(row, 0);
    for (let j = 1; j <= y.length; j += 1) {
      const there = y.charCodeAt(j - 1);
      let cost = at(last, j - 1) + at(EXCHANGE, here * SIZE + there);
      cost = Math.min(cost, at(last, j) + costHere, at(row, j - 1) + extraY(j - 1));
      if (i > 1 && j > 1 && here !== there && here === y.charCodeAt(j - 2) && there === x.charCodeAt(i - 2))
        cost = Math.min(cost, at(before, j - 2) + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    // One row further back an exchange of neighbours can still begin; it costs one.
    if (least > most + 1) return Number.POSITIVE_INFINITY;
    [before, last, row] = [last, row, before];
  }
  return at(last, y.length);
};

/** Letters that one alphabet cannot tell apart stand for one. */
const ONE_OF: Readonly<Record<string, string>> = {
  p: "b",
  v: "f",
  g: "k",
  z: "d",
  D: "d",
  S: "j",
  C: "j",
  J: "j",
  y: "",
  Y: "",
};

const bonesOf = (letters: string, w: string): string =>
  [...letters].map((letter) => (letter === "W" ? w : isVowel(letter) ? "" : (ONE_OF[letter] ?? letter))).join("");

/** Consonants only, by which spellings are looked up; an Arabic و can be a vowel or not, so there can be two. */
export const skeletonsOf = ({ letters }: Sound): string[] =>
  letters.includes("W") ? [...new Set([bonesOf(letters, ""), bonesOf(letters, "f")])] : [bonesOf(letters, "")];
