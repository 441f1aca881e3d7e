import { MINUTE } from "../day.ts";
import type { ContactState } from "../fold/contact.ts";
import type { CaseId, JourneyId, MailboxId, TicketId } from "../ids.ts";
import type { Names } from "../view/person.ts";
import type { PersonRef } from "../view.ts";
import type { TicketRecord, Tickets } from "./fold.ts";
import type { TicketSaid } from "./operation.ts";
import { isReleased, isSeen, shownFrom, stepOf, strangeOpenings, untoldOf } from "./shown.ts";
import {
  type HoldReason,
  isProblem,
  LATE_AFTER,
  type Press,
  type Problem,
  type Step,
  type TicketHolder,
  type TicketState,
} from "./words.ts";

/** An open page asks every minute. */
export const UNSEEN_AFTER = 5 * MINUTE;

export type PressView = { press: Press; at: number; hour: number; own: boolean };

export type TicketView = {
  ticket: TicketId;
  mailbox: MailboxId;
  holder: TicketHolder;
  who: string;
  said: TicketSaid;
  state: TicketState;
  reason: string;
  /** Held by what came to be known: a person lets it go on, or cancels it. */
  heldFor: HoldReason | null;
  version: number;
  by: PersonRef;
  at: number;
  /** When it was changed or turned last; the same as `at`: never. */
  changedAt: number;
  /** The last hour of meeting that passed unheard before it was changed to another. */
  missed: number | null;
  /** Its hour is somebody's own word, and no longer the leg's. */
  hourByHand: boolean;
  /** Of a journey; null: written by hand. */
  leg: string | null;
  journey: JourneyId | null;
  /** Whose hand-over it still waits for; null: it waits for nobody. */
  waitsFor: { ticket: TicketId; who: string } | null;
  /** The hand-over that it waited for is confirmed. */
  onward: boolean;
  /** The one that it waits for was called off: nobody will confirm it. */
  stranded: boolean;
  /** Tickets that wait for this one's hand-over. */
  awaitedBy: { ticket: TicketId; who: string; opens: number; at: number; state: TicketState }[];
  step: Step | null;
  /** The newest version stands before the holder's eyes. */
  read: boolean;
  /** Said since the last step, and not answered by one. */
  problem: { problem: Problem; at: number } | null;
  /** Opened elsewhere too, and nobody has asked who that was. */
  openedElsewhere: { opening: string; at: number }[];
  /** The hour of meeting is half an hour over, or the next leg's hour has come, and nobody has said that all is well. */
  late: boolean;
  /**
   * A change, a hold or a cancel lies there for five minutes, and the holder's page has not shown it. Where the page was never
   * opened: by a person, and nobody has closed the call about it since.
   */
  unseen: boolean;
  /** From then on its link opens it: the server's hours are whole ones. */
  shownFrom: number;
  /** Its hour is over: nothing of it is left on the server. */
  ended: boolean;
  /** Newest first. */
  presses: PressView[];
};

const refOf = ({ ticket, who }: TicketRecord) => ({ ticket, who });

/** What was changed, held, or said to go on since has answered it. */
const problemOf = ({ presses, openings, version }: TicketRecord): TicketView["problem"] => {
  const at = presses.findLastIndex(({ press }) => isProblem(press));
  const last = presses[at];
  // Not by what the page showed when it was said: a change that crossed it on the way was no answer.
  if (last === undefined || !isProblem(last.press) || last.under < version) return null;
  // Nor by a stranger's "all is well".
  const isOver = ({ press, opening }: (typeof presses)[number]) => press !== "opened" && openings.includes(opening);
  return presses.slice(at + 1).some(isOver) ? null : { problem: last.press, at: last.pressedAt };
};

