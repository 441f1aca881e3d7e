import type { ContactState } from "../fold/contact.ts";
import type { CaseState, State } from "../fold/state.ts";
import type { JourneyId } from "../ids.ts";
import type { Refusal } from "../refusal.ts";
import { unwilling } from "./consent.ts";
import { searchesRefused } from "./search.ts";
import {
  ARRIVED,
  isJourneyOver,
  isOnTheRoad,
  isOut,
  isStopped,
  lacksFromThere,
  movesHouse,
  restsOnGo,
} from "./stage.ts";

const ADULT = 18;

/** Of a birth of which only the year or the month is known, the last day that it can have been. */
const UNKNOWN = "YYYY-12-31";

/** Days as they are written, YYYY-MM-DD: whoever was born on 29 February is of age the day after the 28th. */
const isMinor = (born: string, date: string): boolean =>
  date < `${String(Number(born.slice(0, 4)) + ADULT).padStart(4, "0")}${born.slice(4)}${UNKNOWN.slice(born.length)}`;

const bornIn = (state: State, known: CaseState, party: readonly string[]): string[] =>
  known.parts.flatMap(({ stream }) => {
    const content = state.streams.get(stream)?.content;
    if (content?.is !== "part") return [];
    return [...content.part.facts.values()].flatMap(({ person, fact, versions }) => {
      const value = versions.at(-1)?.value;
      return fact === "born" && value?.kind === "date" && party.includes(person) ? [value.date] : [];
    });
  });

/** What the case's own part says: flagged, or said in a letter. */
export const isSaidMinor = ({ flagged, letters, minorBefore }: ContactState): boolean =>
  minorBefore ||
  flagged.some(({ flag, on }) => flag === "minor" && on) ||
  letters.some(({ answers }) => answers.adult === "no");

/**
 * Whether somebody under age may be in the party: flagged, said in a letter, or born so, by what this member reads. A
 * *no* somewhere unsays none of it: taking a child across a country unasked can be abduction before any court.
 */
export const mayHaveMinor = (
  state: State,
  known: CaseState,
  { party, date }: { party: readonly string[]; date: string },
): boolean => isSaidMinor(known.contact) || bornIn(state, known, party).some((born) => isMinor(born, date));

/** A lawyer's entry: what was given as a legal service, and stands. */
export const lawyerWasAsked = ({ contact }: Pick<CaseState, "contact">): boolean =>
  [...contact.plan.services.values()].some(({ kind, withdrawn }) => kind === "legal" && withdrawn === null);

/** By what the case's own part says: whoever reads more of the case asks more. */
export const minorRefusal = (contact: ContactState): Refusal | null =>
  isSaidMinor(contact) && !lawyerWasAsked({ contact }) ? { kind: "minor-without-lawyer" } : null;

export const isUnderWay = ({ stage }: Pick<ContactState, "stage">): boolean =>
  stage === "evacuating" || stage === "relocating";

/** What is missing to whoever may not set out: an evacuation is one way however many travel it, any other has its own go. */
export const lacksOnTheWay = (contact: ContactState, at: number): "approved-go" | "own-go" =>
  contact.stage === "evacuating" || isStopped(contact, at) ? "approved-go" : lacksFromThere(contact, at);

/**
 * The go itself stands in the case: only a party that is evacuating or relocating is on its way, or one that is sheltered and
 * moves house by a go of its own; and none to which two have said no.
 */
export const wayRefusal = (contact: ContactState, at: number, journey: JourneyId | null): Refusal | null => {
  const isOpen = isUnderWay(contact)
    ? !isStopped(contact, at) && restsOnGo(contact, at, journey)
    : movesHouse(contact, at, journey);
  const no = unwilling(contact.consent, at);
  return no ?? (isOpen ? null : { kind: "stage-not-open", missing: [lacksOnTheWay(contact, at)] });
};

/**
 * That they set out stands here too, in the same step as in their journey's part, which asks for no go: who skips this one has
 * started nothing.
 */
export const isSetOut = ({ events }: ContactState, journey: JourneyId): boolean =>
  events.some(({ operation }) => operation.op === "setOut" && operation.journey === journey);

const isUnread = ({ contact, parts }: Pick<CaseState, "contact" | "parts">): boolean =>
  contact.begun.some(({ part, stream }) => part === "journey" && !parts.some((held) => held.stream === stream));

/** Journeys whose part this member does not read, on which somebody set out, and of which nobody has noted that they are there or that it was broken off. */
export const unreadOut = (known: Pick<CaseState, "contact" | "parts">): JourneyId[] =>
  isUnread(known)
    ? known.contact.events.flatMap(({ operation }) =>
        operation.op === "setOut" && !isJourneyOver(known.contact, operation.journey) ? [operation.journey] : [],
      )
    : [];

/**
 * What a member learns of journeys whose part they do not read: `set-out`: that somebody did, and not that they are there or that
 * it was broken off; `unknown`: that there is a part for them, and no more. null: they read it, or there is none.
 */
export const unreadWay = (known: Pick<CaseState, "contact" | "parts">): "set-out" | "unknown" | null => {
  if (!isUnread(known)) return null;
  return unreadOut(known).length > 0 ? "set-out" : "unknown";
};

/** Whoever was told to set out is not to any more: two have said no since, or they themselves; or the stage was taken back. */
export const isCalledBack = (contact: ContactState, at: number, journey: JourneyId): boolean => {
  if (!ARRIVED.has(contact.stage)) return wayRefusal(contact, at, journey) !== null;
  if (isOut(contact, journey)) return !isOnTheRoad(contact, journey) || unwilling(contact.consent, at) !== null;
  // Whoever moves house needs no go to be where they are: only a no turns them round.
  return contact.stage === "sheltered" && (isStopped(contact, at) || unwilling(contact.consent, at) !== null);
};

/** Why nobody may set out now, or null. Whoever only plans may plan by what was known yesterday; by that nobody goes. */
export const setOutRefusal = (contact: ContactState, at: number, journey: JourneyId): Refusal | null => {
  const closed = wayRefusal(contact, at, journey);
  if (closed) return closed;
  const missing = searchesRefused(contact, at);
  return missing.length > 0 ? { kind: "search-not-checked", missing } : null;
};
