import type { MailboxId, ThreadView } from "@fairlead/casework";

export type HeldOrder = {
  /** In the order that was held, with what they say now. */
  threads: readonly ThreadView[];
  /** The true order is another one. */
  changed: boolean;
  /** Not shown yet: they came since. */
  fresh: number;
  /** Of those that came or changed since, how many wait at *now* with nobody answering. */
  now: number;
};

const isCall = ({ urgency, waitingSince, claim }: ThreadView): boolean =>
  urgency.level === "now" && waitingSince !== null && claim === null;

/**
 * The list as it stood when the operator began to work in it. What is under the pointer must not become another thread
 * in the moment of the click: the order is held, and that it has changed is said beside it, a *now* first of all.
 */
export const heldOrder = (held: readonly ThreadView[], live: readonly ThreadView[]): HeldOrder => {
  if (held === live) return { threads: live, changed: false, fresh: 0, now: 0 };
  const before = new Map<MailboxId, ThreadView>(held.map((thread) => [thread.mailbox, thread]));
  const there = new Map<MailboxId, ThreadView>(live.map((thread) => [thread.mailbox, thread]));
  const threads = held.flatMap(({ mailbox }) => there.get(mailbox) ?? []);
  const fresh = live.filter(({ mailbox }) => !before.has(mailbox));
  const calls = live.filter((thread) => {
    const known = before.get(thread.mailbox);
    return isCall(thread) && (known === undefined || !isCall(known));
  });
  const changed = fresh.length > 0 || threads.some(({ mailbox }, index) => live[index]?.mailbox !== mailbox);
  return { threads, changed, fresh: fresh.length, now: calls.length };
};
