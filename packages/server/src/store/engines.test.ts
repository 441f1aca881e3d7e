import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { type Postgres, startPostgres } from "../../../../script/postgres.ts";
import { collect, type StoreHarness, storeContract } from "./contract.ts";
import { freshId, KEYS, NO_ROW, rowAfter, sha } from "./fixture.ts";

import { StoreFull } from "./port.ts";
import { smallDisk } from "./small-disk.ts";
import { openStore } from "./store.ts";

const ROOM = { unanswered: 1e6, known: 1e6, left: 1e9 };
const folder = mkdtempSync(join(tmpdir(), "fairlead-store-"));
// PostgreSQL runs as another user and has to get through to its small disk.
chmodSync(folder, 0o711);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let places = 0;
const file = async (): Promise<string> => join(folder, `${places++}.sqlite`);

function diskOf(options: string): { path: string; remove: () => void } | { missing: string } {
  const path = join(folder, `disk-${places++}`);
  const disk = smallDisk(path, options);
  return "missing" in disk ? disk : { path, ...disk };
}

const sqlite: StoreHarness = {
  start: async () => null,
  stop: async () => undefined,
  place: file,
  async small() {
    const store = await openStore(await file(), { maxPages: 700 });
    return { store, remove: () => store.close() };
  },
  files: (place) =>
    Buffer.concat([place, `${place}-wal`].filter((path) => existsSync(path)).map((path) => readFileSync(path))),
};

let postgres: Postgres | undefined;
let afterStop: (() => void) | undefined;
const postgresql: StoreHarness = {
  async start() {
    const started = await startPostgres();
    if ("missing" in started) return started;
    postgres = started;
    return null;
  },
  async stop() {
    await postgres?.stop();
    afterStop?.();
  },
  async place() {
    if (postgres === undefined) throw new Error("not started");
    const name = `store_${places++}`;
    const client = new pg.Client(postgres.url);
    await client.connect();
    await client.query(`CREATE DATABASE ${name}`);
    await client.end();
    return databaseUrl(name);
  },
  // Only the tablespace is small: a full WAL disk stops PostgreSQL as a whole, which the next start repairs.
  async small() {
    if (postgres === undefined) throw new Error("not started");
    const client = new pg.Client(postgres.url);
    await client.connect();
    const { rows } = await client.query("SHOW data_directory");
    const data = String(rows[0]?.data_directory);
    const { uid, gid } = statSync(data);
    const disk = diskOf(`size=16m,mode=0700,uid=${uid},gid=${gid}`);
    if (!("missing" in disk)) {
      await client.query(`CREATE TABLESPACE small LOCATION '${disk.path}'`);
      await client.query("CREATE DATABASE small TABLESPACE small");
    }
    await client.end();
    if ("missing" in disk) return disk;
    // A mount cannot go while the cluster holds files on it.
    afterStop = disk.remove;
    // A connection that comes after the tables were made writes a file of PostgreSQL's own: on a machine so slow that one has to be
    // opened anew in the middle, it would find the disk full.
    await (await openStore(databaseUrl("small"))).close();
    const store = await openStore(databaseUrl("small"));
    await store.now();
    return { store, remove: () => store.close() };
  },
};

function databaseUrl(name: string): string {
  const url = new URL(postgres?.url ?? "");
  url.pathname = `/${name}`;
  return url.href;
}

storeContract("SQLite", sqlite);
storeContract("PostgreSQL", postgresql);

describe("a disk that is really full", { timeout: 60_000 }, () => {
  it("[P6] a file whose disk is full refuses with FL_STORE_FULL and still reads and takes what has room", async (test) => {
    const disk = diskOf("size=4m");
    if ("missing" in disk) return test.skip(disk.missing);
    const store = await openStore(join(disk.path, "store.sqlite"));
    try {
      const ballast = join(disk.path, "ballast");
      await store.mailboxes.post(rowAfter(NO_ROW, { mailbox: sha("first"), desk: freshId() }), KEYS, ROOM);
      spawnSync("dd", ["if=/dev/zero", `of=${ballast}`, "bs=4096"]);
      const before = await collect(store);
      const post = () =>
        store.mailboxes.post(rowAfter(NO_ROW, { mailbox: sha(freshId()), desk: freshId() }), KEYS, ROOM);
      let failure: unknown;
      let kept = 0;
      for (let tries = 0; tries < 200 && failure === undefined; tries++) {
        await post().then(
          () => kept++,
          (error: unknown) => (failure = error),
        );
      }
      expect(failure).toBeInstanceOf(StoreFull);
      expect((await collect(store)).filter((one) => one.table === "mailbox_rows")).toHaveLength(1 + kept);
      expect(before.filter((one) => one.table === "mailbox_rows")).toHaveLength(1);
      rmSync(ballast);
      expect(await post()).toMatchObject({ kind: "accepted" });
    } finally {
      await store.close();
      disk.remove();
    }
  });
});

describe("from one engine to the other", { timeout: 60_000 }, () => {
  it("a snapshot of SQLite restores into PostgreSQL and back as the same records", async (test) => {
    const missing = (await postgresql.start())?.missing;
    if (missing !== undefined) return test.skip(missing);
    const small = await openStore(await file());
    for (let count = 0; count < 250; count++) {
      await small.mailboxes.post(rowAfter(NO_ROW, { mailbox: sha(freshId()), desk: freshId() }), KEYS, ROOM);
    }
    await small.roster.append(0, sha("entry"), new Uint8Array([1, 2, 3]));
    const records = await collect(small);
    const large = await openStore(await postgresql.place());
    await large.restore(small.snapshot());
    expect(await collect(large)).toEqual(records);
    const back = await openStore(await file());
    await back.restore(large.snapshot());
    expect(await collect(back)).toEqual(records);
    for (const store of [small, large, back]) await store.close();
    await postgresql.stop();
  });
});
