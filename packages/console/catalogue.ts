/**
 * PO catalogues to compiled messages: `node packages/console/catalogue.ts`.
 *
 * `locales/*.po` is what translators (and Weblate) edit, with explicit ids; `src/words/*.ts` is what the app loads,
 * parsed here so that the browser needs no message parser and no `eval`. A text that is missing, empty, unknown, or
 * that names another gap than the English one fails the build: a button without a word is worse than no release.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { formatter } from "@lingui/format-po";
import { compileMessage } from "@lingui/message-utils/compileMessage";

export const LANGUAGES = ["en", "ru"] as const;

export type Texts = Record<string, string>;

export const readCatalogue = async (language: string): Promise<Texts> => {
  const filename = new URL(`locales/${language}.po`, import.meta.url);
  const context = { locale: language, sourceLocale: "en", filename: filename.pathname };
  const parsed = await formatter({ lineNumbers: false }).parse(readFileSync(filename, "utf8"), context);
  const texts: Texts = {};
  for (const [id, entry] of Object.entries(parsed)) {
    if (entry.obsolete !== true) texts[id] = entry.translation ?? "";
  }
  return texts;
};

/** The names of the values that a text asks for: `{n, plural, …}` asks for n. */
const gaps = (text: string): string =>
  [...new Set([...text.matchAll(/\{\s*(\w+)\s*[,}]/g)].map((match) => match[1]))].sort().join();

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

const moduleOf = (language: string, texts: Texts): string => {
  const lines = Object.entries(texts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, text]) => `  ${JSON.stringify(id)}: ${JSON.stringify(compileMessage(text))},`);
  const note = `// Made from locales/${language}.po by catalogue.ts. Edit the PO file.\n// biome-ignore-all format: one text a line, as translators count them\n`;
  const about = 'import type { Messages } from "@lingui/core";\n';
  if (language === "en") {
    return `${note}${about}\nexport const en = {\n${lines.join("\n")}\n} satisfies Messages;\n\nexport type Text = keyof typeof en;\n`;
  }
  return `${note}${about}import type { Text } from "./en.ts";\n\nexport const ${language}: Record<Text, Messages[string]> = {\n${lines.join("\n")}\n};\n`;
};

/** The module of every language, or an error that lists every fault. */
export const compileCatalogues = async (): Promise<Map<string, string>> => {
  const english = await readCatalogue("en");
  const faults: string[] = [];
  const modules = new Map<string, string>();
  for (const language of LANGUAGES) {
    const texts = await readCatalogue(language);
    faults.push(...faultsOf(language, texts, english));
    modules.set(language, moduleOf(language, texts));
  }
  if (faults.length > 0) throw new Error(`Catalogues are not complete:\n${faults.join("\n")}`);
  return modules;
};

export const writeCatalogues = async (): Promise<void> => {
  for (const [language, text] of await compileCatalogues()) {
    writeFileSync(new URL(`src/words/${language}.ts`, import.meta.url), text);
  }
};

if (import.meta.main) await writeCatalogues();
