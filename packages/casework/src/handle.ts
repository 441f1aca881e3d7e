import { readable } from "./readable.ts";

/** Letters and digits of other alphabets and kinds that look like these; both cases of each, and what two of them make. */
const LOOKS_LIKE: readonly (readonly [RegExp, string])[] = [
  [/[аα]/g, "a"],
  [/[вβ]/g, "b"],
  [/[сϲ]/g, "c"],
  [/ԁ/g, "d"],
  [/[еε]/g, "e"],
  [/[нһη]/g, "h"],
  [/[iіıι1|!]/g, "l"],
  [/[јϳ]/g, "j"],
  [/[кκ]/g, "k"],
  [/[мμ]|rn/g, "m"],
  [/[ոп]/g, "n"],
  [/[оοօ0]/g, "o"],
  [/[рρ]/g, "p"],
  [/[ѕ5]/g, "s"],
  [/[тτ]/g, "t"],
  [/[уυγ]/g, "y"],
  [/[ѵν]/g, "v"],
  [/vv/g, "w"],
  [/[хχ]/g, "x"],
  [/ζ/g, "z"],
];

/** Neither letter nor digit: a space or a stop more is read as the same name. */
const BETWEEN = /[^\p{L}\p{N}]+/gu;
const MARKS = /\p{M}+/gu;

/** What a handle is to the eye: two that give the same are one name on a screen, and a decision would be put down to the other. */
export const handleAsRead = (handle: string): string => {
  const plain = readable(handle).normalize("NFKD").replace(MARKS, "").toLowerCase();
  const spelt = LOOKS_LIKE.reduce((so, [looks, like]) => so.replace(looks, like), plain);
  return spelt.replace(BETWEEN, "") || plain.trim();
};
