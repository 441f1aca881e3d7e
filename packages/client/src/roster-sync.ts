import {
  type Bytes,
  extendRoster,
  type Pin,
  parseRosterEntry,
  Refused,
  type Roster,
  readRoster,
  refuse,
} from "@fairlead/protocol";
import type { Answer } from "./answer.ts";
import { breathe } from "./breath.ts";

type Call = (path: string, body: object) => Promise<Answer>;

/** `intakeKeys`: every key that ever signed address cards, oldest first: old letters hang on old cards. [RO3] */
export type KnownRoster = { roster: Roster; intakeKeys: Bytes[] };

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
  const entries = await entriesFrom(call, 0);
  const [first, ...rest] = entries;
  if (first === undefined) return refuse("FL_ROSTER_CHAIN");
  if (parseRosterEntry(first).hash !== (pin.organisation as string)) refuse("FL_ORGANISATION");
  let roster = readRoster([first]);
  for (const [index, entry] of rest.entries()) {
    if (index % 4 === 3) await breathe();
    roster = extendRoster(roster, entry);
  }
  if (roster.seqOf(pin.head) === undefined) refuse("FL_ROSTER_CHAIN");
  return { roster, intakeKeys: intakeKeysOf(entries) };
}

/** What was added since. A roster never shrinks: one that does is a fork, and everything stops. [ST4] */
export async function extendedRoster(call: Call, { roster, intakeKeys }: KnownRoster): Promise<KnownRoster> {
  // From the newest entry on, not after it: the same one must still be there.
  const [newest, ...added] = await entriesFrom(call, roster.seq);
  if (newest === undefined || parseRosterEntry(newest).hash !== roster.head) throw new Refused("FL_ROSTER_CHAIN");
  return { roster: added.reduce<Roster>(extendRoster, roster), intakeKeys: [...intakeKeys, ...intakeKeysOf(added)] };
}

function intakeKeysOf(entries: readonly Bytes[]): Bytes[] {
  return entries
    .map((entry) => parseRosterEntry(entry).body)
    .flatMap((body) => (body.kind === "intake" ? [body.signKey] : []));
}
