/** An answer of three days ago that reached nobody: in the first case of the list, and in the first thread. Not shipped. */
import type { MailboxId, MessageView } from "@fairlead/casework";
import type { View } from "@fairlead/client";

export const neverCameDesk = (view: View): View => {
  const at = view.now - 3 * 86_400_000;
  const by = { id: view.me.id, handle: view.me.handle ?? "", me: true };
  const answer = (mailbox: MailboxId): MessageView => ({
    ...{
      key: "e".repeat(32),
      mailbox,
      direction: "to-mailbox",
      seq: null,
      row: null,
      at,
      hour: Math.floor(at / 3_600_000),
    },
    ...{ author: by, text: "Invented Boris waits at the market, by the kiosk, at six.", language: null, answers: {} },
    ...{
      tap: "none",
      via: "page",
      files: [],
      onArrival: false,
      expiredCard: false,
      whileFrozen: false,
      givenUp: false,
    },
    ...{ signal: null, covered: null, standing: false, until: null, checkInBy: null, arrived: false },
  });
  /** Nothing has been written since: what was is shown as older. */
  const withLost = (messages: readonly MessageView[], mailbox: MailboxId): MessageView[] => [
    ...messages.filter(({ direction }) => direction === "to-team"),
    answer(mailbox),
  ];
  const [first, ...others] = view.cases;
  const mailbox = first?.mailboxes[0]?.mailbox;
  if (first === undefined || mailbox === undefined) return view;
  const queued = view.queue.threads[0]?.mailbox;
  const lose = <T extends View["threads"][number]>(thread: T): T =>
    thread.mailbox === queued ? { ...thread, messages: withLost(thread.messages, thread.mailbox) } : thread;
  const cases = [{ ...first, owner: by, messages: withLost(first.messages, mailbox) }, ...others];
  return {
    ...view,
    threads: view.threads.map(lose),
    queue: { ...view.queue, threads: view.queue.threads.map(lose) },
    cases,
  };
};
