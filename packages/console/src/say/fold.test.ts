import { describe, expect, it } from "vitest";
import { fold } from "./fold.ts";

describe("a long letter, folded", () => {
  it("leaves alone what fits", () => {
    expect(fold("word ".repeat(100))).toEqual({ shown: "word ".repeat(100), more: 0 });
    expect(fold("")).toEqual({ shown: "", more: 0 });
  });

  it("cuts sixty thousand characters between two words, and says how many more there are", () => {
    const text = "слово ".repeat(10_000);
    const { shown, more } = fold(text);
    expect(shown.length).toBeLessThanOrEqual(4_000);
    expect(shown).toMatch(/слово$/);
    expect(shown.length + more).toBe(text.length);
  });

  it("cuts a word without end, and sixty thousand lines", () => {
    expect(fold("x".repeat(60_000))).toEqual({ shown: "x".repeat(4_000), more: 56_000 });
    const { shown, more } = fold("a\n".repeat(30_000));
    expect(shown.split("\n")).toHaveLength(40);
    expect(shown.length + more).toBe(60_000);
  });

  it("never halves a character, nor takes its marks away", () => {
    const pairs = fold(`x${"😀".repeat(30_000)}`);
    expect(pairs.shown).not.toMatch(/[\ud800-\udbff]$/);
    const marked = fold(`${"x".repeat(3_999)}e\u0301\u0302 and on`);
    expect(marked.shown.endsWith("e\u0301\u0302")).toBe(true);
  });
});
