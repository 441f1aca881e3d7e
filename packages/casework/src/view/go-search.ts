import type { DecisionRecord } from "../fold/decision.ts";
import type { CaseState } from "../fold/state.ts";
import { isFreshSearch } from "../rule/search.ts";
import type { PersonRef } from "../view.ts";
import { SEARCHES, type SearchAbout } from "../words.ts";
import type { Names } from "./person.ts";

/** One line of a go's sheet. */
export type GoSearchView = {
  about: SearchAbout;
  /** null: nobody has looked, in this case or since that is asked for. */
  looked: { at: number; by: PersonRef; checkable: boolean } | null;
  /** Younger than a day. */
  fresh: boolean;
  /** What was found; null where the reader does not hold the threat part, or it was decided before. */
  known: "none-found" | "expected" | "found" | "unknown" | null;
};

export const goSearchViews = (
  { contact, threat }: CaseState,
  decision: Pick<DecisionRecord, "searched" | "verdict">,
  now: number,
  names: Names,
): GoSearchView[] => {
  const searched = decision.searched ?? contact.searched;
  const at = decision.verdict?.at ?? now;
  return SEARCHES.map((about) => {
    const looked = searched.get(about);
    return {
      about,
      looked: looked ? { at: looked.checkedAt, by: names(looked.by), checkable: looked.checkable } : null,
      fresh: looked !== undefined && isFreshSearch(looked.checkedAt, at),
      known: decision.verdict === null ? (threat?.search.get(about)?.known ?? null) : null,
    };
  });
};