/** Its holder has the link, and not what was said last: perhaps they set out to a leg that was called off. */
const isUnseen = (record: TicketRecord, rung: number | null, now: number): boolean => {
  const { changed, said } = record;
  const step = stepOf(record);
  if (step === "handed-over" || now >= said.ends) return false;
  if (step !== null) return now >= changed.at + UNSEEN_AFTER && !isSeen(record);
  const untold = untoldOf(record);
  return untold !== null && now >= untold.at + UNSEEN_AFTER && (rung === null || rung < untold.at);
};

const isLate = (record: TicketRecord, next: readonly TicketRecord[], now: number): boolean => {
  const { state, said } = record;
  const step = stepOf(record);
  if (state !== "going" || step === "handed-over") return false;
  if (step !== "with-me") return now >= said.at + LATE_AFTER;
  return now >= said.ends || next.some(({ said: { opens }, state: its }) => its === "going" && now >= opens);
};

/** @param rung when a person last closed a call about it, in ms: whom no page told, somebody has rung. null: never */
export const ticketView = (
  record: TicketRecord,
  tickets: Tickets,
  names: Names,
  now: number,
  rung: number | null,
): TicketView => {
  const { ticket, mailbox, holder, who, said, state, reason, heldFor, version, given, presses, openings, after } =
    record;
  const before = after === null ? undefined : tickets.get(after);
  const waitsFor = before !== undefined && !isReleased(record, tickets) ? before : null;
  const next = [...tickets.values()].filter((one) => one.after === ticket && !isReleased(one, tickets));
  return {
    ...{ ticket, mailbox, holder, who, said, state, reason, heldFor, version },
    by: names(given.by),
    at: given.at,
    changedAt: record.changed.at,
    missed: record.missed,
    hourByHand: record.hourByHand,
    leg: record.leg ?? null,
    journey: record.journey ?? null,
    waitsFor: waitsFor === null ? null : refOf(waitsFor),
    onward: before !== undefined && stepOf(before) === "handed-over",
    stranded: state === "going" && waitsFor?.state === "cancelled",
    awaitedBy: next.map((one) => ({ ...refOf(one), opens: one.said.opens, at: one.said.at, state: one.state })),
    step: stepOf(record),
    read: presses.some((press) => openings.includes(press.opening) && press.version === version),
    problem: problemOf(record),
    openedElsewhere: strangeOpenings(record).map((opening) => ({
      opening,
      at: presses.find((press) => press.opening === opening)?.pressedAt ?? 0,
    })),
    late: isLate(record, next, now),
    unseen: isUnseen(record, rung, now),
    shownFrom: shownFrom(record),
    ended: now >= said.ends,
    presses: presses
      .map(({ press, pressedAt, hour, opening }) => ({ press, at: pressedAt, hour, own: openings.includes(opening) }))
      .toReversed(),
  };
};

/** A console takes calls back by itself: by that nobody was told. */
const rungIn = ({ checkIns }: ContactState): Map<TicketId, number> => {
  const rung = new Map<TicketId, number>();
  for (const { unseen, closed } of checkIns.values()) {
    if (unseen === undefined || closed === null || closed.settled === true) continue;
    rung.set(unseen, Math.max(closed.at, rung.get(unseen) ?? 0));
  }
  return rung;
};

/** In the order of their hours. */
export const ticketViews = (spine: ContactState, names: Names, now: number): TicketView[] => {
  const { tickets } = spine;
  const rung = rungIn(spine);
  return [...tickets.values()]
    .map((record) => ticketView(record, tickets, names, now, rung.get(record.ticket) ?? null))
    .toSorted((a, b) => a.said.at - b.said.at || a.at - b.at);
};

/** Whether somebody has to look at it now. */
export const asksForSomebody = (ticket: TicketView): boolean => {
  const { problem, openedElsewhere, late, unseen, state, ended, heldFor, stranded } = ticket;
  if (unseen) return true;
  if (state === "cancelled") return false;
  return problem !== null || openedElsewhere.length > 0 || (!ended && (late || heldFor !== null || stranded));
};

export type MovingTicket = TicketView & { case: CaseId; alias: string };
