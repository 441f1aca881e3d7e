import {
  askedWords,
  boneTerms,
  coveredTermsOf,
  type Folded,
  PREFIX_FROM,
  SLIP_FROM,
  termsOf,
  wholesOf,
} from "@fairlead/casework";
import MiniSearch, { type Query } from "minisearch";

/** One place with its words. What stands covered is found by whole words alone. */
export type PlaceText = { id: string; name: string; text: string; covered: string };

/** Each once: a place is found because a word stands there, however often. */
const split = (text: string, field?: string): string[] =>
  field === "id" ? [] : [...new Set(field === "covered" ? coveredTermsOf(text) : termsOf(text))];
const asIs = (term: string): string => term;
const one = (term: string): string[] => [term];

/** Neighbours exchanged: the slip that counts as two for whoever counts letters. */
const exchanged = (key: string): string[] =>
  Array.from(
    { length: key.length - 1 },
    (_, at) => key.slice(0, at) + key.charAt(at + 1) + key.charAt(at) + key.slice(at + 2),
  );

const slipsIn = (letters: string): 1 | false => (letters.length >= SLIP_FROM && !/\d/u.test(letters) ? 1 : false);

/** Any of the ways in which one typed word may stand there. */
const queryOf = (word: Folded): Query => {
  const { keys } = word;
  const wholes = wholesOf(word);
  return {
    combineWith: "OR",
    queries: [
      { fields: ["name", "text"], queries: [...keys], prefix: (key) => key.length >= PREFIX_FROM, fuzzy: slipsIn },
      { fields: ["name"], queries: [...keys], prefix: true },
      {
        ...{ fields: ["covered"], queries: [...wholes, ...boneTerms(word)] },
        fuzzy: wholes.some(slipsIn) ? 1 : false,
      },
      ...(word.family === null ? [] : [{ queries: [word.family] }]),
      { queries: keys.filter(slipsIn).flatMap(exchanged), boostTerm: () => 0.3 },
    ],
  };
};

type TextIndex = {
  put(places: readonly PlaceText[]): void;
  remove(ids: readonly string[]): void;
  /** Ids of the places in which every typed word stands somewhere, best first. Nothing typed: none. */
  find(typed: string): string[];
};

/** Lies in a worker's memory and nowhere else. Ending the worker forgets it. */
export const textIndex = (): TextIndex => {
  const index = new MiniSearch<PlaceText>({
    fields: ["name", "text", "covered"],
    tokenize: split,
    processTerm: asIs,
  });
  return {
    put(places) {
      for (const place of places)
        if (index.has(place.id)) index.replace(place);
        else index.add(place);
    },
    remove(ids) {
      for (const id of ids) if (index.has(id)) index.discard(id);
    },
    find(typed) {
      const words = askedWords(typed);
      if (words.length === 0) return [];
      return index
        .search(
          { combineWith: "AND", queries: words.map(queryOf) },
          { tokenize: one, processTerm: asIs, boost: { name: 4 }, weights: { fuzzy: 0.3, prefix: 0.6 } },
        )
        .map(({ id }): string => id);
    },
  };
};
