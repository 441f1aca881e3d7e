/**
 * PO catalogues to TypeScript: `node packages/portal/catalogue.ts`.
 *
 * `locales/*.po` is what translators (and Weblate) edit; `src/catalogue/*.ts` is what the pages import, committed so
 * that server and tests run unbuilt. A text that is missing, empty, unknown or that names another gap than the
 * English one fails here: half a sentence in front of a frightened person is worse than no release.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { formatter } from "@lingui/format-po";

type Texts = Record<string, string>;

export const LANGUAGES = ["en", "ru", "ar"] as const;

export const readCatalogue = async (language: string, source: string): Promise<Texts> => {
  const parsed = await formatter({ lineNumbers: false }).parse(source, {
    locale: language,
    sourceLocale: "en",
    filename: `${language}.po`,
  });
  const texts: Texts = {};
  for (const [id, entry] of Object.entries(parsed)) {
    if (entry.obsolete !== true) texts[id] = entry.translation ?? "";
  }
  return texts;
};

const gaps = (text: string): string =>
  [...text.matchAll(/\{(\w+)\}/g)]
    .map((match) => match[1])
    .sort()
    .join();

/** What is wrong with a catalogue beside the English one; empty when nothing is. */
export const faultsOf = (language: string, texts: Texts, english: Texts): string[] => {
  const faults: string[] = [];
  for (const [id, text] of Object.entries(english)) {
    const own = texts[id];
    if (own === undefined || own.trim() === "") faults.push(`${language}: ${id} is missing`);
    else if (gaps(own) !== gaps(text)) faults.push(`${language}: ${id} has other {gaps} than the English text`);
  }
  for (const id of Object.keys(texts)) if (!(id in english)) faults.push(`${language}: ${id} is unknown`);
  return faults;
};

// As the formatter would write them, so that building changes nothing that is committed.
const WIDTH = 120;
const lineOf = (id: string, text: string): string => {
  const key = /^[a-z]+$/.test(id) ? id : JSON.stringify(id);
  const line = `  ${key}: ${JSON.stringify(text)},`;
  return line.replace(/\p{M}/gu, "").length <= WIDTH ? line : `  ${key}:\n    ${JSON.stringify(text)},`;
};

const moduleOf = (language: string, texts: Texts): string => {
  const lines = Object.entries(texts).map(([id, text]) => lineOf(id, text));
  const note = `// Made from locales/${language}.po by catalogue.ts. Edit the PO file.\n`;
  if (language === "en") {
    return `${note}export const en = {\n${lines.join("\n")}\n} as const;\n\nexport type Text = keyof typeof en;\n`;
  }
  return `${note}import type { Text } from "./en.ts";\n\nexport const ${language}: Record<Text, string> = {\n${lines.join("\n")}\n};\n`;
};

/** The module of every language, or an error that lists every fault. */
export const compileCatalogues = async (): Promise<Map<string, string>> => {
  const read = (language: string) =>
    readCatalogue(language, readFileSync(new URL(`locales/${language}.po`, import.meta.url), "utf8"));
  const english = await read("en");
  const faults: string[] = [];
  const modules = new Map<string, string>();
  for (const language of LANGUAGES) {
    const texts = await read(language);
    faults.push(...faultsOf(language, texts, english));
    modules.set(language, moduleOf(language, texts));
  }
  if (faults.length > 0) throw new Error(`Catalogues are not complete:\n${faults.join("\n")}`);
  return modules;
};

export const writeCatalogues = async (): Promise<void> => {
  for (const [language, text] of await compileCatalogues()) {
    writeFileSync(new URL(`src/catalogue/${language}.ts`, import.meta.url), text);
  }
};

if (import.meta.main) await writeCatalogues();
