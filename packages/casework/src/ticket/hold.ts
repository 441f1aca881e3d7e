/** What holds tickets by itself. Nobody is driven to a meeting that was arranged before the team knew better. */
import { DAY } from "../day.ts";
import type { TicketRecord, Tickets } from "./fold.ts";
import type { HoldTickets } from "./operation.ts";
import { stepOf } from "./shown.ts";
import type { HoldReason } from "./words.ts";

/** What held, or ended, tickets of a case. Kept in its order: a ticket that comes later, by somebody who had not heard of it, meets it. */
export type Stop = Omit<HoldTickets, "op"> & TicketRecord["changed"];

/** A hand's clock may be a day fast: by that alone no ticket is over, or it would not be held. */
const ASTRAY = 2 * DAY;

/** Whoever has people in the car is not told to wait: what comes next is for a person to say. */
const hasBegun = (ticket: TicketRecord): boolean => {
  const step = stepOf(ticket);
  return step === "with-me" || step === "handed-over";
};

const isToCome = (ticket: TicketRecord, at: number): boolean => ticket.said.ends + ASTRAY > at && !hasBegun(ticket);

export const canBeHeld = (ticket: TicketRecord, at: number): boolean =>
  ticket.state === "going" && isToCome(ticket, at);

/** They are there: what was to come of this journey is over, also what somebody holds. */
const ends = ({ why }: { why: HoldReason }): boolean => why === "arrived";

const isTouched = (ticket: TicketRecord, stop: Stop): boolean =>
  ends(stop) ? ticket.state !== "cancelled" && isToCome(ticket, stop.at) : canBeHeld(ticket, stop.at);

/** What was written by hand may belong to the journey, and is held with it; it ends by no arrival, and with no leg. */
const isMeant = (ticket: TicketRecord, stop: Stop): boolean => {
  if (stop.journey === null || ticket.journey === stop.journey) return true;
  return ticket.journey === undefined && !ends(stop) && stop.of === undefined;
};

/** Of those that are there already, the named ones: the others were turned in the same step. */
const isNamed = ({ ticket }: TicketRecord, { of }: Stop): boolean => of === undefined || of.tickets.includes(ticket);

const isOfLegs = ({ leg, holder }: TicketRecord, { of }: Stop): boolean =>
  of === undefined ||
  (leg !== undefined && of.legs.some((one) => one === leg) && (of.holder === undefined || of.holder === holder));

const stopped = (ticket: TicketRecord, { why, by, at }: Stop): TicketRecord => {
  const version = ticket.version + 1;
  const state = why === "arrived" ? "cancelled" : "held";
  return { ...ticket, ...{ state, reason: "", heldFor: why, version, mustSee: version, changed: { by, at } } };
};

/** The same where it touches none. */
export const withStop = (tickets: Tickets, stop: Stop): Tickets => {
  const touched = [...tickets.values()].filter(
    (ticket) => isMeant(ticket, stop) && isNamed(ticket, stop) && isTouched(ticket, stop),
  );
  if (touched.length === 0) return tickets;
  const next = new Map(tickets);
  for (const ticket of touched) next.set(ticket.ticket, stopped(ticket, stop));
  return next;
};

/** A ticket that was given before its author had heard of these. */
export const asStopped = (given: TicketRecord, unheard: readonly Stop[]): TicketRecord =>
  unheard.reduce(
    (ticket, stop) =>
      isMeant(ticket, stop) && isOfLegs(ticket, stop) && isTouched(ticket, stop) ? stopped(ticket, stop) : ticket,
    given,
  );
