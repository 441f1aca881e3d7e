import {
  type CaseId,
  cameAfterClosing,
  caseOf,
  commonsOf,
  DAY,
  demandSecond,
  HOUR,
  intakeOf,
  joinCase,
  lettersToKeep,
  mayWrite,
  onePersonIn,
  reopenedByCaller,
  reopenWrittenTo,
  rowsKept,
  takeIntoCase,
  threadTermDays,
  writeToCase,
} from "@fairlead/casework";
import {
  deskKeys,
  hourOf,
  type MailboxId,
  type Member,
  type MemberId,
  makeEpochKey,
  newId,
  type StreamId,
  toHex,
} from "@fairlead/protocol";
import type { Appender, Written } from "./append.ts";
import { desksOf, makeCard, publishCard, renewCardOf } from "./cards.ts";
import { areClocksApart, earlierClock } from "./clocks.ts";
import type { Held } from "./held.ts";
import { type HeldThread, threadSeen } from "./thread.ts";
import type { Draft, StreamWrite } from "./writing.ts";

const ALARM_HOURS = 7 * 24;

export type NewCase = { alias: string; people: number; owner: MemberId; standIn: MemberId | null; team: MemberId[] };

/**
 * Takes a thread into a new case. [MB4]
 *
 * One append makes the contact and threat parts, moves the letters and answers into them, says so in
 * intake, and records the mailbox's new card; so half a case never exists. What follows — publishing the
 * card, erasing the letters from intake — is safe to repeat and is finished by {@link tidyCases} in
 * whichever hand of the team comes next.
 */
export async function openCase(
  held: Held,
  appender: Appender,
  mailbox: MailboxId,
  { team, alias, people, owner, standIn }: NewCase,
): Promise<Written & { case?: CaseId }> {
  const { random } = held.effects;
  const id = toHex(random(16)) as CaseId;
  const [contact, threat] = [newId<StreamId>(random), newId<StreamId>(random)];
  const [contactKey, threatKey] = [makeEpochKey(random), makeEpochKey(random)];
  const token = toHex(random(16));
  const desk = await deskKeys(contactKey);
  const written = await appender.write(async (hand) => {
    const thread = held.threads.get(mailbox);
    if (thread === undefined) return { kind: "no-such-thread" };
    const readers = readersOf(held, [held.keys.id, owner, standIn, ...team]);
    if (readers === null) return { kind: "incomplete", field: "team" };
    const outcome = takeIntoCase(
      held.state,
      { thread: threadSeen(thread), case: id, contact, threat, token, alias, people, owner, standIn },
      hand,
    );
    if (outcome.kind !== "operations") return outcome;
    const before = held.book.newest(mailbox)?.card;
    const card = await makeCard(held, mailbox, desk, before);
    if (card === null) return { kind: "not-held", part: "intake-keys" };
    const writes = outcome.writes.map((write): StreamWrite => {
      if (write.stream === contact)
        return {
          ...write,
          cards: [card.bytes],
          begins: { key: contactKey, readers, link: false, keeping: "perishable" },
        };
      return write.stream === threat
        ? { ...write, begins: { key: threatKey, readers, link: false, keeping: "perishable" } }
        : write;
    });
    return { kind: "draft", writes } satisfies Draft;
  });
  if (written.kind !== "done") return written;
  await publishCard(held, appender, mailbox, contact);
  const thread = held.threads.get(mailbox);
  if (thread !== undefined) await eraseRows(held, thread, new Set(rowsKept(threadSeen(thread))), contact);
  return { kind: "done", case: id };
}

/**
 * Takes a thread over into a case that its person has already: another mailbox, vouched for by other means. [MB8] The
 * mailbox gets a card that leads to the case, and what it wrote before goes from intake, as in {@link openCase}.
 */
export async function joinToCase(
  held: Held,
  appender: Appender,
  mailbox: MailboxId,
  { case: id, why }: { case: CaseId; why: string },
): Promise<Written> {
  const contact = caseOf(held.state, id)?.contactStream;
  if (contact === undefined) return { kind: "no-such-case" };
  const written = await appender.write((hand) => {
    const thread = held.threads.get(mailbox);
    if (thread === undefined || thread.halted !== null) return { kind: "no-such-thread" };
    const outcome = joinCase(held.state, { thread: threadSeen(thread), case: id, why }, hand);
    return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
  });
  if (written.kind !== "done") return written;
  await renewCardOf(held, appender, mailbox, contact, "anyway");
  const thread = held.threads.get(mailbox);
  if (thread !== undefined) await eraseRows(held, thread, new Set(rowsKept(threadSeen(thread))), contact);
  return { kind: "done" };
}

/** null where one of them is no active member: a case is not given to whoever is not there. */
export function readersOf(held: Held, ids: readonly (MemberId | null)[]): Member[] | null {
  const readers = [...new Set(ids)].flatMap((id) => (id === null ? [] : [held.roster.members.get(id)]));
  const active = readers.flatMap((member) => (member?.standing === "active" ? [member] : []));
  return active.length === readers.length ? active : null;
}

type Lying = { stream: StreamId; thread: HeldThread };

/** Of thousands of mailboxes those with a letter that somebody can read. */
function lettersOfCases(held: Held): Lying[] {
  const found: Lying[] = [];
  for (const thread of held.threads.values()) {
    if (!thread.rows.some(({ letter }) => letter !== null)) continue;
    for (const { stream } of desksOf(held, thread.mailbox)) found.push({ stream, thread });
  }
  return found;
}

