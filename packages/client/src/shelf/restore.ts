import { casesOf, intakeOf, type StreamState, streamOf } from "@fairlead/casework";
import {
  type Bytes,
  decodeBody,
  hashOf,
  type MailboxId,
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
  farItem,
  isFarItem,
  keyItem,
  numberedItems,
  rosterItem,
  settledItem,
  streamOfItem,
  streamsSettled,
  threadItem,
} from "./item.ts";
import { inTwo, SOON } from "./reading-order.ts";
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

/** ms between two looks at what has been read so far: each makes a view of all of it. */
const SHOWN_EVERY = 1_000;
/** Reading goes on for so many times as long as a look took. */
const LOOK_SHARE = 4;

/**
 * Takes over what this device kept, as far as it proves itself: chains from their first commit on, keys that their
 * commitments name, threads that are the ones whose heads were noted. What is missing, old or does not fit is left
 * out; the next round fetches it, and holds it against the heads that were seen. [ST4]
 *
 * @returns null where all of it is there; else what goes on with the rest, behind an open desk. Until that has come to its
 * end `held.reading` says how far it is, and nothing may be written, fetched or derived: what is not read looks like what
 * is not there.
 */
export async function takeOver(held: Held, device: DeviceMemory, told: Opening | null = null): Promise<Rest | null> {
  const taking = new TakingOver(held, device, () => held.locked || told?.stopped() === true);
  const atOnce = told === null ? Number.POSITIVE_INFINITY : (told.atOnce ?? SOON);
  const { first, waiting } = inTwo(device.order, taking.ready(), atOnce);
  await taking.take(first, (done) => told?.progress(done, first.length));
  if (waiting.length === 0 && !device.hasMore) {
    await taking.end();
    return null;
  }
  held.reading = { done: first.length, of: new Set([...first, ...device.order.parts]).size };
  await taking.show();
  return (changed) => taking.rest(waiting, changed);
}

/** @param changed told when more can be looked at. Resolves when all is there, or the desk is locked. */
export type Rest = (changed: () => void) => Promise<void>;

/** `state`: what was folded of it, as far as that stands here too. */
type Taken = { compartment: Compartment; state: StreamState | null | undefined };

