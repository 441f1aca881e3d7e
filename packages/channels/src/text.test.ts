import fc from "fast-check";
import { expect, it } from "vitest";
import { cutTo, languageOf, plainText } from "./text.ts";

it("what reorders, hides, beeps or overprints is taken out; what people write stays", () => {
  expect(plainText("pay\u202egnp.exe\u0007 h\u200be\ufeffllo\u0000")).toBe("paygnp.exe hello");
  const marks = "\u0301".repeat(1_000_000);
  expect(plainText(`a${marks}b`).length).toBeLessThan(20);
  for (const kept of ["Ёлка й", "می\u200cخواهم", "👩\u200d👧", "line\nline", "ق\u064e"])
    expect(plainText(kept)).toBe(kept.normalize("NFC"));
  expect(plainText("half \ud83d emoji")).toBe("half \ufffd emoji");
});

it("whatever comes, it ends, nothing dangerous is left, and doing it again changes nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 2_000 }), fc.integer({ min: 1, max: 100 }), (text, most) => {
      const plain = plainText(text);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be left
      expect(plain).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u007f]/u);
      expect(plain).not.toMatch(/\p{Surrogate}/u);
      expect(plainText(plain)).toBe(plain);
      expect(cutTo(plain, most).length).toBeLessThanOrEqual(most);
    }),
  );
});

it("the language is told by the letters", () => {
  expect(["Помогите", "Мне нужна help", "ساعدوني", "help", "", "123"].map(languageOf)).toEqual([
    "ru",
    "ru",
    "ar",
    "en",
    "en",
    "en",
  ]);
});
