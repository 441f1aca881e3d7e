import { wordlist } from "@scure/bip39/wordlists/english.js";
import type { WordList } from "../code-words.ts";

/** The BIP-39 English list: 2,048 words, distinct in their first four letters. [PH1] */
export const ENGLISH: WordList = { language: "en", words: wordlist };
