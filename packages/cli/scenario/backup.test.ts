import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dayFrom, season } from "@fairlead/casework";
import { type Hand, httpTransport, openHand } from "@fairlead/client";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { openStore, readHours, type Store, type StoreRecord, startServer } from "@fairlead/server";
import { generateHybridIdentity, identityToRecipient } from "age-encryption";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Postgres, startPostgres } from "../../../script/postgres.ts";
import { noteBackup } from "../src/backup/noted.ts";
import { readBackup } from "../src/backup/read.ts";
import { learnSince } from "../src/backup/since.ts";
import { writeBackup } from "../src/backup/write.ts";
import { demoFolder } from "../src/demo/folder.ts";
import { makeDemo } from "../src/demo/make.ts";
import { foundInto } from "../src/founding.ts";
import { pinFromJson } from "../src/pin-file.ts";

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const quiet = {
  clock: Date.now,
  random,
  env: {},
  print: () => {},
  tell: () => {},
  tellProgress: () => {},
  terminal: false,
  person: null,
  stopped: new Promise<void>(() => {}),
};
const UNTIL = "2017-04-02";

describe("not lost with one arrest or one disk", () => {
  let folder: string;
  let identity: string;
  let recipient: string;
  let postgres: Postgres | { missing: string };
  let databases = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "fairlead-backup-"));
    identity = await generateHybridIdentity();
    recipient = await identityToRecipient(identity);
    postgres = await startPostgres();
    await makeDemo(join(folder, "demo"), UNTIL, undefined, quiet);
  });
  afterAll(async () => {
    if ("stop" in postgres) await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const demoStore = () => openStore(demoFolder(join(folder, "demo")).store);

  /** An empty database, or why there is none. */
  async function emptyPostgres(): Promise<Store | { missing: string }> {
    if ("missing" in postgres) return postgres;
    const name = `restored_${databases++}`;
    const client = new pg.Client(postgres.url);
    await client.connect();
    await client.query(`CREATE DATABASE ${name}`);
    await client.end();
    const url = new URL(postgres.url);
    url.pathname = `/${name}`;
    return openStore(url.href);
  }

  async function backedUp(name: string): Promise<string> {
    const file = join(folder, name);
    const store = await demoStore();
    await writeBackup(store, file, [recipient], Date.now());
    await store.close();
    return file;
  }

  async function contents(store: Store): Promise<StoreRecord[]> {
    const records: StoreRecord[] = [];
    // The note of the last backup is written after the copy was taken.
    for await (const record of store.snapshot())
      if (record.table !== "meta" && record.table !== "change_counter") records.push(record);
    return records;
  }

  it.for(["sqlite", "postgresql"] as const)(
    "[P6] a backup restores whole into %s, and a member reads on",
    async (kind, test) => {
      const file = await backedUp(`whole-${kind}`);
      const restored = kind === "sqlite" ? await openStore(join(folder, `restored.sqlite`)) : await emptyPostgres();
      if ("missing" in restored) return test.skip(restored.missing);
      const { records } = await readBackup(restored, file, [identity]);
      const original = await demoStore();
      const before = await contents(original);
      expect(await contents(restored)).toEqual(before);
      expect(records).toBeGreaterThan(before.length);
      await original.close();

      const organisation = await demoFolder(join(folder, "demo")).organisation();
      const stood = await demoFolder(join(folder, "demo")).clock();
      const clock = () => stood ?? 0;
      const server = await startServer({ store: restored, clock, random, port: 0, log: () => {} });
      const wren = organisation?.members.find(({ handle }) => handle === "Wren");
      if (organisation === null || wren === undefined) throw new Error("the demo has no Wren");
      const opened = await openHand(
        { transport: httpTransport(server.url), clock, random },
        pinFromJson(organisation.pin),
        wren.phrase,
        [ENGLISH],
      );
      expect(opened.kind).toBe("open");
      if (opened.kind === "open") {
        expect(opened.hand.view().status.halted).toEqual([]);
        const { queue, cases } = opened.hand.view();
        expect(queue.threads.length + cases.length).toBeGreaterThan(0);
      }
      await server.close();
      await restored.close();
    },
  );

  it("its age is noted when it is on the disk, and stands nowhere before", async () => {
    const store = await openStore(join(folder, "aged.sqlite"));
    expect(await store.meta.get("backup")).toBeNull();
    await expect(writeBackup(store, join(folder, "no-such-folder", "backup"), [recipient], 0)).rejects.toThrow();
    expect(await store.meta.get("backup")).toBeNull();
    await writeBackup(store, join(folder, "aged"), [recipient], 7 * 3_600_000);
    expect(await store.meta.get("backup")).toBe("7");
    await store.close();
  });

  it("[CO6] the hours of the newest fifty are known, so that whoever erases learns which copies still hold it", async () => {
    const store = await openStore(join(folder, "listed.sqlite"));
    for (let hour = 1; hour <= 52; hour++) await noteBackup(store, hour);
    await noteBackup(store, 52); // a second within the hour is the same hour
    const hours = readHours(await store.meta.get("backups"));
    expect(hours).toHaveLength(50);
    expect([hours[0], hours[49]]).toEqual([52, 3]);
    // Two machines that have written one in the same moment: neither copy is forgotten by the other's note.
    const other = await openStore(join(folder, "listed.sqlite"));
    await Promise.all([noteBackup(store, 54), noteBackup(other, 53)]);
    await other.close();
    const both = await store.meta.get("backups");
    expect([readHours(both).slice(0, 3), await store.meta.get("backup")]).toEqual([[54, 53, 52], "54"]);
    await writeBackup(store, join(folder, "listed"), [recipient], 60 * 3_600_000);
    await store.close();
    // The copy was taken before it was noted; restored, it is known all the same.
    const restored = await openStore(join(folder, "listed-again.sqlite"));
    await readBackup(restored, join(folder, "listed"), [identity]);
    expect(readHours(await restored.meta.get("backups")).slice(0, 3)).toEqual([60, 54, 53]);
    await restored.close();
  });

  it("[CO6] what two erased after the backup is back, unless the old store can still be read", async () => {
    const old = join(folder, "old.sqlite");
    const [organisation, stood] = [
      await demoFolder(join(folder, "demo")).organisation(),
      await demoFolder(join(folder, "demo")).clock(),
    ];
    if (organisation === null || stood === null) throw new Error("no demo");
    const clock = () => stood;
    const pin = pinFromJson(organisation.pin);
    const file = await backedUp("before-erasing");
    const fresh = async (place: string) => {
      const store = await openStore(place);
      await readBackup(store, file, [identity]);
      return store;
    };
    const handsOn = async (store: Store) => {
      const server = await startServer({ store, clock, random, port: 0, log: () => {} });
      const effects = { transport: httpTransport(server.url), clock, random };
      const hands: Hand[] = [];
      for (const { phrase, role } of organisation.members) {
        if (role !== "caseworker" && role !== "coordinator") continue;
        const opened = await openHand(effects, pin, phrase, [ENGLISH]);
        if (opened.kind === "open") hands.push(opened.hand);
      }
      return { server, hands };
    };

    const before = await fresh(old);
    const { server, hands } = await handsOn(before);
    const held = hands.flatMap((hand) => hand.view().cases.map((one) => ({ hand, id: one.case })));
    const pair = held.flatMap((one) =>
      held.filter((two) => two.id === one.id && two.hand !== one.hand).map((two) => [one, two]),
    )[0];
    const [first, second] = pair ?? [];
    if (first === undefined || second === undefined) throw new Error("no case of two");
    expect(await first.hand.act.askErasing(first.id, "an invented wish")).toMatchObject({ kind: "done" });
    await second.hand.sync();
    expect(await second.hand.act.approveErasing(first.id)).toMatchObject({ kind: "done", state: "standing" });
    const newest = second.hand.pin;
    await server.close();

    const without = await fresh(join(folder, "without.sqlite"));
    expect(await learnSince(without, null, newest, clock)).toEqual({ entries: 0, erased: [], behindPin: true });
    expect(await learnSince(without, null, pin, clock)).toMatchObject({ behindPin: false });
    const back = await handsOn(without);
    expect(back.hands.some((hand) => hand.view().cases.some((one) => one.case === first.id))).toBe(true);
    await back.server.close();
    await without.close();

    const again = await fresh(join(folder, "again.sqlite"));
    const since = await learnSince(again, before, newest, clock);
    expect(since).toMatchObject({ erased: [Math.floor(stood / 3_600_000)], behindPin: false });
    const gone = await handsOn(again);
    expect(gone.hands.length).toBe(hands.length);
    for (const hand of gone.hands) {
      expect(hand.view().cases.some((one) => one.case === first.id)).toBe(false);
      expect(hand.view().status.halted).toEqual([]);
    }
    await gone.server.close();
    await again.close();
    await before.close();
  });

  it("members of another organisation are not taken over", async () => {
    const file = await backedUp("other");
    const restored = await openStore(join(folder, "taken.sqlite"));
    await readBackup(restored, file, [identity]);
    const place = await mkdtemp(join(tmpdir(), "fairlead-other-"));
    const other = await openStore(join(place, "store.sqlite"));
    const founding = {
      name: "Other",
      handle: "X",
      partner: null,
      list: ENGLISH,
      figuresDelayDays: 0,
      closedThreadDays: 30,
    };
    await foundInto(other, place, { ...founding, closedCaseDays: 30 }, quiet, async () => {});
    const entries = await restored.roster.count();
    await expect(learnSince(restored, other, null, Date.now)).rejects.toThrow("FL_");
    expect(await restored.roster.count()).toBe(entries);
    await other.close();
    await restored.close();
    await rm(place, { recursive: true });
  });

  it("a file cut short, another key, or a store in use: nothing is restored", async () => {
    const file = await backedUp("cut");
    const bytes = await readFile(file);
    const target = await openStore(join(folder, "target.sqlite"));
    await truncate(file, bytes.length - 100);
    await expect(readBackup(target, file, [identity])).rejects.toThrow();
    expect(await contents(target)).toEqual([]);
    await writeFile(file, bytes);
    await expect(readBackup(target, file, [await generateHybridIdentity()])).rejects.toThrow();
    expect(await contents(target)).toEqual([]);
    await readBackup(target, file, [identity]);
    await expect(readBackup(target, file, [identity])).rejects.toThrow("FL_STORE_NOT_EMPTY");
    await target.close();
  });

  it("[P2] no handle, no letter and no table name is readable in the file", async () => {
    const text = (await readFile(await backedUp("sealed"))).toString("latin1");
    expect(text.startsWith("age-encryption.org/v1")).toBe(true);
    for (const word of ["Wren", "commits", "roster", season(2017, dayFrom(UNTIL)).organisation])
      expect(text).not.toContain(word);
  });
});
