import { caseOf, resourcesOf, type State } from "../fold/state.ts";
import type { CaseId, TicketId } from "../ids.ts";
import type { Outcome } from "../refusal.ts";
import { canBeHeld } from "../ticket/hold.ts";
import { attempt, type Hand } from "./attempt.ts";

/**
 * Tickets of a case whose holder may be known to a threat, and for which nobody has been asked since that was said. Whoever
 * lets one go on has looked: the same mark does not hold it again.
 */
export const compromisedTickets = (state: State, id: CaseId, at: number): TicketId[] => {
  const { marks } = resourcesOf(state).marked;
  const known = caseOf(state, id);
  if (marks.size === 0 || !known) return [];
  const { tickets, stops } = known.contact;
  return [...tickets.values()].flatMap((one): TicketId[] => {
    if (one.thing === undefined || !canBeHeld(one, at)) return [];
    const marked = [...marks.values()].flatMap(({ of, withdrawn, at: markedAt }) =>
      of.kind === "thing" && of.thing === one.thing && withdrawn === null ? [markedAt] : [],
    );
    const heldAt = stops.findLast(({ why, of }) => why === "compromised" && of?.tickets.includes(one.ticket))?.at;
    return marked.some((markedAt) => heldAt === undefined || heldAt < markedAt) ? [one.ticket] : [];
  });
};

/** Nobody is shown their leg at its hour by a mark that the case's own colleagues have not seen. */
export const holdCompromised = (state: State, id: CaseId, hand: Hand): Outcome => {
  const known = caseOf(state, id);
  if (!known) return { kind: "no-such-case" };
  const tickets = compromisedTickets(state, id, hand.at);
  if (tickets.length === 0) return { kind: "operations", writes: [] };
  const of = { tickets, legs: [] };
  const operations = [{ op: "holdTickets" as const, why: "compromised" as const, journey: null, of }];
  return attempt(state, hand, [{ stream: known.contactStream, operations }]);
};
