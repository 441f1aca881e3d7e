import { type Bytes, type Hash, hashOf, type MailboxId, type StreamId } from "@fairlead/protocol";
import type { Answer } from "../answer.ts";
import type { Compartment, Epoch } from "../compartment.ts";
import type { Held } from "../held.ts";
import type { HeldThread } from "../thread.ts";
import {
  ALARMS_ITEM,
  alarmsToBytes,
  answerToBytes,
  commitItem,
  farItem,
  keyItem,
  rosterItem,
  settledItem,
  threadItem,
} from "./item.ts";
import type { Found } from "./pages.ts";
import { encodeSettled } from "./settled.ts";

/** As much of a compartment as one in so many may stand commit by commit. */
const SETTLE_AT = 8;

/**
 * What stands on the device of one compartment: how many commits as a whole, with the last of them, then each for itself.
 * Of an epoch: to which commitment its key belongs, for another epoch may take its place [ST3]; null where no key does.
 */
type KeptStream = {
  settled: number;
  last: Hash | null;
  /** Beside the whole stands what this release folds of it. */
  folded: boolean;
  /** The whole stands among those that may be read last. */
  far: boolean;
  hashes: Hash[];
  epochKeys: Map<number, Hash | null>;
};

/** Of how many commits each compartment was taken over as a whole, and whether with what was folded of them. */
export type Wholes = ReadonlyMap<StreamId, { count: number; folded: boolean; far: boolean }>;

export type Change = {
  put: Map<string, Bytes>;
  remove: Set<string>;
  /** Of what goes, what is of no use as it was found at this unlock. */
  unread?: ReadonlySet<string>;
  /** Of these everything goes, also what another window has written. */
  streams?: ReadonlySet<StreamId>;
};

/** Knows what stands in the pages, and so what has to be written to make them say what the hand holds. */
export class KeptItems {
  #roster = 0;
  readonly #streams = new Map<StreamId, KeptStream>();
  readonly #threads = new Map<MailboxId, { hash: Hash; desk: StreamId }>();
  #alarms: Hash | null = null;
  /** Answers that were read and not written yet. */
  readonly #answers = new Map<MailboxId, Answer>();
  /** Found at this unlock, and of no use. */
  readonly #stale = new Set<string>();
  /** Compartments that could not be written down as a whole when they had so many commits. */
  readonly #unsettled = new Map<StreamId, number>();
  /** Found in two versions, of which one fits. */
  readonly #doubled = new Map<string, Bytes>();

