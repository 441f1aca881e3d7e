import { HOUR } from "../day.ts";
import type { CaseAnswer, LetterRecord } from "../fold/contact.ts";
import { type Covers, type Flagged, type Freeze, isWhileFrozen, type TeamAnswer } from "../fold/intake.ts";
import type { Signals } from "../fold/signals.ts";
import type { MailboxId } from "../ids.ts";
import { whenWritten } from "../letter.ts";
import type { RowSeen, ThreadSeen } from "../outside.ts";
import { signalIn } from "../signal.ts";
import type { KnownAnswer, MessageView } from "../view.ts";
import type { Answers, Cover, ThreadFlag } from "../words.ts";
import type { Names } from "./person.ts";

/** A row of the mailbox, written by the caller. Replies are shown from the team's copies: rows of those stay sealed. */
export const rowMessage = (
  mailbox: MailboxId,
  row: RowSeen,
  signals: Signals,
  freezes: readonly Freeze[],
  covers: Covers,
): MessageView => ({
  key: row.hash,
  mailbox,
  direction: "to-team",
  seq: row.seq,
  row: row.hash,
  at: row.letter ? whenWritten(row) : null,
  hour: row.hour,
  author: null,
  text: row.letter?.text ?? null,
  language: row.letter?.language ?? null,
  answers: row.letter?.answers ?? {},
  tap: row.letter?.tap ?? "none",
  via: row.letter?.via ?? "page",
  files: row.letter?.files ?? [],
  onArrival: row.onArrival,
  expiredCard: row.expiredCard,
  whileFrozen: isWhileFrozen(freezes, row.seq),
  givenUp: row.late === true,
  signal: row.letter ? signalIn(row.letter.text, signals, whenWritten(row)) : null,
  covered: covers.get(row.hash) ?? null,
  standing: false,
  until: null,
  checkInBy: null,
});

export const flagsOf = (flagged: readonly Flagged[]): ThreadFlag[] =>
  flagged.filter(({ on }) => on).map(({ flag }) => flag);

/** How a message stands covered: by itself, or because the whole thread or case is flagged and the caller wrote it. */
export const coverOf = (
  { covered, direction }: Pick<MessageView, "covered" | "direction">,
  flags: readonly ThreadFlag[],
): Cover | null =>
  direction === "to-mailbox" ? null : (covered ?? (flags.includes("distressing") ? "distressing" : null));

/** A letter kept in a case, as the row it was. */
export const keptRow = (letter: LetterRecord): RowSeen => ({
  seq: letter.seq,
  hash: letter.row,
  direction: "to-team",
  hour: letter.hour,
  onArrival: letter.onArrival,
  expiredCard: letter.expiredCard,
  ...(letter.late === true ? { late: true as const } : {}),
  letter: {
    language: letter.language,
    text: letter.text,
    answers: letter.answers,
    tap: letter.tap,
    at: letter.writtenAt,
    ...(letter.via === undefined ? {} : { via: letter.via }),
    ...(letter.files === undefined ? {} : { files: letter.files }),
    ...(letter.voucher === undefined ? {} : { voucher: letter.voucher }),
  },
});

/** @param replaced another answer has taken its place in the mailbox */
export const answerMessage = (
  mailbox: MailboxId,
  answer: TeamAnswer | CaseAnswer,
  names: Names,
  replaced = false,
): MessageView => ({
  key: answer.message,
  mailbox,
  direction: "to-mailbox",
  seq: null,
  row: null,
  at: answer.at,
  hour: Math.floor(answer.at / HOUR),
  author: names(answer.by),
  text: answer.text,
  language: null,
  answers: {},
  tap: "none",
  via: "page",
  files: [],
  onArrival: false,
  expiredCard: false,
  whileFrozen: false,
  givenUp: false,
  signal: null,
  covered: null,
  standing: answer.standing,
  until: answer.until,
  checkInBy: answer.checkInBy,
  ...(replaced ? { replaced } : {}),
});

/** Of a message id, what it has in common with those under which it is signed again, in hex digits. [MB3] */
export const TWIN_DIGITS = 24;
export const twinsOf = (message: string): string => message.slice(0, TWIN_DIGITS);

/** Whoever wrote it down has just sent it, or the next round does. */
const UNDER_WAY_MS = 10 * 60_000;

export const isUnlisted = ({ direction, key }: MessageView, seen: ThreadSeen | undefined): boolean =>
  direction === "to-mailbox" && seen?.arrived !== undefined && !seen.arrived.has(twinsOf(key));

/** What was written down, and is not in its mailbox: nobody there has read it. */
export const asArrived = (message: MessageView, seen: ThreadSeen | undefined, now: number): MessageView =>
  isUnlisted(message, seen) && now - (message.at ?? now) >= UNDER_WAY_MS ? { ...message, arrived: false } : message;

const placeInTime = (message: MessageView): number => message.at ?? message.hour * HOUR;

/**
 * One conversation, oldest first. The caller's messages keep the order in which they were sealed, whatever their
 * clock said; the team's stand where the clock puts them.
 */
export const conversation = (messages: readonly MessageView[]): MessageView[] => {
  const latest = new Map<MailboxId, number>();
  const placed = messages
    .toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0))
    .map((message) => {
      // A letter sealed after another is never shown before it: its time is at least the earlier one's.
      const at =
        message.seq === null ? placeInTime(message) : Math.max(placeInTime(message), latest.get(message.mailbox) ?? 0);
      if (message.seq !== null) latest.set(message.mailbox, at);
      return { message, at };
    });
  return placed
    .toSorted((a, b) => a.at - b.at || (a.message.seq ?? 0) - (b.message.seq ?? 0))
    .map(({ message }) => message);
};

/** A telephone that was taken, and words that were given up, may be another's; who has them may know the sentence as well. */
const mayBeAnothers = ({ whileFrozen, givenUp }: MessageView): boolean => whileFrozen || givenUp;

/** What the caller wrote, with the hour at which it stands. Where it may be another's, that all is well is not believed, and danger is. */
export const messagesFromCaller = (messages: readonly MessageView[]): { at: number; signal: MessageView["signal"] }[] =>
  messages
    .filter(({ direction }) => direction === "to-team")
    .map((message) => {
      const { signal } = message;
      const isBelieved = signal?.kind !== "safe" || !mayBeAnothers(message);
      return { at: placeInTime(message), signal: isBelieved ? signal : null };
    });

const QUESTIONS = ["danger", "need", "where", "reach", "company", "adult"] as const satisfies (keyof Answers)[];

/** What the caller has told, each question by the newest letter that answered it. */
export const knownFrom = (messages: readonly MessageView[]): KnownAnswer[] =>
  QUESTIONS.flatMap((question) => {
    const said = messages.findLast((message) => message.answers[question] !== undefined);
    const answer = said?.answers[question];
    return said && answer !== undefined && answer !== "" ? [{ question, answer, at: said.at, hour: said.hour }] : [];
  });
