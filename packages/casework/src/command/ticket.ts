import type { CaseState, State } from "../fold/state.ts";
import { isOver } from "../journey/fold.ts";
import type { Refusal } from "../refusal.ts";
import { unwilling, yesRanOut } from "../rule/consent.ts";
import { isSetOut, lawyerWasAsked, mayHaveMinor } from "../rule/journey.ts";
import { searchesMissing } from "../rule/search.ts";
import { isJourneyOver } from "../rule/stage.ts";
import { journeyOf, opens } from "../rule/ticket.ts";
import type { TicketOperation } from "../ticket/operation.ts";
import { journeysOf, noJourney, thingRefusal } from "./journey.ts";

/** Held for a while, or waiting for the one before it: by then the journey may be over, or their yes have run out. */
const goesOnRefusal = (state: State, { contact, ...known }: CaseState, operation: TicketOperation, at: number) => {
  const id = opens(contact, operation) ? journeyOf(contact, operation) : null;
  if (id === null) return null;
  const journey = journeysOf(state, { contact, ...known }).find((one) => one.journey === id);
  // Whoever does not read it is told by what the case itself says.
  if (isJourneyOver(contact, id) || (journey !== undefined && isOver(journey)))
    return { kind: "journey-over" as const };
  return isSetOut(contact, id) || unwilling(contact.consent, at) ? null : yesRanOut(contact.consent, at);
};

/**
 * What a ticket asks of the rest of the case, beside what its fold asks: nobody drives who may be known to a threat; a
 * journey goes on and has that leg, what is searched for was looked at within a day, and where a date of birth says so a
 * lawyer was asked.
 */
export const ticketAsks = (state: State, known: CaseState, operation: TicketOperation, at: number): Refusal | null => {
  if (operation.op !== "giveTicket") return goesOnRefusal(state, known, operation, at);
  const lost = operation.thing === undefined ? null : thingRefusal(state, operation.thing);
  if (lost !== null || operation.journey === undefined) return lost;
  const journey = journeysOf(state, known).find((one) => one.journey === operation.journey);
  if (journey === undefined || !journey.legs.some(({ leg }) => leg === operation.leg))
    return noJourney(state, known, operation.journey);
  if (journey.cancelled !== null || journey.ended !== null) return { kind: "journey-over" };
  if (mayHaveMinor(state, known, journey) && !lawyerWasAsked(known)) return { kind: "minor-without-lawyer" };
  const missing = searchesMissing(known.contact.searched, at);
  if (missing.length > 0) return { kind: "search-not-checked", missing };
  // Where two have said so, or they themselves, the fold says it in its own words.
  return journey.started || unwilling(known.contact.consent, at) ? null : yesRanOut(known.contact.consent, at);
};
