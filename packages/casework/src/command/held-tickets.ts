import { caseOf, resourcesOf, type State } from "../fold/state.ts";
import type { CaseId, MarkId, TicketId } from "../ids.ts";
import type { Outcome } from "../refusal.ts";
import type { TicketRecord } from "../ticket/fold.ts";
import { canBeHeld, type Stop } from "../ticket/hold.ts";
import { HELD_FOR_MOST } from "../ticket/operation.ts";
import { attempt, type Hand } from "./attempt.ts";

type Compromised = { ticket: TicketId; marks: MarkId[] };

/**
 * Tickets of a case whose holder may be known to a threat, and the marks for which nobody has been asked about them yet. Whoever
 * lets one go on has looked: the same mark does not hold it again, whatever its author's clock said.
 */
export const compromisedTickets = (state: State, id: CaseId, at: number): Compromised[] => {
  const { marks } = resourcesOf(state).marked;
  const known = caseOf(state, id);
  if (marks.size === 0 || !known) return [];
  const { tickets, stops } = known.contact;
  return [...tickets.values()].flatMap((one): Compromised[] => {
    if (one.thing === undefined || !canBeHeld(one, at)) return [];
    const unasked = [...marks.values()].flatMap(({ mark, of, withdrawn, at: markedAt }) => {
      const isStanding = of.kind === "thing" && of.thing === one.thing && withdrawn === null;
      return isStanding && !stops.some((stop) => hasAsked(stop, one, { mark, markedAt })) ? [mark] : [];
    });
    return unasked.length === 0 ? [] : [{ ticket: one.ticket, marks: unasked }];
  });
};

/** Of what was held before it said for which marks, the hour has to do. */
const hasAsked = (
  { why, of, at }: Stop,
  { ticket }: TicketRecord,
  { mark, markedAt }: { mark: MarkId; markedAt: number },
): boolean =>
  why === "compromised" &&
  of !== undefined &&
  of.tickets.includes(ticket) &&
  (of.marks === undefined ? at >= markedAt : of.marks.includes(mark));

/** Nobody is shown their leg at its hour by a mark that the case's own colleagues have not seen. */
export const holdCompromised = (state: State, id: CaseId, hand: Hand): Outcome => {
  const known = caseOf(state, id);
  if (!known) return { kind: "no-such-case" };
  const found = compromisedTickets(state, id, hand.at);
  if (found.length === 0) return { kind: "operations", writes: [] };
  const tickets = found.map(({ ticket }) => ticket);
  const marks = [...new Set(found.flatMap((one) => one.marks))].slice(0, HELD_FOR_MOST);
  const of = { tickets, legs: [], marks };
  const operations = [{ op: "holdTickets" as const, why: "compromised" as const, journey: null, of }];
  return attempt(state, hand, [{ stream: known.contactStream, operations }]);
};
