import { hourOf, type MailboxAddress, type Row } from "@fairlead/protocol/verify";
import type { Context } from "../http/context.ts";
import { Failure } from "../http/failure.ts";
import type { MailboxHeads } from "../store/port.ts";
import { noteLetter, noteTaken, roomLeft } from "./room.ts";

export type Posted = { accepted: string } | { stale: MailboxHeads };

/**
 * Keeps a letter whose signature has been checked. Answers only when it is on the disk: the page then says
 * "sent", and that must be true. [P6] [ST5]
 *
 * @param once its message id must not stand in any other mailbox either
 * @param files that it names, and which must be here
 */
export async function postLetter(
  context: Context,
  row: Row,
  keys: MailboxAddress,
  { once = false, files = [] }: { once?: boolean; files?: readonly string[] } = {},
): Promise<Posted> {
  const { store, clock, settings } = context;
  const { seq, previous, message, mailbox } = row.header;
  // Its answer was lost on the way: kept is kept, whatever has filled up or been renewed since. [ST5]
  if (await store.mailboxes.keeps(mailbox, row.hash)) return { accepted: row.hash };
  const card = await store.cards.byHash(row.header.card);
  if (card === null || (card.mailbox !== "new" && card.mailbox !== mailbox)) throw new Failure("FL_CARD");
  const answer = await store.mailboxes.post(
    {
      card,
      mailbox,
      seq,
      previous,
      hash: row.hash,
      message,
      desk: card.desk,
      hour: hourOf(clock()),
      minute: Math.floor(clock() / 60_000),
      bytes: row.bytes,
      once,
      files,
    },
    keys,
    { unanswered: settings.mailboxQuota, known: settings.knownQuota, left: await roomLeft(context) },
  );
  switch (answer.kind) {
    case "accepted":
      noteTaken(store, row.bytes.length);
      // What the form without script brings must not make others work.
      if (!once) noteLetter(context);
      return { accepted: answer.hash };
    case "stale":
      return { stale: { up: answer.up, down: answer.down } };
    case "refused":
      throw new Failure(answer.code);
  }
}
