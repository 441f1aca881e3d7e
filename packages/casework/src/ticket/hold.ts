/** What holds tickets by itself. Nobody is driven to a meeting that was arranged before the team knew better. */
import type { JourneyId } from "../ids.ts";
import type { TicketRecord, Tickets } from "./fold.ts";
import type { HoldTickets } from "./operation.ts";
import { stepOf } from "./shown.ts";
import type { HoldReason } from "./words.ts";

/** Whoever has people in the car is not told to wait: what comes next is for a person to say. */
const hasBegun = (ticket: TicketRecord): boolean => {
  const step = stepOf(ticket);
  return step === "with-me" || step === "handed-over";
};

export const canBeHeld = (ticket: TicketRecord, at: number): boolean =>
  ticket.state === "going" && ticket.said.ends > at && !hasBegun(ticket);

/** `journey`: of which journey alone. What was written by hand may belong to it, and is held with it. */
const isMeant = ({ journey }: TicketRecord, only: JourneyId | null): boolean =>
  only === null || journey === undefined || journey === only;

/** Those that `why` would hold. */
const heldBy = (tickets: Tickets, at: number, only: JourneyId | null = null): TicketRecord[] =>
  [...tickets.values()].filter((ticket) => isMeant(ticket, only) && canBeHeld(ticket, at));

/** Written beside what makes it so; nothing where none would be held. */
export const holding = (
  { contact }: { contact: { tickets: Tickets } },
  why: HoldReason,
  at: number,
  only: JourneyId | null = null,
): HoldTickets[] => (heldBy(contact.tickets, at, only).length > 0 ? [{ op: "holdTickets", why, journey: only }] : []);

export const withHeld = (
  tickets: Tickets,
  why: HoldReason,
  changed: TicketRecord["changed"],
  only: JourneyId | null = null,
): Tickets => {
  const held = new Map(tickets);
  for (const ticket of heldBy(tickets, changed.at, only)) {
    const version = ticket.version + 1;
    held.set(ticket.ticket, {
      ...ticket,
      ...{ state: "held", reason: "", heldFor: why, version, mustSee: version, changed },
    });
  }
  return held;
};
