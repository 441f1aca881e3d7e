import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readable, readableAll } from "./readable.ts";

describe("others' words, as a screen gets them", () => {
  it.each([
    ["an override that turns a name round is shown", "gpj.\u202Eexe", "gpj.⟨U+202E⟩exe"],
    ["isolates that phones put around names are left out", "\u2068Амина\u2069 ждёт", "Амина ждёт"],
    ["marks that Arabic and Hebrew need stay", "שלום\u200F!", "שלום\u200F!"],
    ["a bell is seen and not heard", "a\u0007b\u001B[31m", "a␇b␛[31m"],
    ["Windows and old Mac lines are lines", "a\r\nb\rc\u2028d", "a\nb\nc\nd"],
    ["zero width hides nothing", "к\u200Bвар\uFEFFтира\u00AD", "квартира"],
    ["Persian and emoji keep their joiners", "می\u200Cخواهم 👩\u200D👧", "می\u200Cخواهم 👩\u200D👧"],
    ["tags write nothing between the letters", "ok\u{E0068}\u{E0069}", "ok"],
    ["half of a pair is a gap", "a\uD83Db\uDE00", "a�b�"],
    ["whole pairs stay", "😀 𐍈", "😀 𐍈"],
    ["markup is text, and stays", "<img src=x onerror=alert(1)> &amp;", "<img src=x onerror=alert(1)> &amp;"],
    ["a heap of marks is bounded", `Z${"\u0335".repeat(200)}!`, `Z${"\u0335".repeat(8)}!`],
    ["marks that a language needs stay", "ế บี้ شَّ क्षि", "ế บี้ شَّ क्षि"],
    ["a thousand empty lines are one", `a${"\n".repeat(1000)}b`, "a\n\nb"],
    ["one empty line is one", "a\n\nb\tc", "a\n\nb\tc"],
  ])("%s", (_, written, shown) => {
    expect(readable(written)).toBe(shown);
  });

  it("a megabyte of combining marks, controls or blank lines takes no time that anybody would notice", () => {
    for (const part of ["\u0301", "\u202E", "\u0000", "\n \t", "\uD800", "a\u0301\u200B"]) {
      expect(readable(part.repeat(Math.ceil(1_000_000 / part.length))).length).toBeGreaterThan(0);
    }
    // A pattern that steps back would take hours, and no test is given them.
  });

  it("twice is once, and nothing stays that overrides, controls or cannot be seen", () => {
    const nasty = fc.string({ unit: "binary", maxLength: 200 });
    fc.assert(
      fc.property(nasty, (text) => {
        const shown = readable(text);
        expect(readable(shown)).toBe(shown);
        expect(shown).not.toMatch(/[\ud800-\udfff]/u);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
        expect(shown).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u206f\ufeff]|\p{M}{9}/u);
      }),
      { numRuns: 2000 },
    );
  });

  it("goes through everything that a screen is given, and leaves alone what needs nothing", () => {
    const calm = { name: "Grey kettle", messages: [{ text: "Здравствуйте", at: 3, tap: null }] };
    expect(readableAll(calm)).toBe(calm);
    const odd = { calm, notes: [{ text: "\u202Eabc" }], handle: "\u200BMarsh" };
    expect(readableAll(odd)).toEqual({ calm, notes: [{ text: "⟨U+202E⟩abc" }], handle: "Marsh" });
    expect(readableAll(odd).calm).toBe(calm);
    expect(odd.handle).toBe("\u200BMarsh");
  });
});
