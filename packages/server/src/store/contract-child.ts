/**
 * Writes row after row and prints the hash of each that the store has acknowledged, until it is killed.
 * What it printed must be there afterwards. Run by the contract suite: `node contract-child.ts <place> [<desk>]`; with a
 * desk, each row is a new mailbox's first.
 */
import { KEYS, NO_ROW, rowAfter, sha } from "./fixture.ts";
import type { Head } from "./port.ts";
import { openStore } from "./store.ts";

const ENDLESS = { unanswered: Number.MAX_SAFE_INTEGER, known: 0, left: Number.MAX_SAFE_INTEGER };

const [, , place, desk] = process.argv;
if (place === undefined) throw new Error("which store?");
const store = await openStore(place);
const mailbox = sha(`mailbox of ${process.pid}`);
let head: Head = NO_ROW;
for (let count = 0; ; count++) {
  const row =
    desk === undefined
      ? rowAfter(head, { mailbox, desk: "ab".repeat(16) })
      : rowAfter(NO_ROW, { mailbox: sha(`${count} of ${process.pid}`), desk });
  const answer = await store.mailboxes.post(row, KEYS, ENDLESS);
  if (answer.kind !== "accepted") throw new Error(answer.kind);
  head = { seq: row.seq, hash: row.hash };
  process.stdout.write(`${row.hash}\n`);
}
