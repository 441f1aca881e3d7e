import { describe, expect, it } from "vitest";
import { isWord } from "./asked-back.ts";

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
