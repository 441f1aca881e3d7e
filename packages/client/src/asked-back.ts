import type { Random } from "@fairlead/protocol";

/**
 * Two different places of `count`, in their order: the words of a phrase that are asked back before it counts as written
 * down. Which ones is no secret, and need not be even.
 */
export function twoPlaces(count: number, random: Random): [number, number] {
  const [a = 0, b = 0] = random(2);
  const first = a % count;
  const second = (first + 1 + (b % (count - 1))) % count;
  return first < second ? [first, second] : [second, first];
}

/**
 * A word of a new phrase, typed back; read as unlocking reads it: letters alone, in any case; four are enough, because the
 * list tells words apart by them.
 */
export function isWord(typed: string, word: string): boolean {
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
}
