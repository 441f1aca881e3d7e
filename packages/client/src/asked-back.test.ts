import { describe, expect, it } from "vitest";
import { isWord, twoPlaces } from "./asked-back.ts";

describe("two words of a phrase are asked back", () => {
  it("are read as unlocking reads them: any case, spaces around, the first four letters", () => {
    for (const typed of ["lantern", " Lantern ", "LANT", "lanter"]) expect(isWord(typed, "lantern")).toBe(true);
    for (const typed of ["", "lan", "lanterns", "lentern", "ant"]) expect(isWord(typed, "lantern")).toBe(false);
    expect(isWord("ещё", "еще")).toBe(true);
    // A word of the list may be shorter than four letters.
    expect(isWord("act", "act")).toBe(true);
    expect(isWord("ac", "act")).toBe(false);
  });
});

it("two words are asked back from two different places, whatever chance says", () => {
  const asked = new Set<string>();
  for (let one = 0; one < 256; one++) {
    for (let other = 0; other < 256; other++) {
      const [first, second] = twoPlaces(8, () => new Uint8Array([one, other]));
      if (first < 0 || second <= first || second >= 8) expect.fail(`${one} ${other}: ${first} ${second}`);
      asked.add(`${first} ${second}`);
    }
  }
  expect(asked.size).toBe(28);
});