class TakingOver {
  readonly stopped: () => boolean;
  readonly #held: Held;
  readonly #device: DeviceMemory;
  readonly #fitting: Fitting = new Map();
  /** Looked at, whether or not anything of them holds. */
  readonly #tried = new Set<StreamId>();
  /** What can be taken by now: of a part whose whole is not read yet the commits that follow it are nothing. */
  ready(): StreamId[] {
    const alone = [...this.#commits].filter(([, commits]) => commits.has(0) || !this.#device.hasMore);
    const all = new Set([...streamsSettled(this.#device.found.keys()), ...alone.map(([stream]) => stream)]);
    return [...all].filter((stream) => !this.#tried.has(stream));
  }

  /** Read, and not counting yet. */
  readonly #taken = new Map<StreamId, Taken>();
  readonly #settled = new Map<StreamId, { count: number; folded: boolean; far: boolean }>();
  readonly #keys: ReadonlyMap<StreamId, Map<number, readonly Bytes[]>>;
  readonly #commits: ReadonlyMap<StreamId, Map<number, readonly Bytes[]>>;

  constructor(held: Held, device: DeviceMemory, stopped: () => boolean) {
    this.#held = held;
    this.#device = device;
    this.stopped = stopped;
    this.#keys = numberedItems<StreamId>(device.found, "key");
    this.#commits = numberedItems<StreamId>(device.found, "commit");
    for (const [seq, entry] of held.known.entries.entries()) {
      const value = device.found.get(rosterItem(seq))?.find((one) => sameBytes(one, entry));
      if (value !== undefined) this.#fitting.set(rosterItem(seq), value);
    }
    const alarms = only(device.found.get(ALARMS_ITEM));
    if (alarms !== undefined) held.alarms = readOrNull(() => alarmsIn(new Answer(decodeBody(alarms)))) ?? [];
    held.syncedAt = device.seen?.syncedAt ?? null;
    for (const hash of device.seen?.proposed ?? []) held.proposed.add(hash);
  }

  async take(streams: readonly StreamId[], told: (done: number) => void): Promise<void> {
    for (const [index, stream] of streams.entries()) {
      if (this.stopped()) return;
      if (index % TOLD_EVERY === 0) told(index);
      const taken = await this.#takeOne(stream);
      if (taken !== null) this.#taken.set(stream, taken);
      await breathe();
    }
  }

  /** What was taken counts from here on; each is held to its head before. In one go: a desk may be locked at any moment. */
  #join(): void {
    const held = this.#held;
    const taken = [...this.#taken];
    this.#taken.clear();
    if (this.stopped()) {
      for (const [, { compartment }] of taken) compartment.forget();
      return;
    }
    for (const [stream, { compartment }] of taken) held.compartments.set(stream, compartment);
    holdToHeads(
      held,
      this.#device,
      taken.map(([stream]) => stream),
    );
    held.adopt(new Map(taken.flatMap(([stream, { state }]) => (state === undefined ? [] : [[stream, state]]))));
    applyErasures(held);
    held.fold();
  }

  /** Letters of what is there, and views of its cases, so that the first screen does not stand still. */
  async show(): Promise<void> {
    this.#join();
    await this.#takeThreads(mayBeRead(this.#held));
    await readAhead(this.#held, this.stopped);
  }

  async rest(waiting: readonly StreamId[], changed: () => void): Promise<void> {
    const look = this.#looks(changed);
    await this.#takeOn(waiting, look);
    while (this.#device.hasMore && !this.stopped()) {
      const read = await this.#device.more();
      await this.#takeOn(
        streamsSettled(read).filter((stream) => !this.#tried.has(stream)),
        look,
      );
    }
    await this.#takeOn(this.ready(), look);
    await this.end();
    if (this.stopped()) return;
    this.#held.reading = null;
    changed();
  }

  async #takeOn(streams: readonly StreamId[], look: () => Promise<void>): Promise<void> {
    for (let from = 0; from < streams.length && !this.stopped(); from += TOLD_EVERY) {
      await this.take(streams.slice(from, from + TOLD_EVERY), () => undefined);
      await look();
    }
  }

  /** Shows what is there from time to time. */
  #looks(changed: () => void): () => Promise<void> {
    const { of = 0 } = this.#held.reading ?? {};
    let next = performance.now() + SHOWN_EVERY;
    return async () => {
      const now = performance.now();
      if (now < next || this.stopped()) return;
      this.#held.reading = { done: Math.min(this.#tried.size, of), of };
      await this.show();
      if (!this.stopped()) changed();
      // A look at more cases takes longer, and must not come to be all that is done.
      next = performance.now() + Math.max(SHOWN_EVERY, LOOK_SHARE * (performance.now() - now));
    };
  }

  async end(): Promise<void> {
    const [held, device, fitting] = [this.#held, this.#device, this.#fitting];
    this.#join();
    if (this.stopped()) return;
    // Seen once, and no longer here: the server is held to those heads too.
    holdToHeads(
      held,
      device,
      [...(device.seen?.streams.keys() ?? [])].filter((one) => !held.compartments.has(one)),
    );
    applyErasures(held);
    held.fold();
    await this.#takeThreads(() => true);
    held.threadsNotKept = [...(device.seen?.threads.keys() ?? [])].filter((one) => !held.threads.has(one)).length;
    for (const [stream, { count }] of held.compartments) if (count > 0) held.threadsReadFor.add(stream);
    for (const item of [...fitting.keys()]) {
      const stream = streamOfItem(item);
      // Erased, or at odds with the heads: what stands there of it goes. [CO6]
      if (stream !== null && (held.compartments.get(stream)?.count ?? 0) === 0) fitting.delete(item);
    }
    if (this.stopped()) return;
    device.taken(held, fitting, this.#settled);
    await readAhead(held, this.stopped);
  }

  /** null: nothing of it holds, and it is fetched again. */
  async #takeOne(stream: StreamId): Promise<Taken | null> {
    const [held, device, fitting] = [this.#held, this.#device, this.#fitting];
    this.#tried.add(stream);
    const itsKeys = this.#keys.get(stream) ?? new Map<number, readonly Bytes[]>();
    const { item, whole } = this.#wholeOf(stream);
    const taken = whole === undefined ? null : await takeWhole(held, stream, whole, itsKeys);
    const { compartment, state } = taken ?? { compartment: new Compartment(stream), state: undefined };
    const { count } = compartment;
    const chain = await unlessRefused(async () => chainOf(this.#commits.get(stream), itsKeys, count));
    if (chain !== null && chain.commits.length > 0)
      await compartment.follow(chain.commits, held.roster, held.keys, async () => [], chain);
    if (compartment.halted !== null) {
      device.damaged++;
      return null;
    }
    if (compartment.count === 0) return null;
    if (whole !== undefined && count > 0) {
      this.#settled.set(stream, {
        ...{ count, far: isFarItem(item) },
        folded: state !== undefined || held.effects.release === undefined,
      });
      fitting.set(item, whole);
    }
    for (const [number, bytes] of chain?.commits.entries() ?? [])
      fitting.set(commitItem(stream, count + number), bytes);
    for (const { epoch, key } of compartment.epochs.values())
      fitting.set(keyItem(stream, epoch), key ?? new Uint8Array(0));
    return { compartment, state };
  }

  /** Where it moved from one place to the other and that was cut off, it stands twice. */
  #wholeOf(stream: StreamId): { item: string; whole: Bytes | undefined } {
    const { found } = this.#device;
    const [near, far] = [found.get(settledItem(stream)), found.get(farItem(stream))];
    const item = far === undefined ? settledItem(stream) : farItem(stream);
    const whole = only(far ?? near);
    const other = near !== undefined && far !== undefined ? only(near) : whole;
    return { item, whole: whole && other && sameBytes(whole, other) ? whole : undefined };
  }

  /** Once each; but what was sealed to a card that had not been read yet is looked at again. */
  async #takeThreads(which: (mailbox: MailboxId) => boolean): Promise<void> {
    const [held, { found, seen }, fitting] = [this.#held, this.#device, this.#fitting];
    if (seen === null) return;
    const { book, pin } = held;
    let whole = true;
    for (const [mailbox, { kept }] of seen.threads) {
      const before = held.threads.get(mailbox);
      const isRead = before !== undefined && !before.alarms.some(({ kind }) => kind === "unknown-card");
      if (isRead || !which(mailbox)) {
        whole &&= isRead && kept !== null;
        continue;
      }
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
      if (this.stopped()) return;
      const fits = value !== undefined && thread?.halted === null && thread.mailbox === mailbox;
      // Kept of a server that did not list the replies: asked for anew.
      whole &&= fits && kept !== null && thread.replies !== null;
      if (!fits) continue;
      held.threads.set(mailbox, thread);
      held.threadChanges++;
      fitting.set(threadItem(mailbox), value);
    }
    held.threadsRead = whole ? seen.threadsRead : 0;
  }
}

/** Whose cards have been read: of a thread in a case that waits to be read every letter would alarm. */
function mayBeRead({ state }: Held): (mailbox: MailboxId) => boolean {
  const ofCases = new Set(casesOf(state).flatMap(({ contact }) => contact.mailboxes));
  const threads = streamOf(state, "intake") === null ? null : intakeOf(state).threads;
  return (mailbox) => {
    if (ofCases.has(mailbox)) return true;
    if (threads === null) return false;
    const { takenInto = null, takenBefore = null } = threads.get(mailbox) ?? {};
    return (takenInto ?? takenBefore) === null;
  };
}

/** So that the next view of thousands of cases does not stand still: it finds them made. */
async function readAhead(held: Held, stopped: () => boolean): Promise<void> {
  const cases = held.readCases.steps(held.state, held.outside());
  while (!stopped() && !cases.next().done) await breathe();
}

/** null where it does not hold together: then the compartment is taken as if it were not there. */
function takeWhole(
  { roster, effects }: Held,
  stream: StreamId,
  bytes: Bytes,
  keys: ReadonlyMap<number, readonly Bytes[]>,
): Promise<Taken | null> {
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
function holdToHeads(held: Held, device: DeviceMemory, streams: readonly StreamId[]): void {
  for (const stream of streams) {
    const floor = device.seen?.streams.get(stream);
    if (floor === undefined) continue;
    const there = held.compartments.get(stream);
    const hash = there?.hashAt(floor.seq) ?? floor.hash;
    // Two records of our own that contradict each other: one is old. The server is asked, and held to the heads.
    if (hash !== floor.hash) device.damaged++;
    const compartment = there !== undefined && hash === floor.hash ? there : new Compartment(stream);
    compartment.floor = floor;
    held.compartments.set(stream, compartment);
  }
}

/** Of an item found in two versions neither is taken. */
function only(values: readonly Bytes[] | undefined): Bytes | undefined {
  return values?.length === 1 ? values[0] : undefined;
}

function readOrNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
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
