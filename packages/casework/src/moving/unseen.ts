/**
 * What a ticket says that its holder has not seen: they may be on their way to a leg that was changed, held or called off. And
 * what was held by somebody else's word and nobody has decided about: whoever waits for its holder waits in vain.
 * Somebody is called to ring them. The server counts, so that it does with nobody online. [P7]
 */
import { HOUR, MINUTE } from "../day.ts";
import type { ContactState } from "../fold/contact.ts";
import type { MemberId, TicketId } from "../ids.ts";
import type { TicketRecord } from "../ticket/fold.ts";
import { isSeen, stepOf } from "../ticket/shown.ts";
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

/** Whoever never opened it knows of no leg; whoever has handed them over goes nowhere any more. */
const isOpen = (ticket: TicketRecord, now: number): boolean => {
  const step = stepOf(ticket);
  return step !== null && step !== "handed-over" && now < ticket.said.ends;
};

/** By whoever froze a mailbox or marked a driver: they need not know that anybody is to be met. */
const BY_OTHERS: ReadonlySet<HoldReason | null> = new Set<HoldReason>(["phone", "compromised"]);

/** Until a person lets it go on, or cancels it; whether its holder has seen that or not. */
const isUndecided = ({ state, heldFor, said }: TicketRecord, now: number): boolean =>
  state === "held" && BY_OTHERS.has(heldFor) && now < said.ends;

/**
 * All that wait to be seen now, of a closed case too: whoever would drive for it must hear that nobody does. Who answers for
 * the case is called first, then the stand-in, whoever changed it, and who is on duty at that hour.
 *
 * @param onDuty of those who read the case, in that order: anybody else would be called to a screen that shows nothing
 */
export const unseenOf = (spine: ContactState, now: number, onDuty: (at: number) => readonly MemberId[]): Unseen[] =>
  [...spine.tickets.values()]
    .filter((ticket) => (isOpen(ticket, now) && !isSeen(ticket)) || (spine.closed === null && isUndecided(ticket, now)))
    .map((one) => {
      const { ticket, mustSee: version, who: wording, changed } = one;
      const due = dueOf(one);
      return { ticket, version, due, wording, ladder: callLadder(spine, [changed.by, ...onDuty(due)]) };
    });
