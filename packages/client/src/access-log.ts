import {
  type AccessHow,
  type AccessPart,
  deskKey,
  lookKey,
  mayWrite,
  readOperation,
  type State,
} from "@fairlead/casework";
import {
  hourOf,
  type Member,
  type MemberId,
  makeEpochKey,
  mayAdminister,
  mayCommit,
  newId,
  type StreamId,
} from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import { hasKey } from "./card-book.ts";
import { type Compartment, keepingOf } from "./compartment.ts";
import type { Shown } from "./hand.ts";
import type { Held } from "./held.ts";
import { logOf, readsLog } from "./log-readers.ts";
import type { Noted } from "./looks.ts";
import { isRenewalDue } from "./renewal.ts";
import { wrapsOfAll } from "./role-holding.ts";
import type { Beginning, StreamWrite } from "./writing.ts";

/** The server sees this stream grow: rarely, so that it learns when somebody sat here and not what they opened when. */
const WRITE_EVERY_MS = 5 * 60_000;
/** In one commit. */
const MOST_AT_ONCE = 200;

/**
 * One compartment stands on this screen: noted once an hour, kept on this device until it is written. null: a console
 * that keeps this log was unlocked.
 */
export function noteLook(held: Held, shown: Shown | null, how: AccessHow): void {
  const { looks } = held;
  if (held.locked || !mayWrite(held.role, "openedCompartment")) return;
  if (how === "screen") looks.keeping = true;
  if (shown === null || !looks.keeping) return;
  const stream = streamShown(held, shown);
  if (stream === null) return;
  const part = partOf(held, stream);
  if (part === null) return;
  const about = held.compartments.get(stream)?.about;
  const hour = hourOf(held.effects.clock());
  const theCase = about?.about === "case" ? about.case : null;
  const look = { op: "openedCompartment" as const, hour, stream, case: theCase, part, how };
  if (isKnown(held, look)) return;
  looks.noted.push(look);
  void keepNoted(held);
}

/** Beside what another window of this member has noted there and not written yet. */
async function keepNoted(held: Held): Promise<void> {
  // As it is now: at its turn this desk may be locked, and know nothing more.
  const mine = [...held.looks.noted];
  await held.device?.keepLooks((kept) => {
    const theirs = notedIn(kept).filter((one) => !isWritten(held, one) && !mine.some((each) => isSame(each, one)));
    const all = [...theirs, ...mine];
    return all.length === 0 ? "" : JSON.stringify(all);
  });
}

/** Its own record, sealed under this member's key: what does not parse is of another version, and is left. */
function notedIn(text: string): Extract<Noted, { op: "openedCompartment" }>[] {
  const kept: unknown = text === "" ? [] : JSON.parse(text);
  return (Array.isArray(kept) ? kept : []).map(readOperation).filter((one) => one.op === "openedCompartment");
}

const isSame = (one: Noted, other: Extract<Noted, { op: "openedCompartment" }>): boolean =>
  one.op === other.op && lookKey(one) === lookKey(other);

/** What this device kept of an earlier session that was locked, or died, before it was written. */
export async function takeUpLooks(held: Held): Promise<void> {
  const kept = notedIn((await held.device?.keptLooks()) ?? "");
  held.looks.noted.push(...kept.filter((one) => !isKnown(held, one)));
}

function streamShown(held: Held, shown: Shown): StreamId | null {
  if (shown === "intake") return held.compartment("intake")?.stream ?? null;
  return shown === "resources" ? (held.compartment("resources")?.stream ?? null) : shown;
}

function partOf({ compartments }: Held, stream: StreamId): AccessPart | null {
  const about = compartments.get(stream)?.about ?? null;
  if (about?.about === "case") return about.part;
  if (about?.about === "intake" || about?.about === "thread" || about?.about === "resources") return about.about;
  return null;
}

const logsIn = (state: State, of: MemberId) =>
  [...state.streams.values()].flatMap(({ content }) =>
    content.is === "access" && content.access.of === of ? [content.access] : [],
  );

const isKnown = (held: Held, look: Extract<Noted, { op: "openedCompartment" }>): boolean =>
  held.looks.noted.some((one) => isSame(one, look)) || isWritten(held, look);

const logsHeld = (held: Held, of: MemberId): Compartment[] =>
  [...held.compartments.values()].filter(({ about }) => logOf(about) === of);

/** The one to write to now: open, and not waiting for an epoch that this role may not begin. */
function writableLog(held: Held): Compartment | null {
  const mayBegin = mayCommit(held.role, "epoch");
  const open = logsHeld(held, held.keys.id).filter(
    (one) => one.halted === null && hasKey(one.epoch) && (mayBegin || !isRenewalDue(held, one)),
  );
  return open[0] ?? null;
}

