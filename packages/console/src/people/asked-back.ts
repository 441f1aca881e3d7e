/**
 * Two words of a phrase, asked back before it counts. Enough to know that it was written down or learnt, and little
 * enough that the whole of it is not typed for somebody who looks over the shoulder.
 */
export type AskedBack = readonly [number, number];

/** Two different places, counted from 0, the earlier first. @param chance from 0 up to 1, as `Math.random` gives it */
export const twoOf = (count: number, chance: () => number): AskedBack => {
  const first = Math.floor(chance() * count);
  const second = Math.floor(chance() * (count - 1));
  const other = second >= first ? second + 1 : second;
  return first < other ? [first, other] : [other, first];
};

/** As unlocking reads it: letters alone, in any case; four are enough, because the list tells words apart by them. */
export const isWord = (typed: string, word: string): boolean => {
  const plain = (text: string) =>
    (
      text
        .normalize("NFKC")
        .toLowerCase()
        .match(/\p{L}+/gu) ?? []
    )
      .join("")
      .replaceAll("ё", "е");
  const letters = plain(typed);
  return letters === plain(word) || (letters.length >= 4 && plain(word).startsWith(letters));
};
