/**
 * Tickets of a case: what each driver, escort or host is shown of one leg, and what they tapped. All of it stands on the
 * spine, for those who answer for the case; the link's secret stands nowhere.
 */
import type { Hash, JourneyId, LegId, MailboxId, MarkId, ThingId, TicketId } from "../ids.ts";
import type { HoldReason, Press, TicketHolder, TicketState } from "./words.ts";

/** Written by hand or taken from a leg. `at`, `opens` and `ends` in ms. */
export type TicketSaid = {
  from: string;
  to: string;
  meet: string;
  at: number;
  people: number;
  carry: string;
  /** What to do if it goes wrong. */
  otherwise: string;
  /** The phrase each way: what the holder says, and what they must hear. */
  say: string;
  hear: string;
  /** Not shown before. */
  opens: number;
  /** Destroyed then. */
  ends: number;
};

/**
 * A ticket is given. `keys`: the mailbox's, in hex, so that any hand of the team can begin it where its author's was
 * interrupted. `who`: what the team calls the holder. `after`: the ticket whose hand-over must be confirmed first.
 */
export type GiveTicket = TicketSaid & {
  op: "giveTicket";
  ticket: TicketId;
  mailbox: MailboxId;
  keys: { verifyKey: string; kemKey: string };
  holder: TicketHolder;
  who: string;
  after: TicketId | null;
  /** Of a journey; missing: written by hand. */
  leg?: string;
  /** … and of which: what opens such a ticket asks for what setting out asks for. Missing too: from before that was the rule. */
  journey?: JourneyId;
  /** Its holder, as the register knows them. Missing: in words alone. */
  thing?: ThingId;
  /** Of how many things that hold tickets its author had heard. Missing: of all, as from before this was said. */
  seen?: number;
};

/** `over`: the version that its author saw. `follows`: it goes along with its journey; missing: somebody wrote it by hand. */
export type ChangeTicket = TicketSaid & { op: "changeTicket"; ticket: TicketId; over: number; follows?: boolean };

/** Held, to go on, or cancelled for good. `over` as above. */
export type TurnTicket = { op: "turnTicket"; ticket: TicketId; to: TicketState; reason: string; over: number };

/**
 * All tickets whose leg has not begun are held, until a person lets each go on: written in the same step as what made it
 * so, also where there is none yet, since one may be on its way from somebody who has not heard of it. `journey`: only those
 * of this one, and those that were written by hand; null: all. `of`: of those that are there these tickets alone, and of those
 * that come what is given for one of these legs; `marks`: it was for these that their holder may be known. Where they have
 * arrived, what was to come is cancelled instead.
 */
export type HoldTickets = {
  op: "holdTickets";
  why: HoldReason;
  journey: JourneyId | null;
  of?: { tickets: TicketId[]; legs: LegId[]; holder?: TicketHolder; marks?: MarkId[] };
};

/** Marks that one of these names: what is more comes with the next round. */
export const HELD_FOR_MOST = 100;

/** It no longer waits for the hand-over before it. */
export type ReleaseTicket = { op: "releaseTicket"; ticket: TicketId; reason: string };

/** What was tapped, taken from the ticket's mailbox by whichever hand came by. `pressedAt` by the page's clock, in ms. */
export type KeepPress = {
  op: "keepPress";
  ticket: TicketId;
  row: Hash;
  seq: number;
  hour: number;
  press: Press;
  opening: string;
  version: number;
  pressedAt: number;
};

/** Somebody has asked by another way: this opening is the holder's own. */
export type TrustOpening = { op: "trustOpening"; ticket: TicketId; opening: string; reason: string };

/** Of one ticket. */
export type OneTicketOperation = GiveTicket | ChangeTicket | TurnTicket | ReleaseTicket | KeepPress | TrustOpening;
export type TicketOperation = OneTicketOperation | HoldTickets;
