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

/**
 * Chechen in Latin letters: the alphabet of 1992, BGN/PCGN, and as people type where there is no such key. Their marks are read
 * before (see `plainWord`); an apostrophe is gone, since к and кӀ are one here.
 */
const CHECHEN: readonly (readonly [RegExp, string])[] = [
  // The palochka as a digit, as I before a vowel, and as the alphabet's own letter for it, j.
  [/(?<=[a-z])1(?=[a-z]|$)|^1(?=[a-z])|^i(?=[aeou])|j/gu, ""],
  [/tsh|tch|ch/gu, "C"],
  [/sh/gu, "S"],
  [/dzh|zh/gu, "J"],
  // кӀ, кх and къ.
  [/kh|kx|q/gu, "k"],
  [/gh/gu, "g"],
  // х, хь and хӀ.
  [/hw|xh|x/gu, "h"],
  [/ph/gu, "p"],
  [/th/gu, "t"],
  [/c/gu, "ts"],
  // аь, оь, уь where there are no dots.
  [/(?<=[aou])e/gu, ""],
  [/w/gu, "v"],
  [/(?<=[^aeiouy])y(?=[^aeiouy]|$)/gu, "i"],
];

const read = (word: string, table: typeof SPELLINGS): string =>
  table.reduce((text, [pattern, sound]) => text.replace(pattern, sound), word).replace(/[^a-zCJS]/gu, "");

/** @param word small letters without marks */
export const latinLetters = (word: string): string => read(word, SPELLINGS);

/** @param word as above */
export const chechenLetters = (word: string): string => read(word, CHECHEN);
