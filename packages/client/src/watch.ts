import {
  type Attending,
  attendingsDue,
  type CaseDesk,
  caseDesks,
  caseLadderOf,
  dueAfter,
  fromNowOn,
  intakeOf,
  type LadderRung,
  ladderOf,
  mayWrite,
  streamOf,
  type WatchSeen,
  withinADay,
} from "@fairlead/casework";
import {
  type AlarmId,
  type Framing,
  fromHex,
  type MailboxId,
  type StreamId,
  toHex,
  type WatchStep,
  watchedAlarm,
} from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import type { Compartment } from "./compartment.ts";
import type { Held } from "./held.ts";
import type { StreamWrite } from "./writing.ts";

/** Said in one append; the rest follows with the next round. */
const TOGETHER = 50;

type SetStep = Extract<WatchStep, { verb: "set" }>;

/** Whether a limit is set, so that letters are watched at all. */
export function isWatching(held: Held): boolean {
  return intakeOf(held.state).duty.limits !== null;
}

/** The commit that says that somebody attends to this thread: until `due` (ms), or for good. */
export function attending(held: Held, mailbox: MailboxId, due: number | null): Framing {
  if (!isWatching(held)) return { kind: "write" };
  return { kind: "watch", step: attend(held, { mailbox, due: due === null ? null : dueAfter(due, 0) }) };
}

/** Up to the last letter that this hand has read, or knows that nobody can. */
function attend({ threads }: Held, said: Attending): WatchStep {
  return { verb: "attend", seen: threads.get(said.mailbox)?.rows.at(-1)?.seq ?? 0, ...said };
}

/** Minutes that a thread may wait from now on, by what it says. */
export function limitOf(held: Held, urgent: boolean): number {
  const { limits } = intakeOf(held.state).duty;
  return (urgent ? limits?.nowMinutes : limits?.claimMinutes) ?? 0;
}

/** The same of a case's letter, beside what is written in the case: the intake's record keeps the watch. */
export function attendingInCase(held: Held, mailbox: MailboxId): StreamWrite[] {
  const intake = held.compartment("intake");
  // An answer to somebody who is carried does not hang on a queue that does not hold.
  if (intake === null || intake.halted !== null || !isWatching(held) || !mayWrite(held.role, "claimThread")) return [];
  return writeOf(held, attend(held, { mailbox, due: null }));
}

/**
 * What any hand of the intake does for the others when it comes by: has the server call whoever is on duty by the rota
 * as it stands, brings forward what cannot wait, and takes back what waits no more; and the same for the desks of its
 * cases, whose owners are called first. [P7]
 */
export async function keepWatch(held: Held, appender: Appender): Promise<void> {
  if (!mayWrite(held.role, "haveIt") || !isWatching(held)) return;
  if (watchesDue(held).length > 0)
    await appender.write(() => ({
      kind: "draft",
      writes: watchesDue(held)
        .slice(0, TOGETHER)
        .flatMap((step) => writeOf(held, step)),
    }));
  if (!mayWrite(held.role, "claimThread") || attendingsOf(held).length === 0) return;
  await appender.write(() => ({
    kind: "draft",
    writes: attendingsOf(held)
      .slice(0, TOGETHER)
      .flatMap((said) => writeOf(held, attend(held, said))),
  }));
}

function attendingsOf(held: Held): Attending[] {
  const { duty, threads } = intakeOf(held.state);
  const { limits } = duty;
  if (limits === null) return [];
  const desk = held.compartment("intake-keys")?.stream;
  const outside = held.outside();
  const taken = new Set<MailboxId>();
  const over: Attending[] = [];
  for (const { mailbox, takenInto } of threads.values()) {
    if (takenInto === null) continue;
    taken.add(mailbox);
    // Who is to be called for a case that is no more would look for something that nobody can open.
    if (held.roster.erased.has(takenInto.contact) && outside.watches?.has(mailbox)) over.push({ mailbox, due: null });
  }
  // A letter that moved into a case waits there: its team says when it no longer does.
  const ours = held
    .readThreads(held.state, outside)
    .filter(({ mailbox }) => !taken.has(mailbox))
    .filter(({ mailbox }) => outside.watches?.has(mailbox) || held.threads.get(mailbox)?.desk === desk);
  const cases = watchedCases(held).flatMap(({ mailboxes }) =>
    attendingsDue(
      limits,
      outside,
      mailboxes.filter(({ mailbox }) => taken.has(mailbox)),
    ),
  );
  return [...attendingsDue(limits, outside, ours), ...cases, ...over];
}

