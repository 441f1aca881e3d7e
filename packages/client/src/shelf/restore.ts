import type { StreamState } from "@fairlead/casework";
import {
  type Bytes,
  decodeBody,
  hashOf,
  type Pin,
  parseCommit,
  Refused,
  refuse,
  type StreamId,
  sameBytes,
} from "@fairlead/protocol";
import { Answer } from "../answer.ts";
import { breathe } from "../breath.ts";
import { Compartment } from "../compartment.ts";
import { applyErasures } from "../erasing.ts";
import type { Opening } from "../hand.ts";
import type { Held } from "../held.ts";
import { checkSeen, type KnownRoster, rosterOf } from "../roster-sync.ts";
import { alarmsIn } from "../sync.ts";
import { readThread } from "../thread.ts";
import type { DeviceMemory } from "./device.ts";
import {
  ALARMS_ITEM,
  commitItem,
  keyItem,
  numberedItems,
  rosterItem,
  settledItem,
  streamOfItem,
  streamsSettled,
  threadItem,
} from "./item.ts";
import type { Wholes } from "./kept.ts";
import { readSettled } from "./settled.ts";

/** A screen that counts every compartment would count instead of opening them. */
const TOLD_EVERY = 50;

/** What was found and fits, with the value that does. */
type Fitting = Map<string, Bytes>;

/** The roster as this device has it: every signature checked again, from the pin. null where it has none that holds. */
export async function keptRoster({ found, seen }: DeviceMemory, pin: Pin): Promise<KnownRoster | null> {
  const entries: Bytes[] = [];
  for (let seq = 0; ; seq++) {
    const entry = only(found.get(rosterItem(seq)));
    if (entry === undefined) break;
    entries.push(entry);
  }
  return unlessRefused(async () => {
    const known = await rosterOf(entries, pin);
    if (seen !== null) checkSeen(known, seen);
    return known;
  });
}

/**
 * Takes over what this device kept, as far as it proves itself: chains from their first commit on, keys that their
 * commitments name, threads that are the ones whose heads were noted. What is missing, old or does not fit is left
 * out; the next round fetches it, and holds it against the heads that were seen. [ST4]
 */
export async function takeOver(held: Held, device: DeviceMemory, told: Opening | null = null): Promise<void> {
  const fitting: Fitting = new Map();
  for (const [seq, entry] of held.known.entries.entries()) {
    const value = device.found.get(rosterItem(seq))?.find((one) => sameBytes(one, entry));
    if (value !== undefined) fitting.set(rosterItem(seq), value);
  }
  const settled = await takeCompartments(held, device, fitting, told);
  if (told?.stopped()) return;
  holdToHeads(held, device);
  applyErasures(held);
  held.fold();
  await takeThreads(held, device, fitting);
  const alarms = only(device.found.get(ALARMS_ITEM));
  if (alarms !== undefined)
    held.alarms = (await unlessRefused(async () => alarmsIn(new Answer(decodeBody(alarms))))) ?? [];
  held.syncedAt = device.seen?.syncedAt ?? null;
  for (const hash of device.seen?.proposed ?? []) held.proposed.add(hash);
  for (const [stream, { count }] of held.compartments) if (count > 0) held.threadsReadFor.add(stream);
  for (const item of [...fitting.keys()]) {
    const stream = streamOfItem(item);
    // Erased, or at odds with the heads: what stands there of it goes. [CO6]
    if (stream !== null && (held.compartments.get(stream)?.count ?? 0) === 0) fitting.delete(item);
  }
  device.taken(held, fitting, settled);
  await readAhead(held, told);
}

/** So that the first view of thousands of cases does not stand still: it finds them made. */
async function readAhead(held: Held, told: Opening | null): Promise<void> {
  const cases = held.readCases.steps(held.state, held.outside());
  while (!told?.stopped() && !cases.next().done) await breathe();
}

