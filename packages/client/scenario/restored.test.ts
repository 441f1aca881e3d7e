import { copyFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import type { CaseId } from "@fairlead/casework";
import {
  hourOf,
  newId,
  parseRosterEntry,
  type RosterBody,
  rosterEntry,
  type StreamId,
  ZERO_HASH,
} from "@fairlead/protocol";
import { bringRoster, markRestored, openStore } from "@fairlead/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Hand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { House, random } from "./house.ts";
import { insider } from "./insider.ts";
import { onDisk } from "./lies/disk.ts";

/** A server that comes back from a backup, and what its members still know of the time since. */

const storeOf = ({ folder }: House) => resolve(folder, "store.db");

async function backUp(house: House): Promise<void> {
  await house.stop();
  copyFileSync(storeOf(house), `${storeOf(house)}.backup`);
  await house.start();
}

/** @param known that it was restored is told to the store, as `fairlead restore` does */
async function restore(house: House, known = true): Promise<void> {
  await house.stop();
  for (const left of ["-wal", "-shm"]) rmSync(`${storeOf(house)}${left}`, { force: true });
  copyFileSync(`${storeOf(house)}.backup`, storeOf(house));
  if (known) {
    const store = await openStore(storeOf(house));
    await markRestored(store, hourOf(house.now));
    await store.close();
  }
  await house.start();
}

const entriesOn = (house: House): Uint8Array[] =>
  onDisk(house, (db) => db.prepare("SELECT bytes FROM roster_entries ORDER BY seq").all()).map(({ bytes }) => {
    if (!(bytes instanceof Uint8Array)) throw new Error("no bytes");
    return bytes;
  });
/** Commits of whatever may be erased: of cases. */
const commitsOn = (house: House): number => {
  const sql =
    "SELECT COUNT(*) AS n FROM commits c JOIN streams s ON s.stream = c.stream WHERE s.keeping = 'perishable'";
  return Number(onDisk(house, (db) => db.prepare(sql).get())?.n);
};

describe("a case that was handed on and erased after the backup", () => {
  let house: House;
  let willow: Hand;
  let reed: Hand;
  let harbour: Hand;
  let theCase: CaseId;

  beforeEach(async () => {
    house = await House.found();
    willow = await house.enrol("Willow", "caseworker");
    const wren = await house.enrol("Wren", "coordinator");
    reed = await house.enrol("Reed", "caseworker");
    harbour = await house.enrol("Harbour", "coordinator");
    const caller = await Caller.with(house);
    await caller.write("Words to be forgotten.");
    await willow.sync();
    const said = { alias: "Kite", people: 1, owner: willow.me.id, standIn: wren.me.id, team: [] };
    theCase = (await done(willow.act.openCase(caller.keys.id, said))).case;
    for (const hand of [reed, harbour]) await hand.sync();
    await backUp(house);
    const to = { owner: reed.me.id, standIn: harbour.me.id, keepReading: false };
    await done(willow.act.handCaseOver(theCase, to));
    for (const hand of [reed, harbour]) await hand.sync();
    // Those who have it now erase it; in the backup it is others'.
    await done(reed.act.askErasing(theCase, "her own wish"));
    await harbour.sync();
    expect(await done(harbour.act.approveErasing(theCase))).toMatchObject({ state: "standing" });
    await reed.sync();
  });
  afterEach(() => house.end());

  const wren = () => house.founder.view().people.find(({ handle }) => handle === "Wren")?.id ?? house.founder.me.id;

  it("[CO6] [P5] stays erased, and whoever was removed after it stays out, whichever console comes by first", async () => {
    await house.founder.sync();
    await done(house.founder.act.remove(wren()));
    await reed.sync();
    const entries = entriesOn(house);
    await restore(house);
    expect(commitsOn(house)).toBeGreaterThan(0);
    // One of the two themselves: the administrator signed after them.
    await reed.sync();
    expect(entriesOn(house)).toEqual(entries);
    expect(commitsOn(house)).toBe(0);
    expect((await house.tryOpen("Wren")).kind).toBe("unknown-phrase");
    const again = await house.open("Willow");
    expect(again.view().cases).toEqual([]);
    expect(JSON.stringify(again.view())).not.toContain("Words to be forgotten");
  });

  it("[CO6] stays erased where somebody who did not know has gone on with it meanwhile", async () => {
    await house.founder.sync();
    await restore(house);
    const unknowing = await house.open("Willow");
    for (let note = 0; note < 9; note++) await done(unknowing.act.noteCase(theCase, "she has not written since"));
    expect(commitsOn(house)).toBeGreaterThan(9);
    await house.founder.sync();
    expect(commitsOn(house)).toBe(0);
    await unknowing.sync();
    expect(unknowing.view().cases).toEqual([]);
  });

  it("[CO6] is taken from a third member who has followed, not from the two alone", async () => {
    await house.founder.sync();
    const entries = entriesOn(house);
    await restore(house);
    for (const hand of [reed, harbour]) {
      await hand.sync();
      expect(hand.view().status.halted).toMatchObject([{ code: "FL_ROSTER_REGRESSED", safe: "everything-stops" }]);
    }
    expect(entriesOn(house)).toHaveLength(entries.length - 1);
    expect(commitsOn(house)).toBeGreaterThan(0);
    await house.founder.sync();
    expect(entriesOn(house)).toEqual(entries);
    expect(commitsOn(house)).toBe(0);
    await reed.sync();
    expect(reed.view().status.halted.map(({ about }) => about)).not.toContain("roster");
  });

  it("[CO6] `restore --members` brings all of it from the old store, as it tested it", async () => {
    await house.founder.sync();
    await done(house.founder.act.remove(wren()));
    const entries = entriesOn(house);
    await house.stop();
    const restored = await openStore(`${storeOf(house)}.backup`);
    const added = await bringRoster(restored, entries, house.clock);
    expect(added.map((entry) => parseRosterEntry(entry).body.kind)).toEqual(["erase", "remove"]);
    expect(await restored.roster.count()).toBe(entries.length);
    await restored.close();
    await restore(house);
    expect(commitsOn(house)).toBe(0);
  });
});

describe("nothing was restored", () => {
  it("[CO6] [P11] two who hold nothing of a case erase it neither by a higher number nor as if they gave it back", async () => {
    const house = await House.found();
    const willow = await house.enrol("Willow", "caseworker");
    const marsh = await house.enrol("Marsh", "operator");
    for (const handle of ["Reed", "Harbour"]) await house.enrol(handle, "coordinator");
    const caller = await Caller.with(house);
    await caller.write("An invented call.");
    await willow.sync();
    const said = { alias: "Kite", people: 1, owner: willow.me.id, standIn: null, team: [] };
    await done(willow.act.openCase(caller.keys.id, said));
    await done(willow.act.suspend(marsh.me.id));
    const [hers, reed, harbour, suspended] = await Promise.all(
      ["Willow", "Reed", "Harbour", "Marsh"].map((handle) => insider(house, house.phraseOf(handle))),
    );
    if (!hers || !reed || !harbour || !suspended) throw new Error("not opened");
    const parts = [...hers.compartments.values()].filter(({ about }) => about?.about === "case");
    const streams = parts.map(({ stream, head }) => ({ stream, seq: head.seq + 9, hash: ZERO_HASH }));
    const entry = (body: RosterBody, ...signers: (typeof reed)[]) =>
      rosterEntry(
        reed.roster,
        body,
        signers.map(({ keys }) => keys),
        hourOf(house.now),
      );
    const erase = entry({ kind: "erase", streams }, reed, harbour);
    await expect(reed.session.call("/api/roster/append", { entry: erase })).rejects.toMatchObject({
      code: "FL_ERASING",
    });
    const before = entriesOn(house).length;
    // Not from a third one either: an administrator can make himself one, and nothing was restored here.
    for (const giver of [reed, harbour, suspended, hers]) {
      const answer = await giver.session.call("/api/roster/give-back", { entries: [erase] });
      expect(answer.uint("entries")).toBe(before);
    }
    expect(entriesOn(house)).toHaveLength(before);
    expect(commitsOn(house)).toBeGreaterThan(0);
    // What does not follow is not kept at all.
    const lone = entry(
      { kind: "erase", streams: [{ stream: newId<StreamId>(random), seq: 0, hash: ZERO_HASH }] },
      reed,
    );
    await expect(reed.session.call("/api/roster/give-back", { entries: [lone] })).rejects.toMatchObject({
      code: "FL_REFUSED",
    });
    await house.end();
  });
});
