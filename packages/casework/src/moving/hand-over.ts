/**
 * Hand-overs that a ticket waits for: if one is not confirmed, somebody is called before the next leg's hour, to open that
 * leg or to hold it. The server counts, so that it does with nobody online. [P7]
 */
import { HOUR, MINUTE } from "../day.ts";
import type { ContactState } from "../fold/contact.ts";
import type { MemberId, TicketId } from "../ids.ts";
import type { TicketRecord, Tickets } from "../ticket/fold.ts";
import { isReleased } from "../ticket/shown.ts";

export type HandOver = {
  next: TicketId;
  before: TicketId;
  /** ms, by the five minutes of the server's clock. */
  due: number;
  /** Who hands over to whom, as the team calls them. */
  wording: string;
  ladder: CallLadder;
};

export type CallLadder = { afterMinutes: number; member: MemberId }[];

/** How long before the next leg's hour there is still something to decide. */
const AHEAD = HOUR / 2;
const TICK = 5 * MINUTE;
/** Minutes from one who is called to the next. */
const STEP = 5;

/** As many as an alarm has room for: one that named more would be refused, and ring for nobody. */
const CALLED_MOST = 16;

/** Who answers for the case is called first, then the stand-in, then the others: each once. */
export const callLadder = (
  { owner, standIn }: Pick<ContactState, "owner" | "standIn">,
  others: readonly MemberId[],
): CallLadder =>
  [...new Set([owner, standIn, ...others])]
    .filter((member) => member !== null)
    .slice(0, CALLED_MOST)
    .map((member, index) => ({ afterMinutes: index * STEP, member }));

const dueOf = ({ said }: TicketRecord): number => {
  // Not before its page could be shown at all; but with minutes left to ring its holder.
  const at = Math.min(Math.max(said.opens, said.at - AHEAD), said.at - TICK);
  return Math.floor(at / TICK) * TICK;
};

const waitsFor = (tickets: Tickets, { after, state, said }: TicketRecord, now: number): TicketRecord | null => {
  const before = after === null ? undefined : tickets.get(after);
  return before === undefined || state !== "going" || now >= said.ends ? null : before;
};

/** All that are waited for now. Who gave the ticket is called last. */
export const handOversOf = (spine: ContactState, now: number): HandOver[] => {
  const { tickets, closed } = spine;
  if (closed) return [];
  return [...tickets.values()].flatMap((next) => {
    const before = waitsFor(tickets, next, now);
    if (before === null || isReleased(next, tickets)) return [];
    return [
      {
        next: next.ticket,
        before: before.ticket,
        due: dueOf(next),
        wording: `${before.who} → ${next.who}`,
        ladder: callLadder(spine, [next.given.by]),
      },
    ];
  });
};
