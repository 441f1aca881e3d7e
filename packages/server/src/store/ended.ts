import { int } from "./cells.ts";
import type { Reader, Writer } from "./engine.ts";
import type { MailboxHeads } from "./port.ts";

const ZERO = "00".repeat(32);

/** Ended by its holder: since which hour, and how many letters there were. [HO2] */
export type Ended = { readonly hour: number; readonly rows: number };

export async function endedAt(reader: Reader, mailbox: string): Promise<Ended | null> {
  const row = (await reader.all("SELECT hour, letters FROM ended_mailboxes WHERE mailbox = $1", mailbox))[0];
  return row === undefined ? null : { hour: int(row, "hour"), rows: int(row, "letters") };
}

/**
 * What its holder is told: nothing of what was before. Whoever comes with the old words, or forces somebody to, finds a
 * mailbox that never was, and may begin one; those letters are a second chain behind the first.
 */
export function headsSince(heads: MailboxHeads, ended: Ended | null): MailboxHeads {
  if (ended === null) return heads;
  const seq = heads.up.seq - ended.rows;
  return { up: { seq, hash: seq === 0 ? ZERO : heads.up.hash }, down: { seq: 0, hash: ZERO } };
}

/** Whether it was ended and nobody has written to it since: then it is to be met as one that was never there. [P9] */
export async function isEmptied(reader: Reader, mailbox: string): Promise<boolean> {
  const since = `SELECT 1 AS emptied FROM ended_mailboxes e JOIN mailboxes m ON m.mailbox = e.mailbox
    WHERE e.mailbox = $1 AND m.up_seq = e.letters`;
  return (await reader.all(since, mailbox)).length > 0;
}

/** Bytes of letters since its end: what was before takes none of the room that any new mailbox has. [P9] */
export async function usedSince(reader: Reader, mailbox: string, { rows }: Ended): Promise<number> {
  const sql = `SELECT COALESCE(SUM(LENGTH(bytes)), 0) AS used FROM mailbox_rows
    WHERE mailbox = $1 AND direction = 'to-team' AND seq > $2`;
  return Number((await reader.all(sql, mailbox, rows))[0]?.used ?? 0);
}

/** Unread replies go with it. */
export async function end(writer: Writer, mailbox: string, hour: number, letters: number): Promise<void> {
  await writer.run(
    "INSERT INTO ended_mailboxes (mailbox, hour, letters) VALUES ($1, $2, $3)",
    ...[mailbox, hour, letters],
  );
  await writer.run(
    "UPDATE mailbox_rows SET bytes = NULL WHERE mailbox = $1 AND direction = 'to-mailbox' AND bytes IS NOT NULL",
    mailbox,
  );
}
