import { DAY, HOUR } from "../day.ts";
import type { MemberId } from "../ids.ts";
import type { SearchStatus } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import { SEARCHES, type SearchAbout } from "../words.ts";

/** When each was last looked at, and whether it could be seen. */
export type Searched = ReadonlyMap<SearchAbout, { checkedAt: number; checkable: boolean; by: MemberId }>;

type Looks = { searched: Searched; goClocks: boolean };
type Looked = Pick<SearchStatus, "known" | "checkable">;

/** A look that is older says nothing about tonight: a report is filed in an afternoon, and trains ask for it. */
export const SEARCH_HOLDS = DAY;
/** Clocks of two consoles: a look just made lies so far ahead for whoever's clock is slow. */
const ASTRAY = 2 * HOUR;
/** … in a case that does not know of it yet. */
const ASTRAY_BEFORE = HOUR;

export const isFreshSearch = (checkedAt: number, at: number, astray = ASTRAY): boolean =>
  checkedAt > at - SEARCH_HOLDS && checkedAt <= at + astray;

/** Nobody has looked tomorrow. Such a word would open the way a day later, by what nobody saw. */
export const notYetLooked = (checkedAt: number, at: number): Refusal | null =>
  checkedAt > at + ASTRAY ? { kind: "search-in-future", at: checkedAt } : null;

const WORSE = ["none-found", "unknown", "expected", "found"] as const;

/** Whether they are in more danger by this than by what was known before, or nobody can look any more. */
export const isWorseSearch = (before: Looked | undefined, now: Looked): boolean =>
  WORSE.indexOf(now.known) > WORSE.indexOf(before?.known ?? "unknown") ||
  (now.checkable === false && before !== undefined && before.checkable !== false);

/** Of the three, those that nobody has looked at, or tried to, within a day of `at`. */
export const searchesMissing = (searched: Searched, at: number, astray = ASTRAY): SearchAbout[] =>
  SEARCHES.filter((about) => !isFreshSearch(searched.get(about)?.checkedAt ?? 0, at, astray));

/** … by what this case knows of clocks: what was refused in it stays refused. */
export const searchesRefused = ({ searched, goClocks }: Looks, at: number): SearchAbout[] =>
  searchesMissing(searched, at, goClocks ? ASTRAY : ASTRAY_BEFORE);

/** … in a case in which that is the rule. */
export const searchLacks = (state: Looks & { goTerms: boolean }, at: number): SearchAbout[] =>
  state.goTerms ? searchesRefused(state, at) : [];
