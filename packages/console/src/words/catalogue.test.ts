import { describe, expect, it } from "vitest";
import { compileCatalogues, faultsOf, LANGUAGES, readCatalogue } from "../../catalogue.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";

describe("Catalogues", () => {
  it("are complete in every language, with the same gaps", async () => {
    const english = await readCatalogue("en");
    for (const language of LANGUAGES) expect(faultsOf(language, await readCatalogue(language), english)).toEqual([]);
  });

  it("were compiled from the PO files that stand beside them", async () => {
    const compiled = await compileCatalogues();
    const kept = { en: Object.keys(en).length, ru: Object.keys(ru).length };
    for (const language of LANGUAGES) {
      const lines = compiled.get(language)?.split("\n") ?? [];
      expect(lines.filter((line) => line.startsWith('  "'))).toHaveLength(kept[language]);
    }
  });

  it("fail on a text that is missing, empty, unknown or has other gaps", () => {
    const english = { a: "One {n}", b: "Two" };
    expect(faultsOf("ru", { b: " ", c: "?" }, english)).toEqual([
      "ru: a is missing",
      "ru: b is missing",
      "ru: c is unknown",
    ]);
    expect(faultsOf("ru", { a: "Один {m}", b: "Два" }, english)).toEqual([
      "ru: a has other {gaps} than the English text",
    ]);
  });

  it("never say he or she of a caller", async () => {
    const spoken = Object.entries(await readCatalogue("en"));
    expect(spoken.filter(([, text]) => /\b(?:he|him|his|she|her)\b/i.test(text)).map(([id]) => id)).toEqual([]);
  });
});