/** Begins what is missing, gives it to auditors who lack it, and writes what was noted. Part of every round. */
export async function keepAccessLog(held: Held, appender: Appender): Promise<void> {
  if (!held.looks.keeping || held.role === "auditor") return;
  await beginLogs(held, appender);
  await giveLogs(held, appender);
  await writeLooks(held, appender);
}

/** Whose log this hand begins: its own; as an administrator's that of those who may not, and are new or changed role. */
function lackingLog(held: Held): Member[] {
  if (!mayCommit(held.role, "epoch") || held.halts().length > 0) return [];
  return [...held.roster.members.values()].filter((member) => {
    if (member.standing !== "active" || member.role === "auditor") return false;
    const mine = member.id === held.keys.id;
    if (!mine && (!mayAdminister(held.role) || mayCommit(member.role, "epoch"))) return false;
    // Another administrator may have begun it, and not given it to this one yet: the first one begins.
    if (!mine && firstAdministrator(held) !== held.keys.id) return false;
    return logsHeld(held, member.id).length === 0;
  });
}

const firstAdministrator = ({ roster }: Held): MemberId | undefined =>
  [...roster.members.values()].find(({ role, standing }) => standing === "active" && mayAdminister(role))?.id;

const readersOf = (held: Held, of: MemberId): Member[] =>
  [...held.roster.members.values()].filter((reader) => readsLog(held.roster, reader, of));

async function beginLogs(held: Held, appender: Appender): Promise<void> {
  if (lackingLog(held).length === 0) return;
  const { random } = held.effects;
  await appender.write(() => ({
    kind: "draft",
    writes: lackingLog(held).map(({ id }): StreamWrite => {
      const compartment = { about: "access" as const, member: id };
      const keeping = keepingOf(compartment);
      const begins: Beginning = { key: makeEpochKey(random), readers: readersOf(held, id), link: false, keeping };
      return { stream: newId<StreamId>(random), operations: [{ op: "begin", compartment }], begins };
    }),
  }));
}

/** An auditor who is new reads from the beginning: what was read before he came is what he is asked about. */
async function giveLogs(held: Held, appender: Appender): Promise<void> {
  if (!mayCommit(held.role, "epoch")) return;
  const lacking = () =>
    [...held.compartments.values()].flatMap((log) => {
      const of = logOf(log.about);
      const mine = of === held.keys.id || (of !== null && readsLog(held.roster, myself(held), of));
      if (of === null || !mine || log.halted !== null || !hasKey(log.epoch) || isRenewalDue(held, log)) return [];
      if (held.roster.members.get(of)?.standing !== "active") return [];
      const members = readersOf(held, of).filter(({ id }) => !log.readers.has(id));
      return members.length === 0 ? [] : [{ log, members }];
    });
  if (lacking().length === 0) return;
  await appender.write(async () => {
    const writes: StreamWrite[] = [];
    const wraps = [];
    for (const { log, members } of lacking()) {
      for (const member of members) wraps.push(...(await wrapsOfAll(held, log, member)));
      const given = members.map(({ id }) => ({ member: id, history: true }));
      writes.push({ stream: log.stream, operations: [], given });
    }
    return { kind: "draft", writes, wraps };
  });
}

function myself({ roster, keys }: Held): Member {
  const member = roster.members.get(keys.id);
  if (member === undefined) throw new TypeError("nobody's desk");
  return member;
}

async function writeLooks(held: Held, appender: Appender): Promise<void> {
  const { looks, effects, beatHour } = held;
  const now = effects.clock();
  // Beside each signed note that this console was open: so whose log is silent can be told from who was away. [ST4]
  const desk: Noted = { op: "unlockedDesk", hour: hourOf(now) };
  const newest = Math.max(-1, ...logsIn(held.state, held.keys.id).flatMap(({ desks }) => desks.at(-1) ?? -1));
  if (newest < (beatHour ?? desk.hour) && !looks.noted.some(({ op }) => op === "unlockedDesk")) looks.noted.push(desk);
  const log = writableLog(held);
  const early = looks.writtenAt !== null && now - looks.writtenAt < WRITE_EVERY_MS;
  if (log === null || early || looks.noted.length === 0) return;
  // What an earlier attempt has brought there, whose answer was lost, is not said again.
  const fresh = () => looks.noted.filter((one) => !isWritten(held, one)).slice(0, MOST_AT_ONCE);
  const written = await appender.write(() => {
    const operations = fresh();
    return { kind: "draft", writes: operations.length === 0 ? [] : [{ stream: log.stream, operations }] };
  });
  if (written.kind !== "done") return;
  looks.writtenAt = now;
  looks.noted = looks.noted.filter((one) => !isWritten(held, one));
  await keepNoted(held);
}

const isWritten = ({ state, keys }: Held, one: Noted): boolean =>
  logsIn(state, keys.id).some(({ seen }) => seen.has(one.op === "unlockedDesk" ? deskKey(one) : lookKey(one)));
