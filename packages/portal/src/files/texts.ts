/** What this script says: the "file." texts of all languages, and no others. Its build makes the same from the catalogues. */
import { ar } from "../catalogue/ar.ts";
import { en, type Text } from "../catalogue/en.ts";
import { ru } from "../catalogue/ru.ts";

export type FileText = Extract<Text, `file.${string}`>;
export type FileTexts = Record<string, Record<FileText, string>>;

const ours = (texts: Record<string, string>): Record<FileText, string> =>
  Object.fromEntries(Object.entries(texts).filter(([id]) => id.startsWith("file."))) as Record<FileText, string>;

export const TEXTS: FileTexts = { en: ours(en), ru: ours(ru), ar: ours(ar) };
