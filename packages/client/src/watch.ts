import {
  type Attending,
  attendingsDue,
  dueAfter,
  fromNowOn,
  intakeOf,
  type LadderRung,
  ladderOf,
  mayWrite,
  streamOf,
  type WatchSeen,
} from "@fairlead/casework";
import {
  type AlarmId,
  type Framing,
  fromHex,
  type MailboxId,
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

type Set = Extract<WatchStep, { verb: "set" }>;

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

/**
 * What any hand of the intake does for the others when it comes by: has the server call whoever is on duty by the rota
 * as it stands, brings forward what cannot wait, and takes back what waits no more. [P7]
 */
export async function keepWatch(held: Held, appender: Appender): Promise<void> {
  if (!mayWrite(held.role, "haveIt") || !isWatching(held)) return;
  if (watchDue(held) !== null)
    await appender.write(() => {
      const step = watchDue(held);
      return { kind: "draft", writes: step === null ? [] : writeOf(held, step) };
    });
  if (!mayWrite(held.role, "claimThread") || attendingsOf(held).length === 0) return;
  await appender.write(() => ({
    kind: "draft",
    writes: attendingsOf(held)
      .slice(0, TOGETHER)
      .flatMap((said) => writeOf(held, attend(held, said))),
  }));
}

function attendingsOf(held: Held): Attending[] {
  const { limits } = intakeOf(held.state).duty;
  if (limits === null) return [];
  const desk = held.compartment("intake-keys")?.stream;
  const outside = held.outside();
  // A thread that has moved into a case is another desk's; its alarm, if one stands, is still ours to end.
  const ours = held
    .readThreads(held.state, outside)
    .filter(({ mailbox }) => outside.watches?.has(mailbox) || held.threads.get(mailbox)?.desk === desk);
  return attendingsDue(limits, outside, ours);
}

function writeOf(held: Held, step: WatchStep): StreamWrite[] {
  const stream = streamOf(held.state, "intake");
  return stream === null ? [] : [{ stream, operations: [], framing: { kind: "watch", step } }];
}

/** The watch that the rota calls for, where the server was last told of another. */
function watchDue(held: Held): Set | null {
  const intake = held.compartment("intake");
  const desk = held.compartment("intake-keys")?.stream;
  const { duty } = intakeOf(held.state);
  if (intake === null || desk === undefined || duty.limits === null) return null;
  const now = held.effects.clock();
  const active = new Set(
    [...held.roster.members.values()].filter(({ standing }) => standing === "active").map(({ id }) => id),
  );
  const ladder = ladderOf(duty, active, now);
  const minutes = duty.limits.claimMinutes;
  const told = lastTold(intake);
  if (told?.desk === desk && told.minutes === minutes && sameLadder(fromNowOn(rungsOf(told), now), ladder)) return null;
  return { verb: "set", desk, minutes, ladder: ladder.map((rung) => ({ ...rung, token: fromHex(rung.token) })) };
}

const sameLadder = (a: readonly LadderRung[], b: readonly LadderRung[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

const rungsOf = ({ ladder }: Set): LadderRung[] => ladder.map((rung) => ({ ...rung, token: toHex(rung.token) }));

/** As the stream's own record says: the newest one that stands there, whoever wrote it. */
function lastTold({ accepted }: Compartment): Set | null {
  const last = accepted.findLast(
    ({ commit: { header } }) =>
      header.framing.kind === "watch" && (header.framing.step.verb === "set" || header.framing.step.verb === "end"),
  );
  const framing = last?.commit.header.framing;
  return framing?.kind === "watch" && framing.step.verb === "set" ? framing.step : null;
}

/** What the server says of the alarms that letters have armed, by mailbox. */
export function watchesSeen({ alarms, state, threads, watchedAlarms }: Held): Map<MailboxId, WatchSeen> {
  const stream = streamOf(state, "intake");
  const mine = new Map<AlarmId, WatchSeen>();
  for (const { alarm, stream: of, state: at, due, acknowledged } of alarms)
    if (of === stream && at !== "cleared") mine.set(alarm, { state: at, due, acknowledged });
  const seen = new Map<MailboxId, WatchSeen>();
  if (stream === null || mine.size === 0) return seen;
  for (const mailbox of threads.keys()) {
    const alarm = watchedAlarms.get(mailbox) ?? watchedAlarm(stream, mailbox);
    watchedAlarms.set(mailbox, alarm);
    const found = mine.get(alarm);
    if (found !== undefined) seen.set(mailbox, found);
  }
  return seen;
}