  /** Begins with what was found and taken over. @param fitting what fits, with the value that does */
  begin(held: Held, found: Found, fitting: ReadonlyMap<string, Bytes>, wholes: Wholes): void {
    while (fitting.has(rosterItem(this.#roster))) this.#roster++;
    for (const [stream, compartment] of held.compartments) {
      if (compartment.count === 0) continue;
      const { count: settled, folded, far } = wholes.get(stream) ?? { count: 0, folded: false, far: false };
      const epochKeys = new Map([...compartment.epochs.values()].map((epoch) => [epoch.epoch, keyed(epoch)]));
      const hashes = compartment.since(settled).map(({ commit }) => commit.hash);
      this.#streams.set(stream, { settled, last: lastOf(compartment, settled), folded, far, hashes, epochKeys });
    }
    for (const { mailbox, desk } of held.threads.values()) {
      const value = fitting.get(threadItem(mailbox));
      if (value !== undefined) this.#threads.set(mailbox, { hash: hashOf(value), desk });
    }
    for (const [item, values] of found) {
      const value = fitting.get(item);
      if (value === undefined) this.#stale.add(item);
      else if (values.length > 1) this.#doubled.set(item, value);
    }
  }

  noteThread({ mailbox, halted }: HeldThread, given: Answer): void {
    if (halted === null) this.#answers.set(mailbox, given);
  }

  /** Of the answer that stands, or is about to, for this thread. */
  threadHash(mailbox: MailboxId): Hash | null {
    return this.#threads.get(mailbox)?.hash ?? null;
  }

  /** What is to be written now. Counts as written from here on. */
  changeFor(held: Held): Change {
    const gone = [...this.#streams.keys()].filter((stream) => !held.compartments.has(stream));
    const change = {
      put: new Map(this.#doubled),
      remove: new Set(this.#stale),
      unread: new Set(this.#stale),
      streams: new Set(gone),
    };
    this.#doubled.clear();
    this.#stale.clear();
    const { entries } = held.known;
    for (const [seq, entry] of entries.entries()) if (seq >= this.#roster) change.put.set(rosterItem(seq), entry);
    this.#roster = entries.length;
    for (const stream of gone) this.drop(stream, change.remove);
    for (const compartment of held.compartments.values()) this.#addStream(compartment, change);
    this.#addThreads(held, change);
    const alarms = alarmsToBytes(held.alarms);
    if (hashOf(alarms) !== this.#alarms) change.put.set(ALARMS_ITEM, alarms);
    this.#alarms = hashOf(alarms);
    for (const item of change.put.keys()) change.remove.delete(item);
    return change;
  }

  /** One compartment with its keys, and the threads that lead to it. */
  drop(stream: StreamId, remove: Set<string>): void {
    const kept = this.#streams.get(stream);
    if (kept !== undefined) takeAll(stream, kept, remove);
    for (const epoch of kept?.epochKeys.keys() ?? []) remove.add(keyItem(stream, epoch));
    this.#streams.delete(stream);
    for (const [mailbox, { desk }] of [...this.#threads]) if (desk === stream) this.#dropThread(mailbox, remove);
  }

  #addStream(compartment: Compartment, { put, remove }: Change): void {
    const { stream, epochs } = compartment;
    const kept = this.#streams.get(stream) ?? noneKept();
    this.#streams.set(stream, kept);
    // Another took the place of what stands there as a whole. [ST3]
    if (lastOf(compartment, kept.settled) !== kept.last) takeAll(stream, kept, remove);
    const { settled } = kept;
    // Each names the one before it: where the last is the same, all are.
    let same = Math.min(kept.hashes.length, compartment.count - settled);
    while (same > 0 && compartment.hashAt(settled + same - 1) !== kept.hashes[same - 1]) same--;
    for (let seq = settled + same; seq < settled + kept.hashes.length; seq++) remove.add(commitItem(stream, seq));
    kept.hashes.length = same;
    for (const { commit } of settled + same === compartment.count ? [] : compartment.since(settled + same)) {
      // Taken over as a whole, and not to stand so any more: it is written down anew as one, or fetched again.
      if (commit.bytes === null) break;
      put.set(commitItem(stream, commit.header.seq), commit.bytes);
      kept.hashes.push(commit.hash);
    }
    for (const one of epochs.values()) {
      const { epoch, key } = one;
      if (kept.epochKeys.get(epoch) === keyed(one)) continue;
      // A copy: keys are wiped in memory when the desk is locked, perhaps before this is written.
      put.set(keyItem(stream, epoch), key?.slice() ?? new Uint8Array(0));
      kept.epochKeys.set(epoch, keyed(one));
    }
    for (const epoch of [...kept.epochKeys.keys()]) {
      if (epochs.has(epoch)) continue;
      remove.add(keyItem(stream, epoch));
      kept.epochKeys.delete(epoch);
    }
  }

  /**
   * Of some compartments that have gone on: what stands of them as a whole from now on, instead of commit by commit.
   *
   * @param until asked whether it must come to an end: this is done while somebody works
   */
  settle(held: Held, until: () => boolean): Change {
    const change: Change = { put: new Map(), remove: new Set() };
    for (const compartment of held.compartments.values()) {
      if (change.put.size > 0 && until()) break;
      const { stream, count } = compartment;
      const kept = this.#streams.get(stream);
      if (kept === undefined || this.#unsettled.get(stream) === count || !isDue(compartment, kept)) continue;
      const state = held.foldOf(compartment);
      const { release } = held.effects;
      const folded = state === undefined || release === undefined ? null : { release, state };
      const whole = state === undefined ? null : encodeSettled(compartment, folded, held.book);
      if (whole === null) {
        this.#unsettled.set(stream, count);
        continue;
      }
      takeAll(stream, kept, change.remove);
      kept.far = mayBeFar(compartment);
      const item = kept.far ? farItem(stream) : settledItem(stream);
      change.remove.delete(item);
      change.put.set(item, whole);
      kept.settled = count;
      kept.last = lastOf(compartment, count);
      kept.folded = true;
    }
    return change;
  }

  #addThreads(held: Held, { put, remove }: Change): void {
    for (const [mailbox, given] of this.#answers) {
      const thread = held.threads.get(mailbox);
      if (thread === undefined) continue;
      const value = answerToBytes(given);
      put.set(threadItem(mailbox), value);
      this.#threads.set(mailbox, { hash: hashOf(value), desk: thread.desk });
    }
    this.#answers.clear();
    for (const mailbox of [...this.#threads.keys()]) if (!held.threads.has(mailbox)) this.#dropThread(mailbox, remove);
  }

  #dropThread(mailbox: MailboxId, remove: Set<string>): void {
    remove.add(threadItem(mailbox));
    this.#threads.delete(mailbox);
  }

  forget(): void {
    this.#answers.clear();
    this.#doubled.clear();
  }
}

/** A long one is not written anew for each word; but a card that stands beside it costs a signature at each unlock. */
function isDue(compartment: Compartment, { settled, folded, far, hashes }: KeptStream): boolean {
  if (!folded || hashes.length > settled / SETTLE_AT || far !== mayBeFar(compartment)) return true;
  return hashes.length > 0 && compartment.cards(settled).length > 0;
}

/** The organisation's own are needed before any case can be told from what somebody only calls one. */
function mayBeFar({ about }: Compartment): boolean {
  return about?.about === "case";
}

function keyed({ key, commitment }: Epoch): Hash | null {
  return key === null ? null : commitment;
}

function noneKept(): KeptStream {
  return { settled: 0, last: null, folded: false, far: false, hashes: [], epochKeys: new Map<number, Hash | null>() };
}

function lastOf(compartment: Compartment, count: number): Hash | null {
  return count === 0 ? null : compartment.hashAt(count - 1);
}

/** Of a compartment's commits nothing is to stand there, but for what is written next. */
function takeAll(stream: StreamId, kept: KeptStream, remove: Set<string>): void {
  if (kept.settled > 0) remove.add(kept.far ? farItem(stream) : settledItem(stream));
  for (const number of kept.hashes.keys()) remove.add(commitItem(stream, kept.settled + number));
  kept.settled = 0;
  kept.folded = false;
  kept.last = null;
  kept.hashes.length = 0;
}