/** @returns which were taken over as a whole */
async function takeCompartments(
  held: Held,
  device: DeviceMemory,
  fitting: Fitting,
  told: Opening | null,
): Promise<Wholes> {
  const keys = numberedItems<StreamId>(device.found, "key");
  const commits = numberedItems<StreamId>(device.found, "commit");
  const settled = new Map<StreamId, { count: number; folded: boolean }>();
  const folded = new Map<StreamId, StreamState | null>();
  const streams = [...new Set([...streamsSettled(device.found), ...commits.keys()])];
  for (const [index, stream] of streams.entries()) {
    if (told?.stopped()) return settled;
    if (index % TOLD_EVERY === 0) told?.progress(index, streams.length);
    const itsKeys = keys.get(stream) ?? new Map<number, readonly Bytes[]>();
    const whole = only(device.found.get(settledItem(stream)));
    const taken = whole === undefined ? null : await takeWhole(held, stream, whole, itsKeys);
    const { compartment, state } = taken ?? { compartment: new Compartment(stream), state: undefined };
    const { count } = compartment;
    const chain = await unlessRefused(async () => chainOf(commits.get(stream), itsKeys, count));
    if (chain !== null && chain.commits.length > 0)
      await compartment.follow(chain.commits, held.roster, held.keys, async () => [], chain);
    await breathe();
    if (compartment.halted !== null) {
      device.damaged++;
      continue;
    }
    if (compartment.count === 0) continue;
    held.compartments.set(stream, compartment);
    if (state !== undefined) folded.set(stream, state);
    if (whole !== undefined && count > 0) {
      settled.set(stream, { count, folded: state !== undefined || held.effects.release === undefined });
      fitting.set(settledItem(stream), whole);
    }
    for (const [number, bytes] of chain?.commits.entries() ?? [])
      fitting.set(commitItem(stream, count + number), bytes);
    for (const { epoch, key } of compartment.epochs.values())
      fitting.set(keyItem(stream, epoch), key ?? new Uint8Array(0));
  }
  held.adopt(folded);
  return settled;
}

/** null where it does not hold together: then the compartment is taken as if it were not there. */
function takeWhole(
  { roster, effects }: Held,
  stream: StreamId,
  bytes: Bytes,
  keys: ReadonlyMap<number, readonly Bytes[]>,
): Promise<{ compartment: Compartment; state: StreamState | null | undefined } | null> {
  return unlessRefused(async () => {
    const { past, state, epochs } = readSettled(bytes, {
      ...{ stream, organisation: roster.organisation },
      release: effects.release,
    });
    const held = epochs.map(({ keyHash, ...epoch }) => {
      const key = only(keys.get(epoch.epoch));
      return key !== undefined && hashOf(key) === keyHash ? { ...epoch, key } : refuse("FL_COMMITMENT");
    });
    return { compartment: Compartment.from(past, held), state };
  });
}

/** From this number on, up to one that is missing or doubtful, or whose epoch's key is: the rest is fetched. */
function chainOf(
  commits: ReadonlyMap<number, readonly Bytes[]> | undefined,
  keys: ReadonlyMap<number, readonly Bytes[]>,
  from: number,
): { commits: Bytes[]; epochKeys: Map<number, Bytes> } {
  const chain = { commits: [] as Bytes[], epochKeys: new Map<number, Bytes>() };
  for (let seq = from; ; seq++) {
    const bytes = only(commits?.get(seq));
    if (bytes === undefined) return chain;
    const { epoch } = parseCommit(bytes).header;
    const key = only(keys.get(epoch));
    if (key === undefined) return chain;
    chain.epochKeys.set(epoch, key);
    chain.commits.push(bytes);
  }
}

/** The server is held to what this device has seen, whether or not it still has the commits themselves. */
function holdToHeads(held: Held, device: DeviceMemory): void {
  for (const [stream, floor] of device.seen?.streams ?? []) {
    const there = held.compartments.get(stream);
    const hash = there?.hashAt(floor.seq) ?? floor.hash;
    // Two records of our own that contradict each other: one is old. The server is asked, and held to the heads.
    if (hash !== floor.hash) device.damaged++;
    const compartment = there !== undefined && hash === floor.hash ? there : new Compartment(stream);
    compartment.floor = floor;
    held.compartments.set(stream, compartment);
  }
}

async function takeThreads(held: Held, { found, seen }: DeviceMemory, fitting: Fitting): Promise<void> {
  if (seen === null) return;
  const { book, pin } = held;
  let whole = true;
  for (const [mailbox, { kept }] of seen.threads) {
    const values = found.get(threadItem(mailbox)) ?? [];
    // Where the thread had halted, its last sound state is the only one there.
    const value = kept === null ? only(values) : values.find((one) => hashOf(one) === kept);
    const thread =
      value === undefined
        ? null
        : await unlessRefused(() =>
            readThread(new Answer(decodeBody(value)), undefined, book, pin.organisation, { kept: true }),
          );
    await breathe();
    const fits = value !== undefined && thread?.halted === null && thread.mailbox === mailbox;
    whole &&= fits && kept !== null;
    if (!fits) continue;
    held.threads.set(mailbox, thread);
    fitting.set(threadItem(mailbox), value);
  }
  held.threadsRead = whole ? seen.threadsRead : 0;
  held.threadChanges++;
}

/** Of an item found in two versions neither is taken. */
function only(values: readonly Bytes[] | undefined): Bytes | undefined {
  return values?.length === 1 ? values[0] : undefined;
}

/** Our own records too may be of another version: then they are as if they were not there. */
async function unlessRefused<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}
