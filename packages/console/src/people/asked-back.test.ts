import { describe, expect, it } from "vitest";
import { isWord, twoOf } from "./asked-back.ts";

describe("two words of a phrase are asked back", () => {
  it("from two different places, whatever chance says", () => {
    const chances = [0, 0.124, 0.5, 0.874, 0.999];
    const asked = new Set<string>();
    for (const one of chances) {
      for (const other of chances) {
        const next = [one, other].values();
        const [first, second] = twoOf(8, () => next.next().value ?? 0);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(second).toBeGreaterThan(first);
        expect(second).toBeLessThan(8);
        asked.add(`${first} ${second}`);
      }
    }
    expect(asked.size).toBeGreaterThan(8);
  });

  it("and read as unlocking reads them: any case, spaces around, the first four letters", () => {
    for (const typed of ["lantern", " Lantern ", "LANT", "lanter"]) expect(isWord(typed, "lantern")).toBe(true);
    for (const typed of ["", "lan", "lanterns", "lentern", "ant"]) expect(isWord(typed, "lantern")).toBe(false);
    expect(isWord("ещё", "еще")).toBe(true);
    // A word of the list may be shorter than four letters.
    expect(isWord("act", "act")).toBe(true);
    expect(isWord("ac", "act")).toBe(false);
  });
});
