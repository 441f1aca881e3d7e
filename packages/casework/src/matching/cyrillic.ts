/** Cyrillic as it is written in Russian, Chechen and Ingush. */

/** Chechen and Ingush letters of two signs first; ӏ is written as Ӏ, I, l, 1 or ! by who has no key for it. */
const PAIRS: readonly (readonly [RegExp, string])[] = [
  [/(?<=[а-яё])[iӏ1l!|](?=[а-яё]|$)|^[iӏ1l](?=[а-яё])/gu, "ӏ"],
  [/аь/gu, "a"],
  [/оь/gu, "o"],
  [/[уӱ]ь/gu, "u"],
  [/юь/gu, "yu"],
  [/яь/gu, "ya"],
  [/гӏ/gu, "g"],
  [/к[ъӏ]/gu, "k"],
  [/х[ьӏ]/gu, "h"],
  [/дж/gu, "J"],
  [/щ|шч/gu, "S"],
  [/ӏ/gu, ""],
];

const LETTERS: Readonly<Record<string, string>> = {
  а: "a",
  б: "b",
  в: "v",
  г: "g",
  д: "d",
  е: "e",
  ё: "e",
  ж: "J",
  з: "z",
  и: "i",
  й: "y",
  к: "k",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ф: "f",
  х: "h",
  ц: "ts",
  ч: "C",
  ш: "S",
  ъ: "",
  ы: "i",
  ь: "",
  э: "e",
  ю: "yu",
  я: "ya",
  і: "i",
  ї: "i",
  є: "e",
  ґ: "g",
};

/** @param word small letters */
export const cyrillicLetters = (word: string): string => {
  const paired = PAIRS.reduce((text, [pattern, sound]) => text.replace(pattern, sound), word);
  return [...paired].map((sign) => LETTERS[sign] ?? (/[a-zA-Z]/u.test(sign) ? sign : "")).join("");
};
