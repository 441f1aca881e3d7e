/** What a ticket's mailbox must hold now. Pure: any hand of the team comes to the same, and sends it under the same name. */
import { HOUR } from "../day.ts";
import type { TicketId } from "../ids.ts";
import { readableAll } from "../readable.ts";
import type { TicketRecord, Tickets } from "./fold.ts";
import type { TicketSaid } from "./operation.ts";
import { STEPS, type Step } from "./words.ts";

export type TicketShown = {
  /** The same for every hand: the server takes it once. */
  name: string;
  version: number;
  /** Whole hours since 1970; null: at once. */
  notBefore: number | null;
  until: number;
  ends: number;
} & (
  | { state: "held" | "cancelled" }
  | {
      state: "going";
      leg: Omit<TicketSaid, "say" | "hear" | "opens" | "ends">;
      phrase: Pick<TicketSaid, "say" | "hear"> | null;
    }
);

/** By the server's clock alone, and to the hour: a hand whose own is a day fast would show it a day early. */
const shownFromHour = ({ said }: TicketRecord): number => Math.floor(said.opens / HOUR);
export const shownFrom = (ticket: TicketRecord): number => shownFromHour(ticket) * HOUR;

/** How far its holder has come, by their own word; null: it was not opened. A stranger's taps do not count. */
export const stepOf = ({ presses, openings }: TicketRecord): Step | null => {
  const own = new Set(presses.filter(({ opening }) => openings.includes(opening)).map(({ press }) => press));
  return STEPS.findLast((step) => own.has(step)) ?? null;
};

/** What its holder has to have seen stands on their page. */
export const isSeen = ({ presses, openings, mustSee }: TicketRecord): boolean =>
  presses.some(({ opening, version }) => openings.includes(opening) && version >= mustSee);

/**
 * What a person said of it that is not as it was given, where the page was never opened: no page has told its holder, who may
 * have read the link in a tab that said nothing, or have been told in words. Put back as it was, it has nothing to tell. [P7]
 */
export const untoldOf = (ticket: TicketRecord): { version: number; at: number } | null => {
  const { state, heldFor, mustSee, changed, reworded } = ticket;
  if (stepOf(ticket) !== null) return null;
  if (state === "going") return reworded;
  // What was held by itself waits for a person to decide, and has a call of its own.
  return heldFor === null ? { version: mustSee, at: changed.at } : null;
};

/** Opened where nobody has asked yet who that was. */
export const strangeOpenings = ({ presses, openings }: TicketRecord): string[] => [
  ...new Set(presses.flatMap(({ opening }) => (openings.includes(opening) ? [] : [opening]))),
];

/** The next leg opens when the hand-over before it is confirmed, or when somebody says so. */
export const isReleased = ({ after, released }: TicketRecord, tickets: Tickets): boolean => {
  const before = after === null ? undefined : tickets.get(after);
  return before === undefined || released !== null || stepOf(before) === "handed-over";
};

/** null: nothing, not yet or no longer. */
export const shownOn = (tickets: Tickets, id: TicketId, now: number): TicketShown | null => {
  const ticket = tickets.get(id);
  if (ticket === undefined) return null;
  const { version, said, lastEnd } = ticket;
  // Changed so that it has ended by now, where a version before that ended later may still lie there: it does not go.
  const isCut = said.ends <= now && now < lastEnd;
  const ends = isCut ? lastEnd : said.ends;
  const state = isCut ? "cancelled" : ticket.state;
  // Rows are destroyed on the hour: never before the ticket's own end, at most an hour after it.
  const until = Math.ceil(ends / HOUR);
  if (until * HOUR <= now) return null;
  const common = { version, until, ends };
  const name = isCut ? `${id} ${version} over` : `${id} ${version}`;
  if (state !== "going") return { ...common, name, state, notBefore: null };
  if (!isReleased(ticket, tickets)) return null;
  // As a screen of ours would show it: a mark that turns the direction round turns a house number round.
  const { from, to, meet, at, people, carry, otherwise, say, hear } = readableAll(said);
  const step = stepOf(ticket);
  // Whoever knows the phrase passes for the driver: not while it is unclear who has the link.
  const isKnown = step !== null && step !== "opened" && strangeOpenings(ticket).length === 0;
  return {
    ...common,
    state,
    name: isKnown ? `${name} phrase` : name,
    leg: { from, to, meet, at, people, carry, otherwise },
    phrase: isKnown ? { say, hear } : null,
    notBefore: shownFromHour(ticket),
  };
};
