import { DAY, HOUR, MINUTE } from "../day.ts";
import { type Flagged, type Freeze, type IntakeState, newThread, type ThreadState } from "../fold/intake.ts";
import { casesOf, intakeOf, type State } from "../fold/state.ts";
import type { MailboxId } from "../ids.ts";
import { excerptOf } from "../letter.ts";
import type { Outside, ThreadSeen } from "../outside.ts";
import { backFromCase, cameAfterClosing, pressingOf, scoreOf } from "../queue.ts";
import { safetyOf, speaksOfSeizedPhones } from "../safe-signal.ts";
import { threadName } from "../thread-name.ts";
import type { MessageView, QueueView, ThreadView } from "../view.ts";
import { type ThreadFlag, VIAS } from "../words.ts";
import { declineViews } from "./decision.ts";
import { answerMessage, conversation, knownFrom, messagesFromCaller, rowMessage } from "./message.ts";
import { type Names, namesIn, noteView, urgencyView } from "./person.ts";

const messagesOf = (thread: ThreadState, seen: ThreadSeen | undefined, names: Names): MessageView[] =>
  conversation([
    ...(seen?.rows ?? [])
      .filter((row) => row.direction === "to-team")
      .map((row) => rowMessage(thread.mailbox, row, thread.signals, thread.freezes, thread.covers)),
    ...thread.answers.map((answer) => answerMessage(thread.mailbox, answer, names)),
  ]);

const windowOf = (
  thread: Pick<ThreadState, "window">,
  messages: readonly MessageView[],
  names: Names,
): ThreadView["contactWindow"] => {
  if (thread.window) {
    const { window, mayRing, hours, offset, by, at } = thread.window;
    return { text: window, mayRing, hours, offset, by: names(by), at };
  }
  // Until the team agreed one, the caller's own words stand, and ringing is not allowed.
  const said = knownFrom(messages).find((known) => known.question === "reach");
  return said ? { text: said.answer, mayRing: false, hours: [], offset: null, by: null, at: said.at } : null;
};

export const contactWindowOf = windowOf;

/** Frozen now, or null. */
export const frozenView = (freezes: readonly Freeze[], names: Names): ThreadView["frozen"] => {
  const last = freezes.at(-1);
  return last?.to === null ? { at: last.at, by: names(last.by), reason: last.reason } : null;
};

const standingOf = (taken: boolean, closed: boolean, waiting: boolean): ThreadView["standing"] => {
  if (taken) return "in-case";
  if (closed) return "closed";
  return waiting ? "waiting" : "answered";
};

const isCovered = (flagged: readonly Flagged[], newest: MessageView | undefined): boolean =>
  (newest?.covered ?? null) !== null || flagged.some(({ flag }) => flag === "distressing");

/** What the letters say by themselves; gone once a member has set or taken off that flag since. */
const suggestedFlags = (thread: ThreadState, letters: readonly MessageView[]): ThreadView["suggested"] => {
  const said = (flag: ThreadFlag, says: (message: MessageView) => boolean): ThreadView["suggested"] => {
    const letter = letters.findLast(says);
    const known = thread.flagged.find((one) => one.flag === flag);
    if (letter === undefined || known?.on === true) return [];
    const at = letter.at ?? letter.hour * HOUR;
    return known && known.at >= at ? [] : [{ flag, at }];
  };
  return [
    ...said("minor", (message) => message.answers.adult === "no"),
    ...said("phones-seized", (message) => message.text !== null && speaksOfSeizedPhones(message.text)),
  ];
};

/** How long a thread keeps away from whoever passed it on, and how lately somebody else must have written. */
const PASSED_FOR = 30 * MINUTE;
const LATELY = 60 * MINUTE;

/**
 * Passed on by the reader a short while ago, and somebody is there who has not: then it does not stand first for the
 * one who could not. With nobody else there it keeps its place: a caller must not wait for a colleague who sleeps.
 */
const isHeldBack = (thread: ThreadState, { me, now }: Outside, wrote: IntakeState["wrote"]): boolean => {
  const mine = thread.passes.find(({ by }) => by === me);
  if (!mine || now - mine.at > PASSED_FOR) return false;
  return [...wrote].some(
    ([member, at]) => member !== me && now - at <= LATELY && !thread.passes.some(({ by }) => by === member),
  );
};

