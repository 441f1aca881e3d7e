import type { Compartment as About, CaseId } from "@fairlead/casework";
import {
  type CommitHeader,
  decodeBody,
  encodeBody,
  epochCommitment,
  foundOrganisation,
  type MailboxId,
  type MemberKeys,
  makeEpochKey,
  makeMemberKeys,
  newId,
  type Pin,
  readRoster,
  type StreamId,
  sealCommit,
  unlockingKeys,
  utf8,
  ZERO_HASH,
} from "@fairlead/protocol";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Accepted, Compartment } from "../compartment.ts";
import { encodeEnvelope, readEnvelope } from "../envelope.ts";
import type { Effects } from "../hand.ts";
import { Held } from "../held.ts";
import { MemberHand } from "../member-hand.ts";
import type { KnownRoster } from "../roster-sync.ts";
import { Session } from "../session.ts";
import { Unreachable } from "../transport.ts";
import { DeviceMemory } from "./device.ts";
import { encodeGlance, readGlance } from "./glance-record.ts";
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
    delete effects.release;
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

  async function opened(atOnce = Number.POSITIVE_INFINITY): Promise<DeviceMemory> {
    const device = await DeviceMemory.open(shelf, effects, keys, pin.organisation);
    await device.load(undefined, atOnce);
    return device;
  }

  async function freshHeld(atOnce = Number.POSITIVE_INFINITY): Promise<Held> {
    const device = await opened(atOnce);
    const session = new Session(effects.transport, pin.organisation, await unlockingKeys(random(32)));
    return new Held({ effects, pin, lists: [], session, keys, known, bundleCounter: 1, device });
  }

  /** One epoch and one commit more than fits into a page. */
  async function compartmentOf(stream: StreamId, about: About | null = null): Promise<Compartment> {
    const compartment = new Compartment(stream);
    await goOn(compartment, ["an invented word", "x".repeat(60_000), "another"], about);
    return compartment;
  }

  async function goOn(compartment: Compartment, texts: readonly string[], about: About | null = null): Promise<void> {
    const { stream, count, epoch } = compartment;
    const { organisation, head } = known.roster;
    const epochKey = epoch?.key ?? makeEpochKey(random);
    for (const [index, text] of texts.entries()) {
      const seq = count + index;
      const begins = seq === 0 && about !== null ? [{ op: "begin" as const, compartment: about }] : [];
      const operations = encodeEnvelope({ at: 1_000, operations: [...begins, { op: "handOver", text }] });
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
      compartment.own(commit, { text: operations, envelope: readEnvelope(operations) }, epochKey, known.roster);
    }
  }

  const itemsOf = (device: DeviceMemory, stream: StreamId): string[] =>
    [...device.found.keys()].filter((item) => item.includes(stream)).sort();

  async function again(release?: string): Promise<Held> {
    if (release !== undefined) effects.release = release;
    const hand = await freshHeld();
    if (hand.device !== null) await takeOver(hand, hand.device);
    return hand;
  }

  /** Everything that stands commit by commit is written down as a whole. */
  async function settle(): Promise<void> {
    held.fold();
    await held.device?.settle(held);
  }

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

  describe("a compartment that stands as a whole", () => {
    const texts = (hand: Held) => [...hand.compartments.values()].map((one) => one.accepted.map(({ text }) => text));
    beforeEach(async () => {
      effects.release = "an invented release";
      await settle();
    });

    it("comes back as it was, commits without their seal; what follows it is checked like any other", async () => {
      expect(itemsOf(await opened(), first).map((item) => item.split("/")[0])).toEqual(["key", "settled"]);
      const hand = await again();
      const [then, now] = [held.compartments.get(first), hand.compartments.get(first)];
      const said = ({ head, about, epoch, readers, readings, count, erasure }: Compartment) =>
        structuredClone({ head, about, epoch, readers, readings, count, erasure });
      expect(now?.pastCount).toBe(3);
      expect(now && said(now)).toEqual(then && said(then));
      expect(hand.state).toEqual(held.state);
      expect(now?.accepted.map(({ commit }) => commit.bytes)).toEqual([null, null, null]);
      const laidOut = ({ commit: { hash, header }, entries, envelope, head, inTime, mayGive, readers }: Accepted) => {
        const { organisation: _, salt: __, length: ___, prev: ____, ...its } = header as CommitHeader;
        return { hash, its, entries, envelope, head, inTime, mayGive, readers };
      };
      expect(now?.accepted.map(laidOut)).toEqual(then?.accepted.map(laidOut));
      expect(now && said(now)).toEqual(then && said(then));
    });

    it("[CO6] is out of the cache at once where it was erased", async () => {
      await held.device?.eraseStreams([first]);
      expect(itemsOf(await opened(), first)).toEqual([]);
      expect(itemsOf(await opened(), second)).toHaveLength(2);
    });

    it("is folded anew by another release, which knew other rules, and then stands as that one folds it", async () => {
      const hand = await again("the release after it");
      expect(hand.state).toEqual(held.state);
      expect([...hand.compartments.values()].map(({ pastCount }) => pastCount)).toEqual([0, 0]);
      await hand.device?.settle(hand);
      const after = await again();
      expect([...after.compartments.values()].map(({ pastCount }) => pastCount)).toEqual([3, 3]);
    });

    it("with a key that is not its epoch's is none: it is fetched again, and held to its head", async () => {
      const hand = await freshHeld();
      hand.device?.found.set(`key/${first}/1`, [random(32)]);
      if (hand.device !== null) await takeOver(hand, hand.device);
      expect(hand.compartments.get(first)).toMatchObject({ count: 0, floor: { seq: 2 } });
      expect(hand.compartments.get(second)?.count).toBe(3);
    });

    it("[ST3] whose end another epoch replaced is not taken for what it was", async () => {
      const compartment = held.compartments.get(first);
      const [begun] = compartment?.accepted ?? [];
      if (compartment === undefined || begun === undefined) throw new Error("nothing there");
      held.compartments.set(first, await compartmentOf(first));
      await held.device?.keep(held);
      await settle();
      const hand = await again();
      expect(hand.compartments.get(first)?.head).toEqual(held.compartments.get(first)?.head);
      expect(texts(hand)).toEqual(texts(held));
    });
  });

  it("[CO6] an erased compartment is out of the cache at once, with its keys; the others stay", async () => {
    const all = itemsOf(await opened(), first);
    expect(all.map((item) => item.split("/")[0])).toEqual(["commit", "commit", "commit", "key"]);
    await held.device?.eraseStreams([first]);
    const device = await opened();
    expect(itemsOf(device, first)).toEqual([]);
    expect(itemsOf(device, second)).toHaveLength(4);
  });

  it("where an erasure cannot be written, the whole cache goes", async () => {
    shelf.put = () => Promise.reject(new Error("full"));
    await held.device?.eraseStreams([first]);
    const device = await opened();
    expect(device.found.size).toBe(0);
    expect(device.seen?.streams.has(second)).toBe(true);
    expect(held.device?.view).toMatchObject({ failing: true });
  });

  describe("after the device was full once", () => {
    beforeEach(async () => {
      const put = shelf.put.bind(shelf);
      shelf.put = () => Promise.reject(new Error("full"));
      effects.release = "an invented release";
      await settle();
      shelf.put = put;
      expect(held.device?.view).toMatchObject({ failing: true });
    });

    it("[CO6] what two erase still goes, and all of the cache with it", async () => {
      await held.device?.eraseStreams([first]);
      expect(itemsOf(await opened(), first)).toEqual([]);
    });

    it("[RO3] so does a key that the hand lets go of", async () => {
      const epoch = held.compartments.get(first)?.epoch;
      if (epoch === undefined || epoch === null) throw new Error("no epoch");
      epoch.key = null;
      await held.device?.keep(held);
      expect(itemsOf(await opened(), first)).toEqual([]);
    });

    it("[P5] nothing stays with a member who is no longer let in", async () => {
      await held.device?.dropCache();
      expect((await opened()).found.size).toBe(0);
    });
  });

  it("[P7] says so where it saw more than it could keep: what is missing is no proof that nobody waits", async () => {
    const put = shelf.put.bind(shelf);
    // There is room for the heads still, and for no page more.
    shelf.put = (name, bytes) => (bytes.length > 60_000 ? Promise.reject(new Error("full")) : put(name, bytes));
    const third = newId<StreamId>(random);
    held.compartments.set(third, await compartmentOf(third));
    await held.device?.keep(held);
    const hand = await again();
    expect(hand.compartments.get(third)?.head.seq ?? -1).toBeLessThan(2);
    const status = () => new MemberHand(hand).view().status;
    expect([status().notKept, status().halted]).toEqual([1, []]);
    hand.compartments.set(third, await compartmentOf(third));
    expect(status().notKept).toBe(0);
  });

  it("[P7] … so too of a thread: whoever wrote in it may be in danger", async () => {
    const hand = await freshHeld();
    const head = { seq: 0, hash: ZERO_HASH };
    hand.device?.seen?.threads.set("aa".repeat(32) as MailboxId, { up: head, down: head, kept: ZERO_HASH });
    if (hand.device !== null) await takeOver(hand, hand.device);
    expect(new MemberHand(hand).view().status.notKept).toBe(1);
  });

  it("[RO3] an epoch key that the hand lets go of is gone from the device with the next write", async () => {
    const epoch = held.compartments.get(first)?.epoch;
    if (epoch === undefined || epoch === null) throw new Error("no epoch");
    epoch.key = null;
    await held.device?.keep(held);
    const { found } = await opened();
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

  describe("a glance", () => {
    const glance = {
      ...{ at: 900, waiting: 2, tasks: 1 },
      checkIns: [{ alias: "Grey kettle", due: 1_200, graceUntil: 1_300, drill: false, seen: true }],
      danger: [{ name: "Grey kettle", since: null }],
      decisions: [{ alias: "Grey kettle", expires: 2_000 }],
      cases: [{ alias: "Grey kettle", stage: "withdrawn" as const, level: "now" as const, mine: true }],
    };
    const later = { ...glance, at: 950, cases: [] };
    const glimpse = { glance, order: { parts: [first, second], pressing: 1 } };
    const noted = { ...glimpse.order, pages: [] };
    const found = async () => (await DeviceMemory.open(shelf, effects, keys, pin.organisation)).glance;
    /** The one record that writing a glance changes besides the heads. */
    const nameOf = (before: ReadonlyMap<string, unknown>) =>
      [...shelf.records.keys()].find((name) => !before.has(name)) ?? "";
    let name: string;

    beforeEach(async () => {
      const before = new Map(shelf.records);
      await held.device?.keep(held, glimpse);
      name = nameOf(before);
    });

    it("is there at the next unlock, before the cache is read", async () => {
      const device = await DeviceMemory.open(shelf, effects, keys, pin.organisation);
      expect([device.glance, device.order, device.found.size]).toEqual([glance, noted, 0]);
      expect(device.damaged).toBe(0);
    });

    it("put back alone from earlier, or cut off before the heads name it, is none", async () => {
      const older = shelf.records.get(name) as Uint8Array<ArrayBuffer>;
      await held.device?.keep(held, { glance: later, order: glimpse.order });
      const newer = shelf.records.get(name) as Uint8Array<ArrayBuffer>;
      shelf.records.set(name, older);
      expect(await found()).toBeNull();
      shelf.records.set(name, newer);
      expect(await found()).toEqual(later);
      const put = shelf.put.bind(shelf);
      // The machine dies after the glance, before the heads.
      shelf.put = (of, bytes) => (of === name ? put(of, bytes) : new Promise<void>(() => undefined));
      void held.device?.keep(held, glimpse);
      await expect.poll(() => shelf.records.get(name) === newer).toBe(false);
      expect(await found()).toBeNull();
    });

    it.each([
      ["cut short", (record: Uint8Array<ArrayBuffer>) => record.slice(0, 40)],
      ["flipped", (record: Uint8Array<ArrayBuffer>) => record.map((byte, at) => (at === 99 ? byte ^ 1 : byte))],
    ])("%s is none, and said", async (_, damage) => {
      shelf.records.set(name, damage(shelf.records.get(name) as Uint8Array<ArrayBuffer>));
      const device = await DeviceMemory.open(shelf, effects, keys, pin.organisation);
      expect([device.glance, device.damaged]).toEqual([null, 1]);
    });

    it("[CO6] goes before anything else of what two have erased", async () => {
      shelf.put = () => new Promise<void>(() => undefined);
      void held.device?.eraseStreams([first]);
      await expect.poll(() => shelf.records.has(name)).toBe(false);
    });

    it("[CO3] goes with a compartment that was withdrawn, and is not written again beside it", async () => {
      held.drop(first);
      await held.device?.keep(held, glimpse);
      expect([await found(), shelf.records.has(name), held.device?.glanceDue]).toEqual([null, false, true]);
      await held.device?.keep(held, { glance: later, order: glimpse.order });
      expect(await found()).toEqual(later);
    });

    it("[P5] goes where this member is no longer let in, and when the device forgets", async () => {
      await held.device?.dropCache();
      expect([await found(), shelf.records.has(name)]).toEqual([null, false]);
      held = await freshHeld();
      await held.device?.keep(held, glimpse);
      expect(await found()).toEqual(glance);
      await held.device?.forgetAll();
      expect(shelf.records.size).toBe(0);
    });

    it("written by a version that knows another form, is none", () => {
      const written = encodeGlance(glance, { ...noted, pages: [3, 1] });
      expect(readGlance(written)).toEqual({ glance, order: { ...noted, pages: [3, 1] } });
      const said = decodeBody(written);
      for (const odd of [
        { ...said, form: 2 },
        { ...said, pages: [-1] },
        { ...said, parts: new Uint8Array(31) },
        { ...said, pressing: -1 },
        { ...said, cases: [["Grey kettle", 99, 0, true]] },
        { ...said, checkIns: [["Grey kettle", -1, 0, false, false]] },
        { ...said, danger: [["Grey kettle"]] },
        { ...said, waiting: "two" },
      ])
        expect(() => readGlance(encodeBody(odd)), JSON.stringify(odd)).toThrow("FL_BODY");
    });
  });

  describe("of which a part may wait", () => {
    const told = { glance: () => undefined, progress: () => undefined, stopped: () => false, atOnce: 0 };
    let opening: Held;
    let asked: unknown[];
    const readsOn = async () => {
      const rest = opening.device === null ? null : await takeOver(opening, opening.device, told);
      if (rest === null) throw new TypeError("nothing was left to read");
      return rest;
    };

    beforeEach(async () => {
      const nothing = { at: 900, waiting: 0, tasks: 0, checkIns: [], danger: [], decisions: [], cases: [] };
      const order = { parts: [first, second], pressing: 1 };
      await held.device?.keep(held, { glance: nothing, order });
      asked = [];
      opening = await freshHeld();
      opening.session.call = async () => {
        asked.push(opening.reading);
        throw new Unreachable();
      };
    });

    it("opens on what presses, says how much is missing, and asks and writes nothing before all is there", async () => {
      const rest = await readsOn();
      expect([...opening.compartments.keys()]).toEqual([first]);
      const hand = new MemberHand(opening);
      hand.readOn(rest);
      const round = hand.sync();
      expect(hand.view().status.reading).toEqual({ done: 1, of: 2 });
      await round;
      expect(hand.view().status.reading).toBeNull();
      expect([...asked.values()]).toEqual([null]);
      expect(new Set(opening.compartments.keys())).toEqual(new Set([first, second]));
      for (const [stream, { head }] of held.compartments) expect(opening.compartments.get(stream)?.head).toEqual(head);
      held.fold();
      expect(opening.state).toEqual(held.state);
    });

    describe("parts of cases, of which one is in no order", () => {
      const [third, fourth] = [newId<StreamId>(random), newId<StreamId>(random)];
      const aCase = { about: "case", case: "cc".repeat(16) as CaseId, part: "money" } as const;

      beforeEach(async () => {
        for (const stream of [third, fourth]) held.compartments.set(stream, await compartmentOf(stream, aCase));
        await held.device?.keep(held);
        await settle();
        const nothing = { at: 900, waiting: 0, tasks: 0, checkIns: [], danger: [], decisions: [], cases: [] };
        await held.device?.keep(held, { glance: nothing, order: { parts: [third], pressing: 1 } });
        opening = await freshHeld(0);
      });

      it("are read one after the other, and come to stand as they stood", async () => {
        const rest = await readsOn();
        expect(new Set(opening.compartments.keys())).toEqual(new Set([first, second, third]));
        expect(opening.device?.found.has(`far/${fourth}`)).toBe(false);
        await rest(() => undefined);
        expect([opening.reading, opening.device?.hasMore, opening.device?.damaged]).toEqual([null, false, 0]);
        expect(opening.state).toEqual(held.state);
        for (const [stream, { head }] of held.compartments)
          expect(opening.compartments.get(stream)?.head).toEqual(head);
        // And what comes from then on is written as ever.
        opening.drop(fourth);
        await opening.device?.keep(opening);
        expect(itemsOf(await opened(), fourth)).toEqual([]);
        expect(itemsOf(await opened(), third)).toEqual([`far/${third}`, `key/${third}/1`]);
      });

      it("[P5] go, read or not, where this member is no longer let in", async () => {
        expect(opening.device?.hasMore).toBe(true);
        await opening.device?.dropCache();
        // The heads.
        expect(shelf.records.size).toBe(1);
      });
    });

    it("[P5] goes also where it could not be read at this unlock", async () => {
      const device = await DeviceMemory.open(shelf, effects, keys, pin.organisation);
      const { get } = shelf;
      shelf.get = () => Promise.reject(new Error("an invented fault"));
      await device.load();
      shelf.get = get;
      expect([device.view.failing, shelf.records.size > 1]).toEqual([true, true]);
      await device.dropCache();
      expect(shelf.records.size).toBe(1);
    });

    it("[ST4] is held to its head like the rest", async () => {
      const floor = { seq: 9, hash: ZERO_HASH, author: keys.id };
      opening.device?.seen?.streams.set(second, floor);
      await (await readsOn())(() => undefined);
      expect(opening.compartments.get(second)?.floor).toEqual(floor);
    });

    it("locked meanwhile, nothing of it comes into a memory that was emptied", async () => {
      const rest = await readsOn();
      const hand = new MemberHand(opening);
      hand.readOn(rest);
      hand.lock();
      await hand.sync();
      expect([opening.compartments.size, opening.state.streams.size, opening.reading, asked]).toEqual([0, 0, null, []]);
    });
  });

  describe("in two windows", () => {
    const headOf = (hand: Held, stream: StreamId) => hand.compartments.get(stream)?.head.seq;
    let [one, other]: Held[] = [];
    const both = () => {
      if (one === undefined || other === undefined) throw new TypeError("no windows");
      return [one, other] as const;
    };
    const add = async (hand: Held): Promise<StreamId> => {
      const stream = newId<StreamId>(random);
      hand.compartments.set(stream, await compartmentOf(stream));
      await hand.device?.keep(hand);
      return stream;
    };
    beforeEach(async () => {
      effects.release = "an invented release";
      [one, other] = [await again(), await again()];
    });

    it("neither throws away what the other wrote down", async () => {
      const [one, other] = both();
      const added: StreamId[] = [];
      for (let turn = 0; turn < 3; turn++) for (const hand of [one, other]) added.push(await add(hand));
      for (const hand of [one, other]) {
        hand.fold();
        await hand.device?.settle(hand);
      }
      const next = await again();
      expect([...next.compartments.values()].map(({ count, stream }) => [stream, count]).sort()).toEqual(
        [first, second, ...added].map((stream) => [stream, 3]).sort(),
      );
      expect(next.device?.damaged).toBe(0);
    });

    it("[ST4] one that lags behind takes back neither what stands there nor what was seen", async () => {
      const [one, other] = both();
      const ahead = one.compartments.get(first);
      if (ahead !== undefined) await goOn(ahead, ["a fourth", "a fifth"]);
      one.fold();
      await one.device?.keep(one);
      await one.device?.settle(one);
      await add(other);
      other.fold();
      await other.device?.settle(other);
      expect((await opened()).seen?.streams.get(first)?.seq).toBe(4);
      const next = await again();
      expect([headOf(next, first), next.compartments.get(first)?.pastCount]).toEqual([4, 5]);
      expect(next.device?.damaged).toBe(0);
    });

    it("[CO6] what one erases goes also as the other wrote it since, and is not seen again", async () => {
      const [one, other] = both();
      const ahead = one.compartments.get(first);
      if (ahead !== undefined) await goOn(ahead, ["a fourth"]);
      one.fold();
      await one.device?.keep(one);
      await one.device?.settle(one);
      other.drop(first);
      await other.device?.eraseStreams([first]);
      await other.device?.keep(other);
      const device = await opened();
      expect(itemsOf(device, first)).toEqual([]);
      expect(device.seen?.streams.has(first)).toBe(false);
      expect(itemsOf(device, second)).not.toEqual([]);
    });

    it("what both write in the same moment stays of both: looks, searches, half-written calls", async () => {
      const windows = both();
      const beside = (mine: string) => (kept: string) =>
        [...kept.split(" ").filter(Boolean), mine].toSorted().join(" ");
      await Promise.all(
        windows.flatMap(({ device }, at) => [
          device?.keepLooks(beside(`look-${at}`)),
          device?.keepSearches(beside(`search-${at}`)),
          device?.keepDraft(`An invented call, ${at}.`),
        ]),
      );
      const device = await opened();
      expect([await device.keptLooks(), await device.keptSearches()]).toEqual(["look-0 look-1", "search-0 search-1"]);
      for (const [at, one] of windows.entries()) expect(await one.device?.keptDraft()).toBe(`An invented call, ${at}.`);
    });

    it("where one has the device forget everything, the other keeps nothing more either", async () => {
      const [one, other] = both();
      await one.device?.forgetAll();
      await add(other);
      expect(shelf.records.size).toBe(0);
      expect(other.device?.view).toMatchObject({ since: null, size: 0 });
    });

    it("… at once, whoever has the turn; what that one had under way goes too, and no draft comes after", async () => {
      const [one, other] = both();
      let end = (): void => undefined;
      const turn = shelf.alone(async () => {
        await new Promise<void>((resolve) => {
          end = resolve;
        });
        await shelf.put("0".repeat(32), utf8("under way"));
      });
      const forgetting = one.device?.forgetAll();
      await vi.waitFor(() => expect(shelf.records.size).toBe(0), { timeout: 20_000 });
      end();
      await Promise.all([turn, forgetting]);
      expect(await other.device?.keepDraft("an invented word")).toBe(false);
      expect(shelf.records.size).toBe(0);
    });

    it("[P6] where the server counts from an older state, how far the other had read says nothing any more", async () => {
      const [one, other] = both();
      for (const hand of [one, other]) {
        hand.syncedAt = 1_000;
        hand.threadsRead = 100;
        await hand.device?.keep(hand);
      }
      other.threadsRead = 50;
      await other.device?.keep(other);
      other.threadsRead = 60;
      await other.device?.keep(other);
      expect((await opened()).seen?.threadsRead).toBe(60);
    });
  });

  it("where no turns can be taken it keeps and lets go all the same", async () => {
    shelf.alone = () => Promise.reject(new Error("no room for a turn"));
    const third = newId<StreamId>(random);
    held.compartments.set(third, await compartmentOf(third));
    await held.device?.keep(held);
    expect(itemsOf(await opened(), third)).not.toEqual([]);
    await held.device?.forgetAll();
    expect(shelf.records.size).toBe(0);
  });

  it("after the desk is locked nothing is written any more", async () => {
    held.forget();
    const before = new Map(shelf.records);
    await held.device?.keep(held);
    await held.device?.settled();
    expect(shelf.records).toEqual(before);
  });
});
