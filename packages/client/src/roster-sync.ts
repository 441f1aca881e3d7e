import {
  type Bytes,
  extendRoster,
  type Hash,
  type Pin,
  parseRosterEntry,
  Refused,
  type Roster,
  readRoster,
  refuse,
} from "@fairlead/protocol";
import type { Answer } from "./answer.ts";
import { breathe } from "./breath.ts";
import type { Seen } from "./shelf/seen.ts";

type Call = (path: string, body: object) => Promise<Answer>;

/**
 * `intakeKeys`: every key that ever signed address cards, oldest first: old letters hang on old cards. [RO3]
 * `entries`: the chain as it was read, from its foundation on.
 */
export type KnownRoster = { roster: Roster; intakeKeys: Bytes[]; entries: Bytes[] };

async function entriesFrom(call: Call, from: number): Promise<Bytes[]> {
  const entries: Bytes[] = [];
  for (;;) {
    const page = (await call("/api/roster", { from: from + entries.length })).bytesList("entries");
    entries.push(...page);
    if (page.length < PAGE_AT_LEAST) return entries;
  }
}

/** Below this many entries an answer is taken for the last: the server gives more where it has more. */
const PAGE_AT_LEAST = 50;

/**
 * The whole roster, checked from its foundation to its newest entry: it must be the pinned
 * organisation's and pass through the pinned head. [RO1]
 *
 * @throws Refused, Unreachable, ServerRefused
 */
export async function fetchRoster(call: Call, pin: Pin): Promise<KnownRoster> {
  return rosterOf(await entriesFrom(call, 0), pin);
}

/** The same of entries that are at hand. @throws Refused */
export async function rosterOf(entries: Bytes[], pin: Pin): Promise<KnownRoster> {
  const [first, ...rest] = entries;
  if (first === undefined) return refuse("FL_ROSTER_CHAIN");
  if (parseRosterEntry(first).hash !== (pin.organisation as string)) refuse("FL_ORGANISATION");
  let roster = readRoster([first]);
  for (const [index, entry] of rest.entries()) {
    if (index % 4 === 3) await breathe();
    roster = extendRoster(roster, entry);
  }
  if (roster.seqOf(pin.head) === undefined) refuse("FL_ROSTER_CHAIN");
  return { roster, intakeKeys: intakeKeysOf(entries), entries };
}

/** What was added since. A roster never shrinks: one that does is a fork, and everything stops. [ST4] */
export async function extendedRoster(call: Call, { roster, ...known }: KnownRoster): Promise<KnownRoster> {
  // From the newest entry on, not after it: the same one must still be there.
  let [newest, ...added] = await entriesFrom(call, roster.seq);
  if (newest === undefined) {
    await giveBack(call, { roster, ...known });
    [newest, ...added] = await entriesFrom(call, roster.seq);
  }
  if (newest === undefined) throw new Refused("FL_ROSTER_REGRESSED");
  if (parseRosterEntry(newest).hash !== roster.head) throw new Refused("FL_ROSTER_FORKED");
  return {
    roster: added.reduce<Roster>(extendRoster, roster),
    intakeKeys: [...known.intakeKeys, ...intakeKeysOf(added)],
    entries: [...known.entries, ...added],
  };
}

/**
 * A server that was restored from an older backup lacks what was signed since: removals, erasures. Whoever comes first
 * gives the entries back before anything else is sent, so that nobody who was removed is let in again and nothing that
 * was erased is served. Each is signed by whom it takes; a server that leaves them out again is stopped at. [CO6] [ST4]
 *
 * Many at once: an erasure is taken back from a third member, and one who signed after it is as good as one who comes by.
 */
async function giveBack(call: Call, { roster, entries }: KnownRoster): Promise<void> {
  const there = await call("/api/organisation", {});
  const count = there.uint("entries");
  if (count === 0 || count > roster.seq || there.longId<Hash>("head") !== roster.headAt(count - 1)) return;
  for (let from = count; from < entries.length; ) {
    const taken = (await call("/api/roster/give-back", { entries: entries.slice(from, from + BACK) })).uint("entries");
    if (taken <= from) return;
    from = taken;
  }
}

/** As many as a server takes at once. */
const BACK = 100;

/** Whether the roster passes through what this device has seen of it. [ST4] @throws Refused */
export function checkSeen({ roster }: Pick<KnownRoster, "roster">, seen: Pick<Seen, "roster">): void {
  if (roster.seq < seen.roster.seq) refuse("FL_ROSTER_REGRESSED");
  if (roster.seqOf(seen.roster.hash) !== seen.roster.seq) refuse("FL_ROSTER_FORKED");
}

function intakeKeysOf(entries: readonly Bytes[]): Bytes[] {
  return entries
    .map((entry) => parseRosterEntry(entry).body)
    .flatMap((body) => (body.kind === "intake" ? [body.signKey] : []));
}
