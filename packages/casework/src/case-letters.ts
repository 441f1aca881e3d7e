/** The party's letters, wherever they are: kept in the case already, or still in a mailbox. */
import { HOUR } from "./day.ts";
import type { ContactState } from "./fold/contact.ts";
import { type CaseState, casesOf, type State } from "./fold/state.ts";
import type { MailboxId } from "./ids.ts";
import type { RowSeen, ThreadSeen } from "./outside.ts";
import { keptRow } from "./view/message.ts";

export type CaseLetter = { mailbox: MailboxId; row: RowSeen };

/** By mailbox, with its place: of ten thousand threads each of ten thousand cases asks for its own. */
const placed = new WeakMap<readonly ThreadSeen[], Map<MailboxId, { seen: ThreadSeen; place: number }>>();

/** The threads of this party, in the order in which they were given. */
export const threadsOf = ({ mailboxes }: ContactState, threads: readonly ThreadSeen[]): ThreadSeen[] => {
  let by = placed.get(threads);
  if (by === undefined) {
    by = new Map(threads.map((seen, place) => [seen.mailbox, { seen, place }]));
    placed.set(threads, by);
  }
  const [only] = mailboxes;
  // As it is with most of them, and asked of thousands at each look.
  if (only !== undefined && mailboxes.length === 1) {
    const seen = by.get(only)?.seen;
    return seen === undefined ? [] : [seen];
  }
  return [...new Set(mailboxes)]
    .flatMap((mailbox) => by.get(mailbox) ?? [])
    .toSorted((a, b) => a.place - b.place)
    .map(({ seen }) => seen);
};

/** Letters of the party: those kept in the case, and what has come to its mailboxes since. Each row once. */
export const lettersOf = (spine: ContactState, threads: readonly ThreadSeen[]): CaseLetter[] => {
  const kept = new Set(spine.letters.map((letter) => letter.row));
  const come = threadsOf(spine, threads).flatMap(({ mailbox, rows }) =>
    rows.filter((row) => row.direction === "to-team" && !kept.has(row.hash)).map((row) => ({ mailbox, row })),
  );
  return [...spine.letters.map((letter) => ({ mailbox: letter.mailbox, row: keptRow(letter) })), ...come];
};

/**
 * What came after the case was closed: every letter that it did not hold then. One that nobody could read is kept in no
 * case; it counts as later only where the server's hour says so, or one unreadable row would keep a case for ever.
 */
export const lettersAfterClosing = (spine: ContactState, threads: readonly ThreadSeen[]): CaseLetter[] => {
  const { closed } = spine;
  if (!closed) return [];
  const before = new Set(spine.letters.slice(0, closed.letters).map((letter) => letter.row));
  return lettersOf(spine, threads).filter(
    ({ row }) => !before.has(row.hash) && (row.letter !== null || row.hour > Math.floor(closed.at / HOUR)),
  );
};

/** Closed cases to which the party has written since: they must not run out. */
export const casesWrittenTo = (state: State, threads: readonly ThreadSeen[]): CaseState[] =>
  casesOf(state).filter(({ contact }) => lettersAfterClosing(contact, threads).length > 0);
