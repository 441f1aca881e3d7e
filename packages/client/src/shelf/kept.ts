import { type Bytes, type Hash, hashOf, type MailboxId, type StreamId } from "@fairlead/protocol";
import type { Answer } from "../answer.ts";
import type { Compartment } from "../compartment.ts";
import type { Held } from "../held.ts";
import type { HeldThread } from "../thread.ts";
import { ALARMS_ITEM, alarmsToBytes, answerToBytes, commitItem, keyItem, rosterItem, threadItem } from "./item.ts";
import type { Found } from "./pages.ts";

/** What stands on the device of one compartment. Of an epoch: whether its key does. */
type KeptStream = { hashes: Hash[]; epochKeys: Map<number, boolean> };

export type Change = { put: Map<string, Bytes>; remove: Set<string> };

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
  /** Found in two versions, of which one fits. */
  readonly #doubled = new Map<string, Bytes>();

  /** Begins with what was found and taken over. @param fitting what fits, with the value that does */
  begin(held: Held, found: Found, fitting: ReadonlyMap<string, Bytes>): void {
    while (fitting.has(rosterItem(this.#roster))) this.#roster++;
    for (const [stream, { accepted, epochs }] of held.compartments) {
      if (accepted.length === 0) continue;
      const epochKeys = new Map([...epochs.values()].map(({ epoch, key }) => [epoch, key !== null]));
      this.#streams.set(stream, { hashes: accepted.map(({ commit }) => commit.hash), epochKeys });
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
    const change: Change = { put: new Map(this.#doubled), remove: new Set(this.#stale) };
    this.#doubled.clear();
    this.#stale.clear();
    const { entries } = held.known;
    for (const [seq, entry] of entries.entries()) if (seq >= this.#roster) change.put.set(rosterItem(seq), entry);
    this.#roster = entries.length;
    for (const stream of [...this.#streams.keys()])
      if (!held.compartments.has(stream)) this.drop(stream, change.remove);
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
    for (const seq of kept?.hashes.keys() ?? []) remove.add(commitItem(stream, seq));
    for (const epoch of kept?.epochKeys.keys() ?? []) remove.add(keyItem(stream, epoch));
    this.#streams.delete(stream);
    for (const [mailbox, { desk }] of [...this.#threads]) if (desk === stream) this.#dropThread(mailbox, remove);
  }

  #addStream({ stream, accepted, epochs }: Compartment, { put, remove }: Change): void {
    const kept = this.#streams.get(stream) ?? { hashes: [], epochKeys: new Map<number, boolean>() };
    this.#streams.set(stream, kept);
    // Each names the one before it: where the last is the same, all are.
    let same = Math.min(kept.hashes.length, accepted.length);
    while (same > 0 && accepted[same - 1]?.commit.hash !== kept.hashes[same - 1]) same--;
    for (let seq = same; seq < kept.hashes.length; seq++) remove.add(commitItem(stream, seq));
    kept.hashes.length = same;
    for (const { commit } of accepted.slice(same)) {
      put.set(commitItem(stream, commit.header.seq), commit.bytes);
      kept.hashes.push(commit.hash);
    }
    for (const { epoch, key } of epochs.values()) {
      if (kept.epochKeys.get(epoch) === (key !== null)) continue;
      // A copy: keys are wiped in memory when the desk is locked, perhaps before this is written.
      put.set(keyItem(stream, epoch), key?.slice() ?? new Uint8Array(0));
      kept.epochKeys.set(epoch, key !== null);
    }
    for (const epoch of [...kept.epochKeys.keys()]) {
      if (epochs.has(epoch)) continue;
      remove.add(keyItem(stream, epoch));
      kept.epochKeys.delete(epoch);
    }
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
