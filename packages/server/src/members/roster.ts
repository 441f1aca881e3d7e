import {
  encodeBody,
  extendRoster,
  type Hash,
  hourOf,
  type MemberId,
  mayApprove,
  parseRosterEntry,
  type Roster,
  type RosterEntry,
  readRoster,
  refuse,
  signersOf,
} from "@fairlead/protocol/verify";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Context } from "../http/context.ts";
import { Failure } from "../http/failure.ts";
import { bytes, count, member, open } from "../http/route.ts";
import { requireMember } from "../http/session.ts";
import type { Store } from "../store/port.ts";
import { letIn } from "./invitations.ts";

const SLICE = 500;
const ENTRY_LIMIT = 64 * 1024;
const RESTORED = "restored";
/** Given back at once. */
const BACK = 100;
const BACK_LIMIT = 2 * 1024 * 1024;

/** The roster as the store holds it now, also after another node has added to it. */
export interface OrganisationRoster {
  /** null before entry 0. */
  current(): Promise<Roster | null>;
  /** @throws Failure FL_ROSTER_EMPTY */
  require(): Promise<Roster>;
}

export function rosterIn(store: Store): OrganisationRoster {
  let known: Roster | null = null;
  let reading: Promise<Roster | null> | null = null;
  let waiting: Promise<Roster | null> | null = null;

  async function read(): Promise<Roster | null> {
    const entries = await store.roster.count();
    while (entries > (known === null ? 0 : known.seq + 1)) {
      const next = await store.roster.from(known === null ? 0 : known.seq + 1, SLICE);
      if (next.length === 0) break;
      known = known === null ? readRoster(next) : next.reduce<Roster>(extendRoster, known);
    }
    return known;
  }

  /**
   * Never an answer older than the asking: a suspension counts at once. Whoever asks while the store is being read
   * waits for the next reading, together with all others who came meanwhile.
   */
  function current(): Promise<Roster | null> {
    if (reading === null) {
      reading = read().finally(() => {
        reading = null;
      });
      return reading;
    }
    waiting ??= reading.then(ignore, ignore).then(() => {
      waiting = null;
      return current();
    });
    return waiting;
  }

  return {
    current,
    async require() {
      const roster = await current();
      if (roster === null) throw new Failure("FL_ROSTER_EMPTY");
      return roster;
    },
  };
}

const ignore = (): undefined => undefined;

export function rosterRoutes(app: FastifyInstance, context: Context): void {
  const { store, roster } = context;

  // The organisation's id and newest head stand in every signed page: no secret.
  open(app, "/api/organisation", z.strictObject({}), async () => {
    const now = await roster.current();
    return {
      organisation: now?.organisation ?? null,
      entries: now === null ? 0 : now.seq + 1,
      head: now?.head ?? null,
    };
  });

  member(
    app,
    context,
    "/api/roster",
    z.strictObject({ from: count }),
    async ({ from }) => ({ entries: await store.roster.from(from, SLICE) }),
    undefined,
    "not-removed",
  );

  app.post("/api/roster/append", { bodyLimit: ENTRY_LIMIT + 1024 }, async (request, reply) => {
    // Entry 0 founds the organisation: only into an empty store, and then nobody can have a session yet.
    if ((await roster.current()) !== null) await requireMember(context, request.headers.authorization, "not-removed");
    const { entry } = z.strictObject({ entry: bytes(ENTRY_LIMIT) }).parse(request.body);
    return reply.type("application/cbor").send(Buffer.from(encodeBody(await appendEntry(context, entry))));
  });

  member(
    app,
    context,
    "/api/roster/give-back",
    z.strictObject({ entries: z.array(bytes(ENTRY_LIMIT)).max(BACK) }),
    ({ entries }, giver) => takeBack(context, entries, giver),
    BACK_LIMIT,
    "not-removed",
  );
}

/**
 * Adds an entry that follows and that its signers may make, with what it asks of the store: what it erases is gone, whom
 * it enrols may log in. Safe to repeat.
 *
 * @param settled it stood before this store was restored
 * @throws Refused, Failure FL_ERASING, FL_ERASING_STALE
 */