/** Cases of which this hand holds the desk, so that it can say who is called for their letters. */
function watchedCases(held: Held): CaseDesk[] {
  return caseDesks(held.state, held.outside()).filter(({ desk }) => {
    const compartment = held.compartments.get(desk);
    return compartment !== undefined && compartment.halted === null;
  });
}

function writeOf(held: Held, step: WatchStep): StreamWrite[] {
  const stream = streamOf(held.state, "intake");
  return stream === null ? [] : [{ stream, operations: [], framing: { kind: "watch", step } }];
}

/** The watches that the rota, and the cases' owners, call for, where the server was last told of others. */
function watchesDue(held: Held): SetStep[] {
  const intake = held.compartment("intake");
  const desk = held.compartment("intake-keys")?.stream;
  const { duty } = intakeOf(held.state);
  if (intake === null || desk === undefined || duty.limits === null) return [];
  const now = held.effects.clock();
  const active = new Set(
    [...held.roster.members.values()].filter(({ standing }) => standing === "active").map(({ id }) => id),
  );
  const minutes = duty.limits.claimMinutes;
  const told = lastTold(intake);
  const due = (of: StreamId, ladder: LadderRung[], counts: (rungs: LadderRung[]) => LadderRung[]): SetStep[] => {
    const before = told.get(of);
    const same = before?.minutes === minutes && sameLadder(counts(fromNowOn(rungsOf(before), now)), counts(ladder));
    if (same) return [];
    const rungs = ladder.map((rung) => ({ ...rung, token: fromHex(rung.token) }));
    return [{ verb: "set", desk: of, minutes, ladder: rungs }];
  };
  return [
    ...due(desk, ladderOf(duty, active, now), (rungs) => rungs),
    ...watchedCases(held).flatMap((one) =>
      due(one.desk, caseLadderOf(duty, active, now, one), (rungs) => withinADay(rungs, now)),
    ),
  ];
}

const sameLadder = (a: readonly LadderRung[], b: readonly LadderRung[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

const rungsOf = ({ ladder }: SetStep): LadderRung[] => ladder.map((rung) => ({ ...rung, token: toHex(rung.token) }));

/** For each desk, as the stream's own record says: the newest one that stands there, whoever wrote it. */
function lastTold({ accepted }: Compartment): Map<StreamId, SetStep> {
  const told = new Map<StreamId, SetStep>();
  for (const { commit } of accepted) {
    const { framing } = commit.header;
    if (framing.kind !== "watch") continue;
    if (framing.step.verb === "set") told.set(framing.step.desk, framing.step);
    if (framing.step.verb === "end") told.delete(framing.step.desk);
  }
  return told;
}

/**
 * What the server says of the alarms that letters have armed, by mailbox: also of cases that this member does not hold,
 * for when he is called he must be told what for.
 */
export function watchesSeen({ alarms, state, threads, watchedAlarms }: Held): Map<MailboxId, WatchSeen> {
  const stream = streamOf(state, "intake");
  const mine = new Map<AlarmId, WatchSeen>();
  for (const { alarm, stream: of, state: at, due, acknowledged } of alarms)
    if (of === stream && at !== "cleared") mine.set(alarm, { state: at, due, acknowledged });
  const seen = new Map<MailboxId, WatchSeen>();
  if (stream === null || mine.size === 0) return seen;
  const taken = [...intakeOf(state).threads.values()].filter(({ takenInto }) => takenInto !== null);
  for (const mailbox of new Set([...threads.keys(), ...taken.map((one) => one.mailbox)])) {
    const alarm = watchedAlarms.get(mailbox) ?? watchedAlarm(stream, mailbox);
    watchedAlarms.set(mailbox, alarm);
    const found = mine.get(alarm);
    if (found !== undefined) seen.set(mailbox, found);
  }
  return seen;
}
