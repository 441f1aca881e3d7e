import { DAY, HOUR, MINUTE } from "../day.ts";
import { type Flagged, type Freeze, type IntakeState, isAstray, newThread, type ThreadState } from "../fold/intake.ts";
import { commonsOf, intakeOf, type State } from "../fold/state.ts";
import type { MailboxId } from "../ids.ts";
import { excerptOf } from "../letter.ts";
import type { Outside, RowSeen, ThreadSeen, WatchSeen } from "../outside.ts";
import { backFromCase, cameAfterClosing, type Pressing, pressingOf, scoreOf, withBefore } from "../queue.ts";
import { readableAll } from "../readable.ts";
import { threadTermDays } from "../rule/erasure.ts";
import { type OnePerson, onePersonIn } from "../rule/same-person.ts";
import { safetyOf, speaksOfSeizedPhones } from "../safe-signal.ts";
import { threadName } from "../thread-name.ts";
import type { MessageView, ThreadView } from "../view.ts";
import { vouchedFor, voucherIn } from "../vouching.ts";
import { OUTSIDE_WAYS, type ThreadFlag } from "../words.ts";
import { verificationLines } from "./board.ts";
import { declineViews } from "./decision.ts";
import {
  answerMessage,
  asArrived,
  conversation,
  isUnlisted,
  knownFrom,
  messagesFromCaller,
  rowMessage,
} from "./message.ts";
import { type Names, namesIn, noteView, signalViews, urgencyView } from "./person.ts";
import { provisionView } from "./provision.ts";

/** A thread with its rows, and those that it goes on from. */
export type Followed = { thread: ThreadState; seen: ThreadSeen | undefined };

const isGivenUp = ({ continuedIn }: ThreadState, row: RowSeen): boolean =>
  row.late === true || (continuedIn !== null && row.seq > continuedIn.seen);

const messagesOf = (followed: readonly Followed[], names: Names): MessageView[] =>
  conversation(
    followed.flatMap(({ thread, seen }) => [
      ...(seen?.rows ?? [])
        .filter((row) => row.direction === "to-team")
        .map((row) => ({
          ...rowMessage(thread.mailbox, row, thread.signals, thread.freezes, thread.covers),
          givenUp: isGivenUp(thread, row),
        })),
      ...thread.answers.map((answer) => answerMessage(thread.mailbox, answer, names)),
    ]),
  );

type Looked = { thread: ThreadState | undefined; seen: ThreadSeen | undefined };

/** The threads that this one goes on from, nearest first. */
export const threadsBefore = (mailbox: MailboxId, look: (mailbox: MailboxId) => Looked | undefined): Followed[] => {
  const from = look(mailbox)?.thread?.continues ?? null;
  const old = from === null ? undefined : look(from);
  return from === null || old?.thread === undefined
    ? []
    : [{ thread: old.thread, seen: old.seen }, ...threadsBefore(from, look)];
};

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

/** A flood must not be able to write something that stays aside, nor a member to put a cry for help there. */
const asideView = (
  { aside }: ThreadState,
  seen: ThreadSeen | undefined,
  { urgency }: Pressing,
  names: Names,
): ThreadView["aside"] => {
  if (aside === null || urgency.level === "now") return null;
  return (seen?.rows ?? []).some(({ direction, seq }) => direction === "to-team" && seq > aside.seen)
    ? null
    : { by: names(aside.by), at: aside.at };
};

/** One thread as far as neither the clock nor what happens elsewhere changes it. */
export type Steady = {
  /** undefined: the team has written nothing about it yet. */
  thread: ThreadState | undefined;
  seen: ThreadSeen | undefined;
  pressing: Pressing;
  /** An answer is not among those that came to its mailbox. */
  unlisted: boolean;
  /** No claim runs out in it and nothing ages: {@link atTime} says the rest. Shown nowhere. */
  view: ThreadView;
};

