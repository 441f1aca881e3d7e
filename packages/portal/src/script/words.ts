/** Word lists: they come with the door or are fetched when they are needed, and are believed only if their hash is the script's. */
import type { WordList } from "@fairlead/protocol/seal";
import { unpackWords } from "../words/packing.ts";
import type { ScriptPin } from "./pin.ts";

export type ListName = WordList["language"];

const hexOf = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** A list that is not the one of the release: code words made from it could be guessed. */
export class FalseList extends Error {
  readonly code = "FL_WORDS";
}

/** @throws FalseList */
export const readWords = async (name: ListName, bytes: Uint8Array, pin: ScriptPin): Promise<WordList> => {
  const hash = hexOf(await crypto.subtle.digest("SHA-256", new Uint8Array(bytes)));
  const list = unpackWords(name, new TextDecoder().decode(bytes));
  if (hash !== pin.words[name] || list === null) throw new FalseList();
  return list;
};

/** The list that somebody who reads this language knows. There is no Arabic one yet: Latin letters then. */
export const listFor = (language: string): ListName => (language === "ru" ? "ru" : "en");

/** The list that typed words are from, by their letters. */
export const listOf = (typed: string): ListName => (/[а-яё]/i.test(typed) ? "ru" : "en");

/** Whether what was typed is this word: any case, "ё" as "е", four letters suffice. */
export const isWord = (typed: string, word: string): boolean => {
  const plain = typed.normalize("NFKC").trim().toLowerCase().replace(/ё/g, "е");
  return plain === word || (plain.length === 4 && word.startsWith(plain));
};
