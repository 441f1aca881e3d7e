/**
 * What a ticket says that its holder has not seen: they may be on their way to a leg that was changed, held or called off,
 * also where they never opened its page: the link may have been read in a tab that told nobody, or the leg told in words. And
 * what was held by what came to be known and nobody has decided about: its holder may come at the hour, and whoever waits
 * for them waits in vain. Somebody is called to ring them. The server counts, so that it does with nobody online. [P7]
 */
import { HOUR, MINUTE } from "../day.ts";
import type { ContactState } from "../fold/contact.ts";
import type { MemberId, TicketId } from "../ids.ts";
import { isSetOut } from "../rule/journey.ts";
import type { TicketRecord } from "../ticket/fold.ts";
import { isSeen, stepOf, untoldOf } from "../ticket/shown.ts";
import { UNSEEN_AFTER } from "../ticket/view.ts";
import type { HoldReason } from "../ticket/words.ts";
import { type CallLadder, callLadder } from "./hand-over.ts";

export type Unseen = {
  ticket: TicketId;
  /** Of the last change, hold or cancel that they have to have seen. */
  version: number;
  /** ms, by the five minutes of the server's clock. */
  due: number;
  /** Who holds it, as the team calls them. */
  wording: string;
  ladder: CallLadder;
};

/** Before that nobody has set out yet, and a page that is opened in the morning has still time to show it. */
const NEAR = 3 * HOUR;
const TICK = 5 * MINUTE;

/** Not before an open page had its minutes to show it; and not at night for a leg of the day after. */
const dueOf = ({ changed, goesBy, said }: TicketRecord): number =>
  Math.ceil(Math.max(changed.at + UNSEEN_AFTER, Math.min(goesBy, said.at) - NEAR) / TICK) * TICK;

/** Whoever has handed them over goes nowhere any more. */
const isOpen = (ticket: TicketRecord, now: number): boolean => {
  const step = stepOf(ticket);
  return step !== null && step !== "handed-over" && now < ticket.said.ends;
};

/** Called off altogether: where nobody has set out, nobody waits for their holders any more. */
const CALLED_OFF: ReadonlySet<HoldReason> = new Set(["no-go", "journey", "closed"]);

/**
 * Held by what came to be known, until a person lets it go on or cancels it: whoever learned that need not know that
 * somebody is to be met. Its holder may have been told on the telephone alone, and comes at the hour though the page was never
 * opened. Where nobody waits for them, it is enough that they have seen it.
 */
const isUndecided = (spine: ContactState, ticket: TicketRecord, now: number): boolean => {
  const { state, heldFor, said } = ticket;
  if (state !== "held" || heldFor === null || now >= said.ends) return false;
  return !isSeen(ticket) || mayBeMet(spine, ticket, heldFor);
};

/**
 * Whether somebody may wait where this holder does not come: they are in another's car, or on the road; or this one was asked
 * by hand, to fetch whoever is left where a journey was broken off.
 */
const mayBeMet = (spine: ContactState, { journey }: TicketRecord, heldFor: HoldReason): boolean => {
  if (spine.closed === null && !CALLED_OFF.has(heldFor)) return true;
  if ([...spine.tickets.values()].some((ticket) => stepOf(ticket) === "with-me")) return true;
  return journey === undefined ? heldFor === "journey" : isSetOut(spine, journey);
};

/** The version that somebody is to be called about. null: none. */
const versionOf = (spine: ContactState, ticket: TicketRecord, now: number): number | null => {
  if ((isOpen(ticket, now) && !isSeen(ticket)) || isUndecided(spine, ticket, now)) return ticket.mustSee;
  return now < ticket.said.ends ? (untoldOf(ticket)?.version ?? null) : null;
};

/**
 * All that wait to be seen now, of a closed case too: whoever would drive for it must hear that nobody does. Who answers for
 * the case is called first, then the stand-in, whoever changed it, and who is on duty at that hour.
 *
 * @param onDuty of those who read the case, in that order: anybody else would be called to a screen that shows nothing
 */
export const unseenOf = (spine: ContactState, now: number, onDuty: (at: number) => readonly MemberId[]): Unseen[] =>
  [...spine.tickets.values()].flatMap((one) => {
    const version = versionOf(spine, one, now);
    if (version === null) return [];
    const { ticket, who: wording, changed } = one;
    const due = dueOf(one);
    return [{ ticket, version, due, wording, ladder: callLadder(spine, [changed.by, ...onDuty(due)]) }];
  });
