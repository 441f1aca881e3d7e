/**
 * Who is answered first: danger × waiting.
 *
 * Danger decides the band, waiting decides inside it, and age lifts a thread over bands:
 *
 * | band | thread |
 * |---|---|
 * | 5 | *now*, with a danger signal or tap that nobody has answered |
 * | 4 | *now* |
 * | 3 | *unknown*, waiting: nobody has asked, so it may be *now*. Also *soon* and *later* whose age calls for asking again |
 * | 2 | *soon*, waiting |
 * | 1 | *later*, waiting |
 * | 0 | answered: waits for the caller |
 *
 * score = band × 10,000,000 + min(minutes waiting, 9,999,999). Minutes cannot reach the next band, so no amount of
 * waiting elsewhere makes a *now* sink; a *now* that was answered stays in band 4, below the *nows* that wait.
 * A *later* that is forgotten becomes an *unknown* after seven days, a *soon* after twelve hours, and rises.
 * Threads that a member put aside as noise come after all others, and none of them is a *now*.
 * Of equal scores whoever has waited longer by the second comes first, then the lesser mailbox id: so time alone never
 * makes two threads change places, except where one of them ages into another band.
 */
import { HOUR, MINUTE } from "./day.ts";
import { CASE_LIVES, type ThreadState } from "./fold/intake.ts";
import type { Signals } from "./fold/signals.ts";
import type { MailboxId, MemberId } from "./ids.ts";
import { asksForAnswer, saysDanger, type Words, whenWritten } from "./letter.ts";
import type { RowSeen, ThreadSeen } from "./outside.ts";
import type { Urgency } from "./words.ts";

/** How long a statement of urgency holds before someone should ask again; null: it never ages. */
const URGENCY_HOLDS: Readonly<Record<Urgency, number | null>> = {
  now: 3 * HOUR,
  soon: 12 * HOUR,
  later: 7 * 24 * HOUR,
  unknown: null,
};

/** An urgency with who said it and when. `at` null: nobody has said anything. */
export type SaidUrgency = {
  level: Urgency;
  saidBy: { kind: "caller" } | { kind: "member"; member: MemberId } | { kind: "nobody" };
  at: number | null;
  reason: string;
};

export const askAgainAt = (urgency: Pick<SaidUrgency, "level" | "at">): number | null => {
  const holds = URGENCY_HOLDS[urgency.level];
  return holds === null || urgency.at === null ? null : urgency.at + holds;
};

const STATED: Readonly<Record<"now" | "soon" | "no" | "unsure", Urgency>> = {
  now: "now",
  soon: "soon",
  no: "later",
  unsure: "unknown",
};

/** `newer`: the member who set the urgency had not read it. */
export type Statement = { at: number; words: Words; newer: boolean };

/**
 * Whose word on urgency counts. What a member set counts over what the caller stated before it. What the caller says
 * later can raise it to *now* again, never lower it: a relative who holds the phone can tap "I am safe" too. [CK1]
 */
export const weighUrgency = (
  statements: readonly Statement[],
  set: { urgency: Urgency; by: MemberId; at: number; reason: string } | null,
  signals: Signals,
): SaidUrgency => {
  const danger = statements.findLast((one) => (set === null || one.newer) && saysDanger(one.words, signals));
  if (danger) return { level: "now", saidBy: { kind: "caller" }, at: danger.at, reason: "" };
  if (set) {
    return { level: set.urgency, saidBy: { kind: "member", member: set.by }, at: set.at, reason: set.reason };
  }
  // "No danger" does not take back an earlier "soon": only a member can.
  const asked = statements.filter((one) => one.words.answers.danger !== undefined);
  const alarming = asked.filter((one) => one.words.answers.danger !== "no");
  const stated = (alarming.length > 0 ? alarming : asked).at(-1);
  if (stated?.words.answers.danger === undefined) {
    return { level: "unknown", saidBy: { kind: "nobody" }, at: null, reason: "" };
  }
  return { level: STATED[stated.words.answers.danger], saidBy: { kind: "caller" }, at: stated.at, reason: "" };
};

type SeenLetter = { seq: number; at: number; words: Words };

const lettersOf = (seen: ThreadSeen | undefined): SeenLetter[] =>
  (seen?.rows ?? []).flatMap((row) =>
    row.direction === "to-team" && row.letter ? [{ seq: row.seq, at: whenWritten(row), words: row.letter }] : [],
  );

export const urgencyOfThread = (thread: ThreadState, seen: ThreadSeen | undefined): SaidUrgency => {
  const read = thread.urgency?.seen ?? 0;
  const statements = lettersOf(seen).map(({ seq, at, words }) => ({ at, words, newer: seq > read }));
  return weighUrgency(statements, thread.urgency, thread.signals);
};

/** Highest to-team seq that an answer has covered. */
export const answeredUpTo = (answers: readonly { seen: number }[]): number =>
  answers.reduce((most, answer) => Math.max(most, answer.seen), 0);

