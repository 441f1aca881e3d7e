import { hourOf, type MailboxAddress, type Row } from "@fairlead/protocol/verify";
import type { Context } from "../http/context.ts";
import { Failure } from "../http/failure.ts";
import type { MailboxHeads, Store } from "../store/port.ts";

export type Posted = { accepted: string } | { stale: MailboxHeads };

/**
 * Keeps a letter whose signature has been checked. Answers only when it is on the disk: the page then says
 * "sent", and that must be true. [P6] [ST5]
 */
export async function postLetter({ store, clock, settings }: Context, row: Row, keys: MailboxAddress): Promise<Posted> {
  const card = await store.cards.byHash(row.header.card);
  if (card === null || (card.mailbox !== "new" && card.mailbox !== row.header.mailbox)) throw new Failure("FL_CARD");
  // Room is kept for threads that the team knows; a flood of new mailboxes stops at this line. [MB9]
  if (row.header.seq === 1 && (await unansweredBytes(store, clock())) + row.bytes.length > settings.unansweredQuota) {
    throw new Failure("FL_FULL");
  }
  const { seq, previous, message, mailbox } = row.header;
  const answer = await store.mailboxes.post(
    { card, mailbox, seq, previous, hash: row.hash, message, desk: card.desk, hour: hourOf(clock()), bytes: row.bytes },
    keys,
    settings.mailboxQuota,
  );
  switch (answer.kind) {
    case "accepted":
      return { accepted: answer.hash };
    case "stale":
      return { stale: { up: answer.up, down: answer.down } };
    case "refused":
      throw new Failure(answer.code === "FL_MAILBOX_FULL" ? "FL_QUOTA" : answer.code);
  }
}

const measured = new WeakMap<Store, { at: number; bytes: number }>();

/** A sum over all unanswered mailboxes: measured at most every ten seconds. */
async function unansweredBytes(store: Store, now: number): Promise<number> {
  const last = measured.get(store);
  if (last !== undefined && Math.abs(now - last.at) < 10_000) return last.bytes;
  const bytes = await store.mailboxes.unansweredBytes();
  measured.set(store, { at: now, bytes });
  return bytes;
}
