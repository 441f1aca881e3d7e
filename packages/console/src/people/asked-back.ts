/** A word of a new phrase, typed back; as unlocking reads it: letters alone, in any case; four are enough, because the list tells words apart by them. */
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
