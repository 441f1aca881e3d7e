import { lettersOf } from "../case-letters.ts";
import { casesOf, type State } from "../fold/state.ts";
import type { MailboxId, MemberId, StreamId } from "../ids.ts";
import type { Outside, ThreadSeen } from "../outside.ts";
import { unanswered, urgencyOf } from "../view/case.ts";
import { rowMessage } from "../view/message.ts";
import type { Waiting } from "./attend.ts";

/** A case's desk, whose it is, and which of its mailboxes wait: closed ones too, for people write after the end. */
export type CaseDesk = { desk: StreamId; owner: MemberId | null; standIn: MemberId | null; mailboxes: Waiting[] };

/** Of the cases that this member holds. Nobody claims a letter of a case: it has an owner. */
export const caseDesks = (state: State, { threads }: Pick<Outside, "threads">): CaseDesk[] => {
  const seen = new Map(threads.map((thread) => [thread.mailbox, thread]));
  return casesOf(state).map(({ contact: spine, contactStream: desk }) => {
    const its: ThreadSeen[] = spine.mailboxes.flatMap((mailbox) => seen.get(mailbox) ?? []);
    const rows = lettersOf(spine, its);
    const letters = rows.map(({ mailbox, row }) =>
      rowMessage(mailbox, row, spine.signals, spine.freezes.get(mailbox) ?? [], spine.covers),
    );
    const open = new Set(unanswered(spine, letters).map(({ mailbox }) => mailbox));
    const { level } = urgencyOf(spine, rows, letters);
    const waits = (mailbox: MailboxId): Waiting => ({
      mailbox,
      standing: open.has(mailbox) ? "waiting" : "answered",
      claim: null,
      urgency: { level },
      aside: null,
    });
    return { desk, owner: spine.owner, standIn: spine.standIn, mailboxes: spine.mailboxes.map(waits) };
  });
};