/** What was written before a thread went on elsewhere waits there, with the rest of it. */
const coveredUpTo = ({ answers, continuedIn }: ThreadState): number =>
  Math.max(answeredUpTo(answers), continuedIn?.seen ?? 0);

/**
 * A thread with what was written before it in another mailbox: that still says how urgent it is, and does not wait by
 * itself, for the letter that goes on from it does.
 */
export const withBefore = (seen: ThreadSeen, before: readonly RowSeen[]): ThreadSeen => {
  const rows = before.filter((row) => row.direction === "to-team");
  return { ...seen, rows: [...rows.map((row) => ({ ...row, seq: 0 })), ...seen.rows] };
};

/** Since when the caller has waited: the oldest message that no answer covers. A row nobody can open waits too. */
const waitingSince = (thread: ThreadState, seen: ThreadSeen | undefined): number | null => {
  const answered = coveredUpTo(thread);
  // What went into a case and was erased with it waits no longer.
  const before = thread.takenInto ?? thread.takenBefore;
  const waits = (row: RowSeen): boolean =>
    row.letter === null ? before === null || row.hour * HOUR >= before.at + CASE_LIVES : asksForAnswer(row.letter);
  const open = (seen?.rows ?? []).filter(
    (row) => row.direction === "to-team" && row.seq > Math.max(answered, before?.upTo ?? 0) && waits(row),
  );
  return open.length > 0 ? Math.min(...open.map(whenWritten)) : null;
};

/**
 * Whether the caller wrote after the thread was closed. A closing that claims to have read more than there is was
 * written by nobody honest: it hides nothing, now or later.
 */
export const cameAfterClosing = (thread: ThreadState, seen: ThreadSeen | undefined): boolean => {
  const rows = (seen?.rows ?? []).filter((row) => row.direction === "to-team");
  if (!thread.closed || rows.length === 0) return false;
  const newest = Math.max(...rows.map((row) => row.seq));
  return newest !== thread.closed.seen;
};

/**
 * Whether a letter came to the intake again although a case had taken the thread: the case has been erased, and nobody
 * but the intake can read what its caller writes now. [P6]
 */
export const backFromCase = ({ takenInto }: ThreadState, seen: ThreadSeen | undefined): boolean =>
  takenInto !== null &&
  seen !== undefined &&
  seen.desk !== takenInto.contact &&
  seen.rows.some(
    (row) => row.direction === "to-team" && row.seq > takenInto.upTo && row.hour * HOUR >= takenInto.at + CASE_LIVES,
  );

export const isOpenAgain = (thread: ThreadState, seen: ThreadSeen | undefined): boolean =>
  thread.takenInto === null ? cameAfterClosing(thread, seen) : backFromCase(thread, seen);

/** The threads that a letter has opened again and no member yet: for any client to write down, and never to erase. */
export const reopenedByCaller = (threads: Iterable<ThreadState>, seen: readonly ThreadSeen[]): MailboxId[] => {
  const rows = new Map(seen.map((thread) => [thread.mailbox, thread]));
  return [...threads].filter((thread) => isOpenAgain(thread, rows.get(thread.mailbox))).map((thread) => thread.mailbox);
};

const BAND = 10_000_000;

export type Pressing = { urgency: SaidUrgency; waitingSince: number | null; dangerUnanswered: boolean };

const bandOf = ({ urgency, waitingSince, dangerUnanswered }: Pressing, now: number): number => {
  if (urgency.level === "now") return dangerUnanswered ? 5 : 4;
  if (waitingSince === null) return 0;
  const again = askAgainAt(urgency);
  if (urgency.level === "unknown" || (again !== null && again <= now)) return 3;
  return urgency.level === "soon" ? 2 : 1;
};

/** The documented score; higher is answered sooner. */
export const scoreOf = (pressing: Pressing, now: number): number => {
  const waited = pressing.waitingSince === null ? 0 : Math.max(0, now - pressing.waitingSince);
  const minutes = Math.min(BAND - 1, Math.floor(waited / MINUTE) + (pressing.waitingSince === null ? 0 : 1));
  return bandOf(pressing, now) * BAND + minutes;
};

export type Placed = { score: number; waitingSince: number | null; mailbox: MailboxId };

/** The queue's order: negative where `a` is answered before `b`. Total, so that every console shows the same list. */
export const byPressing = (a: Placed, b: Placed): number =>
  b.score - a.score ||
  (a.waitingSince ?? Number.MAX_SAFE_INTEGER) - (b.waitingSince ?? Number.MAX_SAFE_INTEGER) ||
  (a.mailbox < b.mailbox ? -1 : Number(a.mailbox > b.mailbox));

export const pressingOf = (thread: ThreadState, seen: ThreadSeen | undefined): Pressing => {
  const answered = coveredUpTo(thread);
  return {
    urgency: urgencyOfThread(thread, seen),
    waitingSince: waitingSince(thread, seen),
    dangerUnanswered: lettersOf(seen).some((one) => one.seq > answered && saysDanger(one.words, thread.signals)),
  };
};