/** Only from what is given: the clock and what other threads say belong into {@link atTime}. */
export const steadyOf = (
  mailbox: MailboxId,
  written: ThreadState | undefined,
  seen: ThreadSeen | undefined,
  { names, term }: { names: Names; term: number },
  earlier: readonly Followed[] = [],
): Steady => {
  const thread = written ?? newThread(mailbox);
  // Whatever the old words are used for stands in the thread that they open, as a warning; not in the one that goes on.
  const own = earlier.map(({ thread: old, seen: known }) => ({
    thread: old,
    seen: known && { ...known, rows: known.rows.filter((row) => !isGivenUp(old, row)) },
  }));
  const messages = messagesOf([...own, { thread, seen }], names);
  const letters = messages.filter((message) => message.direction === "to-team");
  const newest = letters.findLast((message) => message.text !== null);
  // A photo comes in a letter without words: what was said before it still tells who this is.
  const spoken = newest?.files.length ? letters.findLast((message) => message.text?.trim()) : newest;
  const tapped = letters.findLast((message) => message.tap !== "none");
  const pressing = pressingOf(
    thread,
    seen &&
      withBefore(
        seen,
        own.flatMap((one) => one.seen?.rows ?? []),
      ),
  );
  const flagged = thread.flagged.filter(({ on }) => on);
  const voucher = voucherIn(seen) ?? voucherIn(earlier[0]?.seen);
  const seized = flagged.find(({ flag }) => flag === "phones-seized");
  const { claim } = thread;
  const by = claim && names(claim.by);
  const back = backFromCase(thread, seen);
  const takenInto = back ? null : thread.takenInto;
  const again = cameAfterClosing(thread, seen);
  const closed = again ? null : thread.closed;
  const before = again ? thread.closed : thread.closedBefore;
  const view: ThreadView = {
    mailbox: thread.mailbox,
    name: threadName(thread.mailbox),
    standing: standingOf(takenInto !== null, closed !== null, pressing.waitingSince !== null),
    urgency: urgencyView(pressing.urgency, names, pressing.urgency.at ?? 0),
    waitingSince: pressing.waitingSince,
    score: 0,
    claim: claim && by && { by, until: claim.until, mine: by.me },
    flags: flagged.map(({ flag }) => flag),
    flagged: flagged.map(({ flag, ground, by, at }) => ({ flag, ground, by: names(by), at })),
    suggested: suggestedFlags(thread, letters),
    passes: thread.passes.map(({ by, at, why, word }) => ({ by: names(by), at, why, word })),
    heldBack: false,
    safety: safetyOf(messagesFromCaller(messages), seized?.at ?? null),
    vouchedBy: voucher && { words: voucher.words, from: null, again: false, ranOut: false },
    vouchers: thread.vouchers.map(({ words, sentence, expires, by: giver, at }) => ({
      words,
      sentence,
      expires: expires * HOUR,
      by: names(giver),
      at,
    })),
    continues: continuesView(thread, earlier[0]?.thread),
    claimsToContinue: thread.claimsToContinue && {
      mailbox: thread.claimsToContinue,
      name: threadName(thread.claimsToContinue),
    },
    continuedIn: thread.continuedIn && {
      mailbox: thread.continuedIn.mailbox,
      name: threadName(thread.continuedIn.mailbox),
      at: thread.continuedIn.at,
    },
    saysMinor: letters.some((message) => message.answers.adult === "no"),
    contactWindow: windowOf(thread, messages, names),
    signals: signalViews(thread.signals, names),
    language: newest?.language ?? null,
    excerpt: isCovered(flagged, spoken) ? "" : excerptOf(spoken?.text ?? ""),
    messages,
    known: knownFrom(letters),
    notes: thread.notes.map((note) => noteView(note, names)),
    statements: verificationLines(
      thread.verifications.map(({ by, ...said }) => ({ ...said, by: names(by), carriedBy: null, concluded: false })),
    ),
    aside: asideView(thread, seen, pressing, names),
    lastTap: tapped && tapped.tap !== "none" && tapped.at !== null ? { tap: tapped.tap, at: tapped.at } : null,
    onArrival: letters.some((message) => message.onArrival),
    via: newest?.via ?? "page",
    outsideWays: OUTSIDE_WAYS.filter((via) => letters.some((message) => message.via === via)),
    unreadReplies: seen?.unread ?? 0,
    escalated: null,
    callsAt: null,
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
      eraseAfter: closed.at + threadTermDays(closed, term) * DAY,
    },
    closedBefore: before && {
      outcome: before.outcome,
      note: before.note,
      at: before.at,
      by: names(before.by),
      approvedBy: before.approvedBy && names(before.approvedBy),
    },
    declines: [],
    provision: provisionView(thread.provision, names),
    counted: thread.token !== null,
  };
  const unlisted = messages.some((one) => one.mailbox === mailbox && isUnlisted(one, seen));
  return { thread: written, seen, pressing, unlisted, view: readableAll(view) };
};

