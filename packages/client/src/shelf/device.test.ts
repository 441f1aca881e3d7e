import {
  epochCommitment,
  foundOrganisation,
  type MemberKeys,
  makeEpochKey,
  makeMemberKeys,
  newId,
  type Pin,
  readRoster,
  type StreamId,
  sealCommit,
  unlockingKeys,
  ZERO_HASH,
} from "@fairlead/protocol";
import { beforeEach, describe, expect, it } from "vitest";
import { Compartment } from "../compartment.ts";
import { encodeEnvelope } from "../envelope.ts";
import type { Effects } from "../hand.ts";
import { Held } from "../held.ts";
import type { KnownRoster } from "../roster-sync.ts";
import { Session } from "../session.ts";
import { DeviceMemory } from "./device.ts";
import { MemoryShelf } from "./memory-shelf.ts";
import { takeOver } from "./restore.ts";

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

describe("what a device remembers", () => {
  const [first, second] = [newId<StreamId>(random), newId<StreamId>(random)];
  let shelf: MemoryShelf;
  const effects: Effects = { transport: () => Promise.reject(new Error("no network")), clock: () => 1_000, random };
  let keys: MemberKeys;
  let known: KnownRoster;
  let pin: Pin;
  let held: Held;

  beforeEach(async () => {
    shelf = new MemoryShelf();
    keys = makeMemberKeys(random);
    const entry = await foundOrganisation([keys], 1, random);
    const roster = readRoster([entry]);
    known = { roster, intakeKeys: [], entries: [entry] };
    pin = { organisation: roster.organisation, head: roster.head, administrators: [] };
    held = await freshHeld();
    for (const stream of [first, second]) held.compartments.set(stream, await compartmentOf(stream));
    await held.device?.keep(held);
  });

  async function freshHeld(): Promise<Held> {
    const device = await DeviceMemory.open(shelf, effects, keys, pin.organisation);
    const session = new Session(effects.transport, pin.organisation, await unlockingKeys(random(32)));
    return new Held({ effects, pin, lists: [], session, keys, known, bundleCounter: 1, device });
  }

  /** One epoch and one commit more than fits into a page. */
  async function compartmentOf(stream: StreamId): Promise<Compartment> {
    const compartment = new Compartment(stream);
    const { organisation, head } = known.roster;
    const epochKey = makeEpochKey(random);
    for (const [seq, text] of ["an invented word", "x".repeat(60_000), "another"].entries()) {
      const operations = encodeEnvelope({ at: 1_000, operations: [{ op: "handOver", text }] });
      const place = { organisation, stream, seq, prev: compartment.head.hash, epoch: 1, rosterHead: head };
      const commitment = epochCommitment(epochKey, { organisation, stream, epoch: 1 });
      const commit = await sealCommit({
        place: { ...place, prev: seq === 0 ? ZERO_HASH : place.prev },
        framing:
          seq === 0
            ? { kind: "epoch", commitment, continuation: null, link: null, keeping: "perishable" }
            : { kind: "write" },
        epochKey,
        keys,
        operations,
        random,
      });
      compartment.own(
        commit,
        { at: 1_000, operations: [], cards: [], readers: null, given: [], write: null },
        epochKey,
        known.roster,
      );
    }
    return compartment;
  }

  const itemsOf = (device: DeviceMemory, stream: StreamId): string[] =>
    [...device.found.keys()].filter((item) => item.includes(stream)).sort();

  it("comes back: commits, keys, heads", async () => {
    const again = await freshHeld();
    if (again.device !== null) await takeOver(again, again.device);
    for (const stream of [first, second]) {
      const [then, now] = [held.compartments.get(stream), again.compartments.get(stream)];
      expect(now?.head).toEqual(then?.head);
      expect(now?.epoch).toEqual(then?.epoch);
      expect(now?.accepted.map(({ commit }) => commit.hash)).toEqual(then?.accepted.map(({ commit }) => commit.hash));
    }
  });

  it("[CO6] an erased compartment is out of the cache at once, with its keys; the others stay", async () => {
    const all = itemsOf(await DeviceMemory.open(shelf, effects, keys, pin.organisation), first);
    expect(all.map((item) => item.split("/")[0])).toEqual(["commit", "commit", "commit", "key"]);
    await held.device?.eraseStreams([first]);
    const device = await DeviceMemory.open(shelf, effects, keys, pin.organisation);
    expect(itemsOf(device, first)).toEqual([]);
    expect(itemsOf(device, second)).toHaveLength(4);
  });

  it("where an erasure cannot be written, the whole cache goes", async () => {
    shelf.put = () => Promise.reject(new Error("full"));
    await held.device?.eraseStreams([first]);
    const device = await DeviceMemory.open(shelf, effects, keys, pin.organisation);
    expect(device.found.size).toBe(0);
    expect(device.seen?.streams.has(second)).toBe(true);
    expect(held.device?.view).toMatchObject({ failing: true });
  });

  it("[RO3] an epoch key that the hand lets go of is gone from the device with the next write", async () => {
    const epoch = held.compartments.get(first)?.epoch;
    if (epoch === undefined || epoch === null) throw new Error("no epoch");
    epoch.key = null;
    await held.device?.keep(held);
    const { found } = await DeviceMemory.open(shelf, effects, keys, pin.organisation);
    expect(found.get(`key/${first}/1`)?.map(({ length }) => length)).toEqual([0]);
    expect(found.get(`key/${second}/1`)?.map(({ length }) => length)).toEqual([32]);
  });

  it("[P5] forgetting wipes every key that the hand held, in place, so that no copy of a reference keeps one", async () => {
    const unlocking = held.session.unlocking;
    const { signSeed, kemSeed } = keys;
    const epochKeys = [...held.compartments.values()].map(({ epoch }) => epoch?.key);
    const wiped = [signSeed, kemSeed, unlocking?.loginSeed, unlocking?.wrapKey, ...epochKeys];
    expect(wiped.map((key) => key?.some((byte) => byte !== 0))).toEqual(wiped.map(() => true));
    held.forget();
    expect(wiped.map((key) => key?.every((byte) => byte === 0))).toEqual(wiped.map(() => true));
    expect([held.session.unlocking, held.compartments.size, held.state.streams.size]).toEqual([null, 0, 0]);
  });

  it("after the desk is locked nothing is written any more", async () => {
    held.forget();
    const before = new Map(shelf.records);
    await held.device?.keep(held);
    await held.device?.settled();
    expect(shelf.records).toEqual(before);
  });
});
