/** Arabic letters; also those that Persian, Urdu and Kurdish add. Short vowels are not written, long ones may be consonants. */
const PAIRS: readonly (readonly [RegExp, string])[] = [
  [/تش|چ/gu, "C"],
  [/دج|ج|ژ/gu, "J"],
  [/شت[شچ]/gu, "S"],
  [/(?:آ|ا)/gu, "A"],
  [/^[أإ]و/gu, "A"],
  [/^إ[يى]?/gu, "i"],
  [/أ|ٱ/gu, "A"],
  [/ئ|ى/gu, "Y"],
  [/ؤ/gu, "W"],
];

const LETTERS: Readonly<Record<string, string>> = {
  ب: "b",
  پ: "p",
  ت: "t",
  ث: "s",
  ح: "h",
  خ: "h",
  د: "d",
  ذ: "D",
  ر: "r",
  ز: "z",
  س: "s",
  ش: "S",
  ص: "s",
  ض: "D",
  ط: "t",
  ظ: "D",
  غ: "g",
  ف: "f",
  ڤ: "v",
  ق: "k",
  ك: "k",
  ک: "k",
  گ: "g",
  ل: "l",
  م: "m",
  ن: "n",
  ه: "h",
  ة: "A",
  و: "W",
  ي: "Y",
  ی: "Y",
};

/** @param word without marks */
export const arabicLetters = (word: string): string => {
  const paired = PAIRS.reduce((text, [pattern, sound]) => text.replace(pattern, sound), word);
  const letters = [...paired].map((sign) => LETTERS[sign] ?? (/[a-zA-Z]/u.test(sign) ? sign : "")).join("");
  // At the beginning they are consonants (وليد, يونس), unless what follows leaves them no vowel.
  return letters.replace(/^W/u, "v").replace(/^Y/u, "y");
};
