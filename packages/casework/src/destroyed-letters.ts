import { HOUR } from "./day.ts";
import type { CaseState, State } from "./fold/state.ts";
import { casesOf, intakeOf, streamOf } from "./fold/state.ts";
import type { CaseId, Hash, MailboxId, StreamId } from "./ids.ts";
import { answeredUpTo } from "./queue.ts";
import { threadName } from "./thread-name.ts";

type Row = { seq: number; hash: Hash; hour: number; present: boolean };

/** A mailbox as the server lists it. `present`: it still has the letter's bytes. */
export type ListedThread = { mailbox: MailboxId; desk: StreamId; rows: readonly Row[] };

/** `alias`: of the case, or the name of the thread. */
export type DestroyedLetter = { mailbox: MailboxId; seq: number; case: CaseId | null; alias: string };

type Reading = {
  /** The desk of threads that no case has taken; null where this member does not hold it. */
  intakeDesk: StreamId | null;
  /** Whether this member reads all of a compartment: who began later cannot tell what was kept before. */
  reads(stream: StreamId): boolean;
};

/**
 * Letters that somebody has destroyed on the server although no case keeps them, no answer covers them and nobody has closed
 * their thread: each of these is a signed word, and a changed client needs none of them to destroy a letter that nobody has
 * read. Whoever wrote it waits, and only asking them again brings it back. [P6]
 */
export const destroyedLetters = (
  state: State,
  threads: readonly ListedThread[],
  reading: Reading,
): DestroyedLetter[] => {
  const listed = threads.filter(({ rows }) => rows.some(({ present }) => !present));
  if (listed.length === 0) return [];
  const cases = new Map(casesOf(state).map((one) => [one.contactStream, one]));
  return listed.flatMap((thread) => {
    const of = cases.get(thread.desk);
    if (of !== undefined) return reading.reads(of.contactStream) ? inCase(of, thread) : [];
    return thread.desk === reading.intakeDesk ? inIntake(state, thread, reading) : [];
  });
};

const inCase = ({ case: id, contact }: CaseState, { mailbox, rows }: ListedThread): DestroyedLetter[] => {
  const { opened, closed, events, letters, answers, mailboxes } = contact;
  // A ticket's mailbox lies at the same desk, and what is no tap is destroyed there unread.
  if (opened === null || closed !== null || !mailboxes.includes(mailbox)) return [];
  const kept = new Set<string>(letters.map(({ row }) => row));
  const gone = rows.filter(({ present, hash }) => !present && !kept.has(hash));
  if (gone.length === 0) return [];
  const linked = events.find(({ operation }) => operation.op === "linkMailbox" && operation.mailbox === mailbox);
  // What its thread had lost before is for the intake to tell.
  const since = Math.floor((linked ?? opened).at / HOUR);
  const answered = answeredUpTo(answers.filter((one) => one.mailbox === mailbox));
  return gone
    .filter(({ seq, hour }) => hour > since && seq > answered)
    .map(({ seq }) => ({ mailbox, seq, case: id, alias: opened.alias }));
};

const inIntake = (state: State, { mailbox, rows }: ListedThread, { reads }: Reading): DestroyedLetter[] => {
  const intake = streamOf(state, "intake");
  if (intake === null || !reads(intake)) return [];
  const known = intakeOf(state).threads.get(mailbox);
  // Where a case had it, its letters stood there, and went with it.
  if (known !== undefined && (known.takenInto ?? known.takenBefore) !== null) return [];
  const newest = rows.at(-1)?.seq ?? 0;
  // A closing that claims to have read more than there is covers nothing.
  const closed = [known?.closed?.seen ?? 0, known?.closedBefore?.seen ?? 0].filter((seen) => seen <= newest);
  const covered = Math.max(answeredUpTo(known?.answers ?? []), known?.continuedIn?.seen ?? 0, ...closed);
  return rows
    .filter(({ present, seq }) => !present && seq > covered)
    .map(({ seq }) => ({ mailbox, seq, case: null, alias: threadName(mailbox) }));
};
