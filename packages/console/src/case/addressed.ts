import type { CaseView, MailboxId } from "@fairlead/casework";

/** Chosen by hand; "": the one that was joined last, where it was said that the person goes on. */
export type Chosen = MailboxId | "";

/**
 * Into which mailbox words go. Never after whoever happened to write last: who holds a telephone that was taken, or words that were
 * given up, has only to write to be told where they are met. [MB8]
 */
export const addressed = ({ mailboxes }: Pick<CaseView, "mailboxes">, chosen: Chosen): MailboxId | undefined =>
  chosen === "" ? mailboxes.at(-1)?.mailbox : chosen;

/** How the mailbox is called from which the last letter came, where words would go into another; else null. */
export const wroteElsewhere = (one: Pick<CaseView, "mailboxes" | "messages">, chosen: Chosen): string | null => {
  const last = one.messages.findLast(({ direction }) => direction === "to-team")?.mailbox;
  if (last === undefined || last === addressed(one, chosen)) return null;
  return one.mailboxes.find(({ mailbox }) => mailbox === last)?.name ?? null;
};
