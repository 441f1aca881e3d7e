import { DAY, HOUR } from "../day.ts";
import type { MemberId } from "../ids.ts";
import type { SearchStatus } from "../operation.ts";
import { SEARCHES, type SearchAbout } from "../words.ts";

/** When each was last looked at, and whether it could be seen. */
export type Searched = ReadonlyMap<SearchAbout, { checkedAt: number; checkable: boolean; by: MemberId }>;

type Looked = Pick<SearchStatus, "known" | "checkable">;

/** A look that is older says nothing about tonight: a report is filed in an afternoon, and trains ask for it. */
export const SEARCH_HOLDS = DAY;
/** Clocks of two consoles. */
const ASTRAY = HOUR;

export const isFreshSearch = (checkedAt: number, at: number): boolean =>
  checkedAt > at - SEARCH_HOLDS && checkedAt <= at + ASTRAY;

const WORSE = ["none-found", "unknown", "expected", "found"] as const;

/** Whether they are in more danger by this than by what was known before, or nobody can look any more. */
export const isWorseSearch = (before: Looked | undefined, now: Looked): boolean =>
  WORSE.indexOf(now.known) > WORSE.indexOf(before?.known ?? "unknown") ||
  (now.checkable === false && before !== undefined && before.checkable !== false);

/** Of the three, those that nobody has looked at, or tried to, within a day of `at`. */
export const searchesMissing = (searched: Searched, at: number): SearchAbout[] =>
  SEARCHES.filter((about) => !isFreshSearch(searched.get(about)?.checkedAt ?? 0, at));

/** … in a case in which that is the rule. */
export const searchLacks = (state: { goTerms: boolean; searched: Searched }, at: number): SearchAbout[] =>
  state.goTerms ? searchesMissing(state.searched, at) : [];
