import { DAY } from "../day.ts";
import { type Freeze, newThread, type ThreadState } from "../fold/intake.ts";
import { casesOf, intakeOf, type State } from "../fold/state.ts";
import type { MailboxId } from "../ids.ts";
import { excerptOf } from "../letter.ts";
import type { Outside, ThreadSeen } from "../outside.ts";
import { backFromCase, cameAfterClosing, pressingOf, scoreOf } from "../queue.ts";
import { threadName } from "../thread-name.ts";
import type { MessageView, QueueView, ThreadView } from "../view.ts";
import { VIAS } from "../words.ts";
import { declineViews } from "./decision.ts";
import { answerMessage, conversation, knownFrom, rowMessage } from "./message.ts";
import { type Names, namesIn, noteView, urgencyView } from "./person.ts";

const messagesOf = (thread: ThreadState, seen: ThreadSeen | undefined, names: Names): MessageView[] =>
  conversation([
    ...(seen?.rows ?? [])
      .filter((row) => row.direction === "to-team")
      .map((row) => rowMessage(thread.mailbox, row, thread.signals, thread.freezes)),
    ...thread.answers.map((answer) => answerMessage(thread.mailbox, answer, names)),
  ]);

const windowOf = (
  thread: Pick<ThreadState, "window">,
  messages: readonly MessageView[],
  names: Names,
): ThreadView["contactWindow"] => {
  if (thread.window) {
    const { window, mayRing, by, at } = thread.window;
    return { text: window, mayRing, by: names(by), at };
  }
  // Until the team agreed one, the caller's own words stand, and ringing is not allowed.
  const said = knownFrom(messages).find((known) => known.question === "reach");
  return said ? { text: said.answer, mayRing: false, by: null, at: said.at } : null;
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

const viewOf = (thread: ThreadState, seen: ThreadSeen | undefined, names: Names, outside: Outside): ThreadView => {
  const { now } = outside;
  const messages = messagesOf(thread, seen, names);
  const letters = messages.filter((message) => message.direction === "to-team");
  const newest = letters.findLast((message) => message.text !== null);
  const tapped = letters.findLast((message) => message.tap !== "none");
  const pressing = pressingOf(thread, seen);
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
    flags: thread.flags,
    saysMinor: letters.some((message) => message.answers.adult === "no"),
    contactWindow: windowOf(thread, messages, names),
    signals: thread.signals,
    language: newest?.language ?? null,
    excerpt: thread.flags.includes("distressing") ? "" : excerptOf(newest?.text ?? ""),
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
    .map((mailbox) => viewOf(intake.threads.get(mailbox) ?? newThread(mailbox), seen.get(mailbox), names, outside))
    .toSorted((a, b) => open(b) - open(a) || b.score - a.score || (a.mailbox < b.mailbox ? -1 : 1));
};

export const threadView = (state: State, outside: Outside, mailbox: MailboxId): ThreadView =>
  viewOf(
    intakeOf(state).threads.get(mailbox) ?? newThread(mailbox),
    outside.threads.find((thread) => thread.mailbox === mailbox),
    namesIn(state, outside),
    outside,
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
