/** When a party was last heard of, and when somebody last wrote what was found. */
import { HOUR } from "../day.ts";
import { isProblem } from "../ticket/words.ts";
import type { CaseView, PersonRef } from "../view.ts";

/** How long after the planned hour of a meeting or an arrival nobody worries yet. */
export const SIGN_GRACE = HOUR / 2;

/**
 * The party wrote or tapped · a holder has them with them, or handed them over, or says what went wrong on the way · a
 * member closed a check-in as met · a member said that they set out.
 */
export type SignKind = "letter" | "tap" | "with-me" | "handed-over" | "problem" | "check-in" | "set-out";
/** `who`: the ticket's holder; empty of any other. */
export type Sign = { kind: SignKind; at: number; who: string };

/** By the sender's clock, inside the hour in which the server had it: a telephone that is a day fast is no sign of tomorrow. */
const heard = (at: number | null, hour: number): number =>
  Math.min(Math.max(at ?? 0, hour * HOUR), (hour + 1) * HOUR - 1);

const latest = <T extends { at: number }>(all: readonly T[]): T | null =>
  all.reduce<T | null>((last, one) => (last === null || one.at >= last.at ? one : last), null);

/** A driver's page that was opened says nothing of whoever waits at the corner, nor does *nobody there*. */
const ticketSigns = ({ presses, who }: CaseView["tickets"][number]): Sign[] => {
  const own = presses.filter(({ own }) => own).toReversed();
  const since = own.findIndex(({ press }) => press === "with-me");
  return own.flatMap(({ press, at, hour }, index): Sign[] => {
    // Tapped without a network it comes hours later: then the page's own clock says when.
    const then = Math.min(at, (hour + 1) * HOUR - 1);
    if (press === "with-me" || press === "handed-over") return [{ kind: press, at: then, who }];
    return isProblem(press) && press !== "not-there" && since >= 0 && index > since
      ? [{ kind: "problem", at: then, who }]
      : [];
  });
};

/** The newest sign of life; null: none, ever. What was written into a frozen mailbox is perhaps whoever has the phone. */
export const lastSign = ({ messages, tickets, checkIns, journeys }: CaseView): Sign | null =>
  latest([
    ...messages
      .filter(({ direction, whileFrozen, givenUp }) => direction === "to-team" && !whileFrozen && !givenUp)
      .map(({ at, hour, tap }): Sign => ({ kind: tap === "none" ? "letter" : "tap", at: heard(at, hour), who: "" })),
    ...tickets.flatMap(ticketSigns),
    ...checkIns.flatMap(({ closed, drill }): Sign[] =>
      drill === null && (closed?.done === "met" || closed?.done === "met-late")
        ? [{ kind: "check-in", at: closed.at, who: "" }]
        : [],
    ),
    ...journeys.flatMap(({ started }): Sign[] => (started ? [{ kind: "set-out", at: started.at, who: "" }] : [])),
  ]);

export type Found = { by: PersonRef; at: number; note: string };

/**
 * What somebody wrote that was found: a status with words to it, or how a journey ended. *Lost contact* is not found;
 * until another status is set its party stays on the board.
 */
export const lastFound = ({ status, journeys }: CaseView): Found | null =>
  latest([
    ...(status !== null && status.status !== "lost-contact" && status.note.trim() !== "" ? [status] : []),
    ...journeys.flatMap(({ ended, arrivesAt }) => {
      if (ended === null) return [];
      // Said in time it needs no more words; said after a silence, a bare "arrived" is what somebody hopes.
      const inTime = ended.how === "arrived" && ended.at < arrivesAt + SIGN_GRACE;
      return inTime || ended.note.trim() !== "" ? [ended] : [];
    }),
  ]);
