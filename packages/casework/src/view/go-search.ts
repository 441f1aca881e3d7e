import type { SpineEvent } from "../fold/contact.ts";
import type { DecisionRecord } from "../fold/decision.ts";
import type { CaseState } from "../fold/state.ts";
import type { Look, ThreatState } from "../fold/threat.ts";
import { isFreshSearch, type Searched } from "../rule/search.ts";
import type { DecisionState, LookView, PersonRef } from "../view.ts";
import { SEARCHES, type SearchAbout } from "../words.ts";
import type { Names } from "./person.ts";

/** One line of a go's sheet. */
export type GoSearchView = {
  about: SearchAbout;
  /** null: nobody has looked, in this case or since that is asked for. */
  looked: { at: number; by: PersonRef; checkable: boolean } | null;
  /** Younger than a day. */
  fresh: boolean;
  /** What was found; null where the reader does not hold the threat part, or began to read it after that look. */
  known: LookView["known"] | null;
  /** What its proposer had found, where that was something else. */
  proposed: Pick<LookView, "known" | "checkable"> | null;
};

/** That somebody looked, as the spine has it, with when it was written. */
type Looked = Pick<Look, "checkedAt" | "by" | "at"> & { checkable: boolean };

/** When a go was over, and what had happened by then. */
export type Over = { at: number; had(event: SpineEvent): boolean };

const lookedView = (searched: Searched, about: SearchAbout, at: number, names: Names) => {
  const looked = searched.get(about);
  return {
    looked: looked ? { at: looked.checkedAt, by: names(looked.by), checkable: looked.checkable } : null,
    fresh: looked !== undefined && isFreshSearch(looked.checkedAt, at),
  };
};

/** As it stands now. */
export const goSearchViews = (
  { contact, threat }: Pick<CaseState, "contact" | "threat">,
  now: number,
  names: Names,
): GoSearchView[] =>
  SEARCHES.map((about) => {
    const known = threat?.search.get(about)?.at(-1)?.known ?? null;
    return { about, ...lookedView(contact.searched, about, now, names), known, proposed: null };
  });

/** By its place in the stream where it was ended by a word; one that ran out by the clocks of those who looked after it was proposed. */
export const goOver = (
  { order: proposed, verdict, withdrawn, expires }: Pick<DecisionRecord, "order" | "verdict" | "withdrawn" | "expires">,
  state: DecisionState,
  no: { order: number; at: number } | null,
): Over | null => {
  const written = verdict ?? withdrawn ?? (state === "ended" ? no : null);
  if (written) return { at: written.at, had: ({ order }) => order < written.order };
  return state === "expired" ? { at: expires, had: ({ order, at }) => order < proposed || at <= expires } : null;
};

/** Events stay, so nothing has to be kept beside them of what had been looked at by then. */
const searchedBy = (events: readonly SpineEvent[], had: Over["had"]): ReadonlyMap<SearchAbout, Looked> => {
  const searched = new Map<SearchAbout, Looked>();
  for (const event of events)
    if (event.operation.op === "concludeSearch" && had(event)) {
      const { about, checkedAt, checkable } = event.operation;
      searched.set(about, { checkedAt, checkable, by: event.by, at: event.at });
    }
  return searched;
};

/** Spine and threat part were written in one append: the same look has the same author and hour in both. */
const foundBy = (threat: ThreatState | null, about: SearchAbout, looked: Looked | undefined): Look | undefined =>
  looked &&
  threat?.search
    .get(about)
    ?.findLast(({ by, at, checkedAt }) => by === looked.by && at === looked.at && checkedAt === looked.checkedAt);

const whatProposerFound = (was: Look | undefined, { known, looked }: GoSearchView): GoSearchView["proposed"] => {
  if (was === undefined || known === null) return null;
  const checkable = was.checkable !== false;
  return was.known === known && checkable === looked?.checkable ? null : { known: was.known, checkable };
};

/** Of a go: as it stands now while it waits; once it is over what was known by then, whatever was found since. */
export const goSheetViews = (
  known: Pick<CaseState, "contact" | "threat">,
  { order }: Pick<DecisionRecord, "order">,
  over: Over | null,
  now: number,
  names: Names,
): GoSearchView[] => {
  const { contact, threat } = known;
  const then = searchedBy(contact.events, (event) => event.order < order);
  const until = over && searchedBy(contact.events, over.had);
  return goSearchViews(known, now, names).map((line) => {
    const { about } = line;
    const sheet =
      over && until
        ? {
            ...{ ...line, ...lookedView(until, about, over.at, names) },
            known: foundBy(threat, about, until.get(about))?.known ?? null,
          }
        : line;
    return { ...sheet, proposed: whatProposerFound(foundBy(threat, about, then.get(about)), sheet) };
  });
};