/** By so much the clocks of server and console may differ, and a server may be late. */
const LATE = 30 * MINUTE;

/**
 * Only what waits is called about: an alarm may stand a moment longer than its letter. One whose time is long over has
 * called nobody, whatever the server says of it. [P7]
 */
export const watchOf = (
  watch: WatchSeen | undefined,
  waits: boolean,
  now: number,
): Pick<ThreadView, "escalated" | "callsAt"> => {
  if (watch === undefined || !waits) return { escalated: null, callsAt: null };
  const due = watch.due * MINUTE;
  return watch.state === "armed" && now < due + LATE
    ? { escalated: null, callsAt: due }
    : { escalated: { since: due, had: watch.acknowledged !== null }, callsAt: null };
};
const continuesView = ({ continues }: ThreadState, old: ThreadState | undefined): ThreadView["continues"] =>
  continues === null || old === undefined
    ? null
    : {
        mailbox: continues,
        name: threadName(continues),
        at: old.continuedIn?.at ?? 0,
        case: old.takenInto && { case: old.takenInto.case, alias: old.takenInto.alias },
      };

const sameWatch = (a: Pick<ThreadView, "escalated" | "callsAt">, b: typeof a): boolean =>
  a.callsAt === b.callsAt && a.escalated?.since === b.escalated?.since && a.escalated?.had === b.escalated?.had;

export type Moment = { outside: Outside; names: Names; intake: IntakeState; one: OnePerson };

/**
 * What the clock changes, and what colleagues do elsewhere. The same object as `before` where nothing of it shows, so
 * that a screen need not draw it again.
 */
export const atTime = (
  { thread, seen, pressing, unlisted, view: steady }: Steady,
  { outside, names, intake, one }: Moment,
  before: ThreadView = steady,
): ThreadView => {
  const { now } = outside;
  const score = scoreOf(pressing, now);
  const holds = steady.claim !== null && steady.claim.until > now && !isAstray(steady.claim, now);
  const claim = holds ? steady.claim : null;
  const aged = steady.urgency.askAgainAt !== null && steady.urgency.askAgainAt <= now;
  const watch = watchOf(outside.watches?.get(steady.mailbox), steady.standing === "waiting", now);
  const moves = thread !== undefined && (thread.passes.length > 0 || thread.declines.length > 0);
  const vouched = steady.vouchedBy && (voucherIn(seen) ?? { words: steady.vouchedBy.words, hour: 0 });
  const messages = unlisted
    ? steady.messages.map((one) => (one.mailbox === steady.mailbox ? asArrived(one, seen, now) : one))
    : steady.messages;
  if (
    !moves &&
    !unlisted &&
    vouched === null &&
    before.score === score &&
    before.claim === claim &&
    before.urgency.aged === aged &&
    sameWatch(before, watch)
  )
    return before;
  const urgency = before.urgency.aged === aged ? before.urgency : { ...steady.urgency, aged };
  const vouchedBy = vouched && vouchedFor(vouched, steady.mailbox, intake, outside.threads);
  const shown = { ...steady, ...watch, urgency, score, claim, vouchedBy, messages };
  if (!moves) return shown;
  const declines = readableAll(declineViews(thread, steady.messages, outside, names, one));
  return { ...shown, declines, heldBack: isHeldBack(thread, outside, intake.wrote) };
};

/** Whether it stands in the queue where it belongs: neither closed, nor taken, nor put aside. */
export const isQueued = (view: ThreadView): boolean => isOpen(view) && view.aside === null;

/** What went on elsewhere stands here again only while somebody uses the words that were given up. */
export const isOpen = ({ standing, continuedIn }: ThreadView): boolean =>
  standing === "waiting" || (standing === "answered" && continuedIn === null);

export const threadView = (state: State, outside: Outside, mailbox: MailboxId): ThreadView => {
  const intake = intakeOf(state);
  const { threads } = intake;
  const seen = outside.threads.find((thread) => thread.mailbox === mailbox);
  const names = namesIn(state, outside);
  const rows = new Map(outside.threads.map((thread) => [thread.mailbox, thread]));
  const earlier = threadsBefore(mailbox, (one) => ({ thread: threads.get(one), seen: rows.get(one) }));
  const term = commonsOf(state).settings?.closedThreadDays ?? 0;
  return atTime(steadyOf(mailbox, threads.get(mailbox), seen, { names, term }, earlier), {
    outside,
    names,
    intake,
    one: onePersonIn(state, outside),
  });
};