export async function appendEntry(
  { store, roster, clock }: Pick<Context, "store" | "roster" | "clock">,
  entry: Uint8Array,
  settled = false,
): Promise<{ head: Hash } | { stale: { entries: number; head: Hash } }> {
  const parsed = parseRosterEntry(entry);
  const before = await roster.current();
  if (before !== null && before.seqOf(parsed.hash) !== undefined) return { head: before.head };
  if (before !== null && (parsed.seq !== before.seq + 1 || parsed.previous !== before.head)) {
    return { stale: { entries: before.seq + 1, head: before.head } };
  }
  const after = before === null ? readRoster([entry]) : extendRoster(before, entry);
  const { body } = parsed;
  const erasing =
    before !== null && body.kind === "erase"
      ? { streams: body.streams, by: deciders(parsed, before), hour: hourOf(clock()), settled }
      : undefined;
  const appended = await store.roster.append(after.seq, after.head, entry, erasing);
  if (appended === "stale") throw new Failure("FL_ERASING_STALE");
  if (appended === "refused") throw new Failure("FL_ERASING");
  if (appended) {
    if (body.kind === "enrol") await letIn(store, body.member);
    return { head: after.head };
  }
  const now = await roster.require();
  return now.seqOf(parsed.hash) === undefined
    ? { stale: { entries: now.seq + 1, head: now.head } }
    : { head: now.head };
}

/** Whose word erases. A third signature beside theirs, however good, must not lend them what he holds. [CO6] */
function deciders(entry: RosterEntry, roster: Roster): MemberId[] {
  return signersOf(entry, roster).filter((id) => {
    const member = roster.members.get(id);
    return member?.standing === "active" && mayApprove(member.role);
  });
}

/** Tells a store that it stands as it stood once: from now on it takes back what its members know. [CO6] */
export async function markRestored({ meta }: Store, hour: number): Promise<void> {
  await meta.put(RESTORED, String(hour));
}

/**
 * Takes back what a member still knows of the roster after a backup was restored: from him, entry by entry, as it follows.
 *
 * That an erasure among them once stood, a restored store can no longer test: who held the streams then, it has forgotten. It
 * takes it from a third member, active at that entry: who gives it back, or has signed an entry after it. Two alone could
 * make one up for a case that neither holds; a third one's client knows of it only from a server that took it. [CO6]
 *
 * @returns how far the roster goes now: not beyond an erasure that only its two vouch for
 * @throws Refused where the entries do not follow; then none is kept
 */
async function takeBack(
  context: Context,
  entries: readonly Uint8Array[],
  giver: MemberId,
): Promise<{ entries: number; head: Hash }> {
  const { roster, store } = context;
  let read = await roster.require();
  const restored = (await store.meta.get(RESTORED)) !== null;
  const links: { entry: RosterEntry; signers: MemberId[]; at: Roster }[] = [];
  for (const entry of entries.map(parseRosterEntry)) {
    if (read.seqOf(entry.hash) !== undefined) continue;
    links.push({ entry, signers: signersOf(entry, read), at: read });
    read = extendRoster(read, entry.bytes);
  }
  for (const [index, { entry, signers, at }] of links.entries()) {
    const followed = new Set([giver, ...links.slice(index + 1).flatMap((later) => later.signers)]);
    const third = (id: MemberId) => !signers.includes(id) && at.members.get(id)?.standing === "active";
    const answer = await appendEntry(context, entry.bytes, restored && [...followed].some(third)).catch(
      (error: unknown) => {
        if (error instanceof Failure && (error.code === "FL_ERASING" || error.code === "FL_ERASING_STALE")) return null;
        throw error;
      },
    );
    if (answer === null) break;
    if ("stale" in answer) refuse("FL_ROSTER_CHAIN");
  }
  const now = await roster.require();
  return { entries: now.seq + 1, head: now.head };
}

/**
 * Adds what another copy of this store still knows of its members: a restored backup learns again whom it must refuse,
 * and destroys again what was erased after it was made. [CO6] Whoever runs the server brings it, from a store that tested
 * each entry when it took it.
 *
 * @param entries of the same chain, from its beginning
 * @returns the entries that were new here
 * @throws Refused, Failure at the first entry that does not follow; those before it stand
 */
export async function bringRoster(
  store: Store,
  entries: readonly Uint8Array[],
  clock: Context["clock"],
): Promise<Uint8Array[]> {
  const roster = rosterIn(store);
  const added: Uint8Array[] = [];
  for (const entry of entries) {
    const before = await roster.current();
    if (before !== null && before.seqOf(parseRosterEntry(entry).hash) !== undefined) continue;
    if ("stale" in (await appendEntry({ store, roster, clock }, entry, true))) refuse("FL_ROSTER_CHAIN");
    added.push(entry);
  }
  return added;
}