/**
 * Letters of the cases held: kept in the case's own stream, then erased from the mailbox. Also what came
 * between taking the thread over and the page's learning of the new card. Part of every round.
 */
export async function tidyCases(held: Held, appender: Appender): Promise<void> {
  if (!mayWrite(held.role, "letter")) return;
  for (const { stream, thread } of lettersOfCases(held)) {
    const unkept = () => {
      const content = held.state.streams.get(stream)?.content;
      const kept = new Set(content?.is === "contact" ? content.contact.letters.map(({ row }) => row as string) : []);
      return thread.rows.filter(({ hash, letter }) => letter !== null && !kept.has(hash));
    };
    const begun = held.state.streams.get(stream)?.begun?.compartment;
    if (begun?.about !== "case") continue;
    if (unkept().length > 0) {
      const written = await appender.write((hand) => {
        const due = new Set(unkept().map(({ hash }) => hash));
        const letters = lettersToKeep(threadSeen(thread)).filter(({ row }) => due.has(row));
        if (letters.length === 0) return { kind: "draft", writes: [] };
        const outcome = writeToCase(held.state, begun.case, letters, hand);
        return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
      });
      if (written.kind !== "done") continue;
    }
    const done = new Set(thread.rows.filter(({ letter }) => letter !== null).map(({ hash }) => hash as string));
    for (const { hash } of unkept()) done.delete(hash);
    // A row that alarms stays for a week, so that everybody in the team comes to see the alarm. [MB4]
    const young = hourOf(held.effects.clock()) - ALARM_HOURS;
    for (const { hash, seq, hour } of thread.rows)
      if (hour > young && thread.alarms.some((alarm) => "seq" in alarm && alarm.seq === seq)) done.delete(hash);
    await eraseRows(held, thread, done, stream);
  }
}

/** @param filesTo the case's desk, which keeps the letters' files from now on; without it they are erased too */
async function eraseRows(
  held: Held,
  thread: HeldThread,
  hashes: ReadonlySet<string>,
  filesTo?: StreamId,
): Promise<void> {
  const rows = thread.rows.filter(({ hash, present }) => present && hashes.has(hash));
  if (rows.length === 0) return;
  await held.session.call("/api/rows/erase", {
    mailbox: thread.mailbox,
    rows: rows.map(({ hash }) => hash),
    ...(filesTo === undefined ? {} : { filesTo }),
  });
  for (const row of rows) row.present = false;
}

/**
 * What a case has taken over belongs to its team: hands that do not hold it let go of what they had read before, and so
 * nothing of it outlives the case in a console that stays open. [P3] Part of every round.
 */
export async function forgetTaken(held: Held): Promise<void> {
  for (const { mailbox, takenInto, takenBefore } of intakeOf(held.state).threads.values()) {
    const taken = takenInto ?? takenBefore;
    if (taken === null || held.compartments.has(taken.contact)) continue;
    held.letGo(mailbox, ({ seq }) => seq <= taken.upTo);
  }
}

/** Says in an intake of before that declining needs two from here on. Part of every round. [P11] */
export async function demandSecondInIntake(held: Held, appender: Appender): Promise<void> {
  const stands = () => intakeOf(held.state).declineByTwo;
  if (!mayWrite(held.role, "declineTerms") || held.compartment("intake") === null || stands()) return;
  await appender.write((hand) => {
    const outcome = demandSecond(held.state, hand);
    return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
  });
}

/** Says in intake that a closed thread is open, where its caller has written since. Part of every round. */
export async function reopenThreads(held: Held, appender: Appender): Promise<void> {
  if (!mayWrite(held.role, "reopenThread") || held.compartment("intake") === null) return;
  const seen = () => [...held.threads.values()].filter(({ halted }) => halted === null).map(threadSeen);
  const found = () => reopenedByCaller(intakeOf(held.state).threads.values(), seen());
  if (found().length === 0) return;
  await appender.write((hand) => {
    if (found().length === 0) return { kind: "draft", writes: [] };
    const outcome = reopenWrittenTo(held.state, seen(), hand);
    return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
  });
}

/**
 * Letters of threads that were closed longer ago than the organisation keeps them, whatever shorter term a closing names, and only if nothing came since: a
 * call for help is never erased by the closing of what was said before it. [P6]
 */
export async function eraseClosedThreads(held: Held): Promise<void> {
  // What one wrong clock takes for over is gone for good: both have to say so, and whoever closed it counts no hour from before
  // the last letter was there.
  if (areClocksApart(held)) return;
  const now = earlierClock(held);
  const { settings } = commonsOf(held.state);
  // Who does not know the term destroys nothing.
  if (settings === null) return;
  const one = onePersonIn(held.state, held);
  for (const known of intakeOf(held.state).threads.values()) {
    const { mailbox, closed } = known;
    const thread = held.threads.get(mailbox);
    if (closed === null || thread === undefined) continue;
    const since = Math.max(closed.at, (thread.rows.at(-1)?.hour ?? 0) * HOUR);
    if (now < since + threadTermDays(closed, settings.closedThreadDays) * DAY) continue;
    // Turned away by one person under two accounts: nothing is destroyed on that word. [P11]
    if (closed.approvedBy !== null && one(closed.by, closed.approvedBy)) continue;
    if (thread.halted !== null || cameAfterClosing(known, threadSeen(thread))) continue;
    await eraseRows(held, thread, new Set(thread.rows.map(({ hash }) => hash)));
    held.letGo(mailbox, () => true);
  }
}
