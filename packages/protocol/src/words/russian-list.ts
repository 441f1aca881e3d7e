import type { WordList } from "../code-words.ts";
import { RUSSIAN } from "./russian.ts";

/** Our Russian list, drafted and waiting for a speaker's review. [PH1] */
export const RUSSIAN_LIST: WordList = { language: "ru", words: RUSSIAN };
