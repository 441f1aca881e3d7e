import type { ThreadState } from "../fold/intake.ts";
import { casesBy, commonsOf, intakeOf, type State } from "../fold/state.ts";
import type { MailboxId } from "../ids.ts";
import type { Outside, ThreadSeen } from "../outside.ts";
import { byPressing, type Placed } from "../queue.ts";
import { onePersonIn } from "../rule/same-person.ts";
import type { ThreadView } from "../view.ts";
import { namesIn } from "./person.ts";
import { atTime, type Followed, isOpen, isQueued, type Steady, steadyOf, threadsBefore } from "./thread.ts";

/** Every thread this member can see in intake, most pressing first; those in cases or closed come last. */
export type ThreadReader = (state: State, outside: Outside) => ThreadView[];

type Known = {
  mailbox: MailboxId;
  seen: ThreadSeen | undefined;
  thread: ThreadState | undefined;
  /** What it goes on from. */
  earlier: readonly Followed[];
  /** undefined: something about it has changed since. */
  steady: Steady | undefined;
  view: ThreadView | undefined;
  /** The last reading in which its rows, and in which its operations, were there. */
  seenIn: number;
  writtenIn: number;
};

/** Below all that wait, above all that were answered: only for whoever passed it on. */
const placed = (view: ThreadView): Placed =>
  view.heldBack ? { score: Math.min(view.score, 1), waitingSince: view.waitingSince, mailbox: view.mailbox } : view;

const linkedMailboxes = casesBy(({ contact }) => [
  ...contact.mailboxes,
  ...[...contact.tickets.values()].map(({ mailbox }) => mailbox),
]);

const inOrder = ({ view: a }: Known, { view: b }: Known): number =>
  a === undefined || b === undefined
    ? 0
    : Number(isOpen(b)) - Number(isOpen(a)) ||
      Number(isQueued(b)) - Number(isQueued(a)) ||
      byPressing(placed(a), placed(b));

const sameEarlier = (a: readonly Followed[], b: readonly Followed[]): boolean =>
  a.length === b.length && a.every(({ thread, seen }, index) => b[index]?.thread === thread && b[index]?.seen === seen);

/**
 * Reads threads again and again, and makes anew only the views of those about which something has changed: a night with
 * ten thousand threads must not freeze a screen at every letter. What it gives depends on what it is given alone, as if
 * it were made for this one reading; new rows and new operations are known by being other objects.
 */
export const threadReader = (): ThreadReader => {
  const known = new Map<MailboxId, Known>();
  /** In the order of last time: what is nearly sorted is sorted soon. */
  let order: Known[] = [];
  let reading = 0;
  let told: unknown[] = [];

  const entryOf = (mailbox: MailboxId): Known => {
    const before = known.get(mailbox);
    if (before !== undefined) return before;
    const blank = { seen: undefined, thread: undefined, earlier: [], steady: undefined, view: undefined };
    const entry: Known = { mailbox, ...blank, seenIn: 0, writtenIn: 0 };
    known.set(mailbox, entry);
    order.push(entry);
    return entry;
  };

  return (state, outside) => {
    reading += 1;
    const { handles, same, settings } = commonsOf(state);
    const term = settings?.closedThreadDays ?? 0;
    // Whose word on accounts counts follows from who has left.
    const left = outside.members.flatMap(({ id, standing }) => (standing === "active" ? [] : [id])).join();
    const now = [handles, outside.me, same, left, term];
    if (now.some((one, place) => one !== told[place])) {
      known.clear();
      order = [];
    }
    told = now;
    for (const seen of outside.threads) {
      const entry = entryOf(seen.mailbox);
      if (entry.seen !== seen) Object.assign(entry, { seen, steady: undefined });
      entry.seenIn = reading;
    }
    for (const [mailbox, thread] of intakeOf(state).threads) {
      const entry = entryOf(mailbox);
      if (entry.thread !== thread) Object.assign(entry, { thread, steady: undefined });
      entry.writtenIn = reading;
    }
    // A mailbox that a case has linked is the case's, even if intake never named it (a new phone, vouched for).
    // So is a ticket's: what a driver taps is no call for help.
    const linked = linkedMailboxes(state);
    const names = namesIn(state, outside);
    const moment = { outside, names, intake: intakeOf(state), one: onePersonIn(state, outside) };
    for (const entry of order) {
      if (entry.seenIn !== reading && entry.seen !== undefined)
        Object.assign(entry, { seen: undefined, steady: undefined });
      if (entry.writtenIn !== reading && entry.thread !== undefined)
        Object.assign(entry, { thread: undefined, steady: undefined });
    }
    const here: Known[] = [];
    for (const entry of order) {
      const { mailbox, seen, thread } = entry;
      if (thread === undefined && (seen === undefined || linked.has(mailbox))) {
        known.delete(mailbox);
        continue;
      }
      const earlier = threadsBefore(mailbox, (one) => known.get(one));
      if (!sameEarlier(entry.earlier, earlier)) Object.assign(entry, { earlier, steady: undefined });
      const before = entry.steady === undefined ? undefined : entry.view;
      entry.steady ??= steadyOf(mailbox, thread, seen, { names, term }, earlier);
      entry.view = atTime(entry.steady, moment, before);
      here.push(entry);
    }
    order = here.sort(inOrder);
    return order.map(({ view }) => view as ThreadView);
  };
};

export const threadViews: ThreadReader = (state, outside) => threadReader()(state, outside);
