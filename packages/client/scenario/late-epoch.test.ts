import type { CaseId } from "@fairlead/casework";
import {
  type Bytes,
  epochCommitment,
  epochContinuation,
  hashOf,
  type Member,
  makeEpochKey,
  makeWrap,
  openCommit,
  parseCommit,
  type StreamId,
  sealCommit,
  sealLink,
} from "@fairlead/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { encodeEnvelope } from "../src/envelope.ts";
import type { Hand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { House, random } from "./house.ts";
import { onDisk } from "./lies/disk.ts";
import { LawlessConsole } from "./policy/console.ts";

/**
 * A member begins an epoch and is removed before a colleague has seen it: the colleague leaves that epoch behind. Nothing
 * of it may reach into the next: not its key, and not whom it let in or left out. [ST3] [CO3]
 */
describe("an epoch that comes to light only after its author was removed", () => {
  let house: House;
  let willow: Hand;
  let wren: Hand;
  let heron: Hand;
  let theCase: CaseId;
  let otto: LawlessConsole;

  beforeEach(async () => {
    house = await House.found();
    willow = await house.enrol("Willow", "caseworker");
    wren = await house.enrol("Wren", "coordinator");
    heron = await house.enrol("Heron", "specialist");
    const outgoing = await house.enrol("Otto", "operator");
    const caller = await Caller.with(house);
    await caller.write("An invented call.");
    await willow.sync();
    const team = { owner: willow.me.id, standIn: wren.me.id, team: [outgoing.me.id] };
    theCase = (await done(willow.act.openCase(caller.keys.id, { alias: "Kite", people: 1, ...team }))).case;
    for (const hand of [willow, wren, heron]) await hand.sync();
    otto = await LawlessConsole.open(house, "Otto");
  });
  afterEach(() => house.end());

  /** Otto's last epoch in each part of the case, for these. */
  async function beginFor(readers: readonly Hand[]): Promise<void> {
    const ids = [otto.held.keys.id, ...readers.map(({ me }) => me.id)];
    const members = ids.flatMap((id): Member[] => {
      const member = otto.held.roster.members.get(id);
      return member === undefined ? [] : [member];
    });
    for (const { stream, about } of otto.held.compartments.values()) {
      if (about?.about !== "case") continue;
      const begins = { key: makeEpochKey(random), readers: members, link: true };
      expect(await otto.write({ stream, operations: [], begins })).toEqual({ kind: "done" });
    }
  }

  const readersOf = (hand: Hand) =>
    hand.view().cases[0]?.parts.map(({ readers }) => readers.map(({ handle }) => handle).sort());

  async function goOn(): Promise<void> {
    await done(willow.act.noteCase(theCase, "said after he was gone"));
    for (const hand of [willow, wren]) {
      await hand.sync();
      expect(hand.view().status).toMatchObject({ halted: [], takenAway: [] });
      expect(JSON.stringify(hand.view().cases)).toContain("said after he was gone");
      expect(readersOf(hand)).toEqual([
        ["Willow", "Wren"],
        ["Willow", "Wren"],
      ]);
    }
    await heron.sync();
    expect(JSON.stringify(heron.view())).not.toContain("said after he was gone");
  }

  const LETS_IN: [string, () => Hand[]][] = [
    ["everybody who was in it", () => [willow, wren]],
    ["some, and leaves others out", () => [willow]],
    ["a stranger beside them", () => [willow, wren, heron]],
    ["a stranger alone", () => [heron]],
  ];

  describe.each(LETS_IN)("begun for %s", (_whom, readers) => {
    it("does not hold up whoever hears that he is gone, and then sees it", async () => {
      await beginFor(readers());
      await done(house.founder.act.remove(otto.held.keys.id));
      await willow.sync();
      await goOn();
      await expect(otto.follow()).rejects.toThrow("FL_LOGIN");
    });

    it("… nor whoever would write on before hearing of either", async () => {
      await beginFor(readers());
      await done(house.founder.act.remove(otto.held.keys.id));
      await willow.act.noteCase(theCase, "said before hearing of it");
      await willow.sync();
      await goOn();
      await expect(otto.follow()).rejects.toThrow("FL_LOGIN");
    });
  });

  /** What whoever keeps these keys can read on the disk of the server. */
  async function readsOnDisk(keys: ReadonlyMap<StreamId, Bytes>, text: string): Promise<boolean> {
    for (const [stream, key] of keys) {
      const rows = onDisk(house, (db) => db.prepare("SELECT bytes FROM commits WHERE stream = ?").all(stream));
      for (const { bytes } of rows as { bytes: Uint8Array }[]) {
        const plain = await openCommit(parseCommit(bytes), key).catch(() => null);
        if (plain !== null && Buffer.from(plain).includes(text)) return true;
      }
    }
    return false;
  }

  const ENDS: [string, () => Promise<unknown>][] = [
    ["removed", () => done(house.founder.act.remove(otto.held.keys.id))],
    ["suspended", () => done(willow.act.suspend(otto.held.keys.id))],
  ];

  it.each(ENDS)("[CO3] whoever began it without naming himself is left out of the next, once %s", async (_how, end) => {
    const keys = new Map<StreamId, Bytes>();
    for (const { stream, about, head } of [...otto.held.compartments.values()]) {
      if (about?.about !== "case") continue;
      const key = makeEpochKey(random);
      keys.set(stream, key.slice());
      const { roster } = otto.held;
      const members = [willow, wren].flatMap(({ me }) => roster.members.get(me.id) ?? []);
      const place = { organisation: roster.organisation, stream, epoch: head.epoch + 1 };
      const to = roster.members.get(otto.held.keys.id);
      if (to === undefined) throw new Error("Otto is a member");
      // An honest server takes no epoch of which its author has no wrap; a lying one lets him take it back.
      const wrap = await makeWrap({ place, epochKey: key, to, keys: otto.held.keys, rosterHead: roster.head });
      const begins = { key, readers: members, link: true };
      expect(await otto.writeGiving([wrap], { stream, operations: [], begins })).toEqual({ kind: "done" });
      onDisk(house, (db) => db.prepare("DELETE FROM wraps WHERE stream = ? AND member = ?").run(stream, to.id));
    }
    expect(keys.size).toBe(2);
    for (const hand of [willow, wren]) await hand.sync();
    expect(readersOf(willow)?.[0]).toContain("Otto");
    await end();
    for (const hand of [willow, wren, willow]) await hand.sync();
    await done(willow.act.noteCase(theCase, "said after he was gone"));
    await wren.sync();
    expect(JSON.stringify(wren.view().cases)).toContain("said after he was gone");
    expect(await readsOnDisk(keys, "said after he was gone")).toBe(false);
    expect(readersOf(willow)?.[0]).toEqual(["Willow", "Wren"]);
  });

  it("[CO3] suspended, he lets in no friend by an epoch that he dates back", async () => {
    await done(house.founder.act.suspend(otto.held.keys.id));
    const keys = new Map<StreamId, Bytes>();
    const { roster } = otto.held;
    const people = [willow, wren, heron].flatMap(({ me }): Member[] => {
      const member = roster.members.get(me.id);
      return member === undefined ? [] : [member];
    });
    for (const { stream, about, head, epoch } of otto.held.compartments.values()) {
      if (about?.about !== "case" || !epoch?.key) continue;
      const key = makeEpochKey(random);
      keys.set(stream, key.slice());
      const place = { organisation: roster.organisation, stream, epoch: head.epoch + 1 };
      const commitment = epochCommitment(key, place);
      const commit = await sealCommit({
        place: { ...place, seq: head.seq + 1, prev: head.hash, rosterHead: roster.head },
        framing: {
          kind: "epoch",
          commitment,
          continuation: epochContinuation(epoch.key, place, commitment),
          link: await sealLink(key, epoch.key, place),
          keeping: head.keeping,
        },
        epochKey: key,
        keys: otto.held.keys,
        operations: encodeEnvelope({
          at: house.now,
          operations: [],
          readers: people.map(({ id }) => id),
          given: [{ member: heron.me.id, history: true }],
        }),
        random,
      });
      const giving = { place, epochKey: key, keys: otto.held.keys, rosterHead: roster.head };
      const wraps = await Promise.all(people.map((to) => makeWrap({ ...giving, to })));
      onDisk(house, (db) => {
        const run = (sql: string, ...values: (string | number | Uint8Array)[]) => db.prepare(sql).run(...values);
        const { hash, bytes, header } = commit;
        run("INSERT INTO commits (hash, stream, seq, bytes) VALUES (?, ?, ?, ?)", hash, stream, header.seq, bytes);
        run("INSERT INTO epochs (stream, epoch, commitment) VALUES (?, ?, ?)", stream, place.epoch, commitment);
        for (const [index, wrap] of wraps.entries()) {
          const member = people[index]?.id ?? "";
          const row = [hashOf(wrap), stream, place.epoch, member, wrap] as const;
          run("INSERT INTO wraps (hash, stream, epoch, member, bytes) VALUES (?, ?, ?, ?, ?)", ...row);
        }
        run("UPDATE streams SET seq = ?, hash = ?, epoch = ? WHERE stream = ?", header.seq, hash, place.epoch, stream);
      });
    }
    expect(keys.size).toBe(2);
    for (const hand of [willow, wren, heron]) await hand.sync();
    await goOn();
    expect(await readsOnDisk(keys, "said after he was gone")).toBe(false);
  });
});
