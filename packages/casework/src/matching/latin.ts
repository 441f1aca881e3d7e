/**
 * Names written in Latin letters: by the rules of passports (GOST, ICAO), by the French ones of older passports, by
 * German and English habit, and as people type. Longer spellings are read first.
 */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/shch|chtch|schtsch/gu, "S"],
  [/dzh|dsch|dj/gu, "J"],
  [/tsch|tch/gu, "C"],
  [/sch|sh/gu, "S"],
  [/zh/gu, "J"],
  [/ch/gu, "C"],
  [/kh/gu, "h"],
  [/gh/gu, "g"],
  [/gu(?=[eiy])/gu, "g"],
  [/dh/gu, "d"],
  [/th/gu, "t"],
  [/ph/gu, "f"],
  [/tz|ts/gu, "ts"],
  [/ck|q/gu, "k"],
  // How people type х; who is called Alexander or Maxim is so by the table of names.
  [/x/gu, "h"],
  [/c(?=[eiy])/gu, "s"],
  [/c/gu, "k"],
  [/oo|ou/gu, "u"],
  [/ee/gu, "i"],
  [/w/gu, "v"],
  [/(?<=[^aeiouy])y(?=[^aeiouy]|$)/gu, "i"],
  [/ff$/gu, "v"],
  [/(?<=[aeiou][vn])e$/gu, ""],
  // j before a vowel at the beginning is й in half of Europe and дж in the other; ж and дж cost little beside й.
  [/j/gu, "J"],
];

/** @param word small letters without marks */
export const latinLetters = (word: string): string =>
  SPELLINGS.reduce((text, [pattern, sound]) => text.replace(pattern, sound), word).replace(/[^a-zCJS]/gu, "");