const viewOf = (
  thread: ThreadState,
  seen: ThreadSeen | undefined,
  names: Names,
  outside: Outside,
  wrote: IntakeState["wrote"],
): ThreadView => {
  const { now } = outside;
  const messages = messagesOf(thread, seen, names);
  const letters = messages.filter((message) => message.direction === "to-team");
  const newest = letters.findLast((message) => message.text !== null);
  const tapped = letters.findLast((message) => message.tap !== "none");
  const pressing = pressingOf(thread, seen);
  const flagged = thread.flagged.filter(({ on }) => on);
  const seized = flagged.find(({ flag }) => flag === "phones-seized");
  const claim = thread.claim && thread.claim.until > now ? thread.claim : null;
  const back = backFromCase(thread, seen);
  const takenInto = back ? null : thread.takenInto;
  const again = cameAfterClosing(thread, seen);
  const closed = again ? null : thread.closed;
  const before = again ? thread.closed : thread.closedBefore;
  return {
    mailbox: thread.mailbox,
    name: threadName(thread.mailbox),
    standing: standingOf(takenInto !== null, closed !== null, pressing.waitingSince !== null),
    urgency: urgencyView(pressing.urgency, names, now),
    waitingSince: pressing.waitingSince,
    score: scoreOf(pressing, now),
    claim: claim && { by: names(claim.by), until: claim.until, mine: claim.by === outside.me },
    flags: flagged.map(({ flag }) => flag),
    flagged: flagged.map(({ flag, ground, by, at }) => ({ flag, ground, by: names(by), at })),
    suggested: suggestedFlags(thread, letters),
    passes: thread.passes.map(({ by, at, why, word }) => ({ by: names(by), at, why, word })),
    heldBack: isHeldBack(thread, outside, wrote),
    safety: safetyOf(messagesFromCaller(messages), seized?.at ?? null),
    saysMinor: letters.some((message) => message.answers.adult === "no"),
    contactWindow: windowOf(thread, messages, names),
    signals: thread.signals,
    language: newest?.language ?? null,
    excerpt: isCovered(flagged, newest) ? "" : excerptOf(newest?.text ?? ""),
    messages,
    known: knownFrom(letters),
    notes: thread.notes.map((note) => noteView(note, names)),
    lastTap: tapped && tapped.tap !== "none" && tapped.at !== null ? { tap: tapped.tap, at: tapped.at } : null,
    onArrival: letters.some((message) => message.onArrival),
    via: newest?.via ?? "page",
    outsideWays: VIAS.filter((via) => via !== "page" && letters.some((message) => message.via === via)),
    unreadReplies: seen?.unread ?? 0,
    frozen: frozenView(thread.freezes, names),
    takenInto: takenInto && {
      case: takenInto.case,
      alias: takenInto.alias,
      at: takenInto.at,
      by: names(takenInto.by),
    },
    closed: closed && {
      outcome: closed.outcome,
      note: closed.note,
      at: closed.at,
      by: names(closed.by),
      approvedBy: closed.approvedBy && names(closed.approvedBy),
      eraseAfter: closed.at + closed.eraseAfterDays * DAY,
    },
    closedBefore: before && {
      outcome: before.outcome,
      note: before.note,
      at: before.at,
      by: names(before.by),
      approvedBy: before.approvedBy && names(before.approvedBy),
    },
    declines: declineViews(thread, messages, outside, names),
    counted: thread.token !== null,
  };
};

/** Below all that wait, above all that were answered: only for whoever passed it on. */
const rankOf = ({ heldBack, score }: ThreadView): number => (heldBack ? Math.min(score, 1) : score);

/** Every thread this member can see in intake, most pressing first; those in cases or closed come last. */
export const threadViews = (state: State, outside: Outside): ThreadView[] => {
  const intake = intakeOf(state);
  const names = namesIn(state, outside);
  const seen = new Map(outside.threads.map((thread) => [thread.mailbox, thread]));
  // A mailbox that a case has linked is the case's, even if intake never named it (a new phone, vouched for).
  const linked = new Set(casesOf(state).flatMap((one) => one.contact.mailboxes));
  const mailboxes = new Set([...intake.threads.keys(), ...[...seen.keys()].filter((mailbox) => !linked.has(mailbox))]);
  const open = (view: ThreadView): number => (view.standing === "waiting" || view.standing === "answered" ? 1 : 0);
  return [...mailboxes]
    .map((mailbox) =>
      viewOf(intake.threads.get(mailbox) ?? newThread(mailbox), seen.get(mailbox), names, outside, intake.wrote),
    )
    .toSorted((a, b) => open(b) - open(a) || rankOf(b) - rankOf(a) || (a.mailbox < b.mailbox ? -1 : 1));
};

export const threadView = (state: State, outside: Outside, mailbox: MailboxId): ThreadView =>
  viewOf(
    intakeOf(state).threads.get(mailbox) ?? newThread(mailbox),
    outside.threads.find((thread) => thread.mailbox === mailbox),
    namesIn(state, outside),
    outside,
    intakeOf(state).wrote,
  );

export const queueView = (state: State, outside: Outside): QueueView => {
  const threads = threadViews(state, outside).filter(
    (thread) => thread.standing === "waiting" || thread.standing === "answered",
  );
  const { handOver } = intakeOf(state);
  return {
    threads,
    waiting: threads.filter((thread) => thread.standing === "waiting").length,
    handOver: handOver && noteView(handOver, namesIn(state, outside)),
  };
};
