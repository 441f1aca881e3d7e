/** What is under a store: the same bytes, kept durably, with nothing of ours around them. */
import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import pg from "pg";

/** @returns a second, one after the other, each on the disk before the next. */
export function appendRate(folder: string, rows: readonly Uint8Array[]): number {
  const file = openSync(join(folder, "appended"), "w");
  try {
    return rateOf(rows.length, () => {
      for (const row of rows) {
        writeSync(file, row);
        fdatasyncSync(file);
      }
    });
  } finally {
    closeSync(file);
  }
}

/** One INSERT a transaction, WAL with synchronous=FULL: the settings of our store. */
export function sqliteRate(folder: string, rows: readonly Uint8Array[]): number {
  const database = new DatabaseSync(join(folder, "bare.sqlite"));
  try {
    database.exec(
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE kept (id INTEGER PRIMARY KEY, bytes BLOB)",
    );
    const insert = database.prepare("INSERT INTO kept (bytes) VALUES (?)");
    return rateOf(rows.length, () => {
      for (const row of rows) insert.run(row);
    });
  } finally {
    database.close();
  }
}

/** One INSERT a transaction over `connections` at once, synchronous_commit on. */
export async function postgresRate(url: string, rows: readonly Uint8Array[], connections: number): Promise<number> {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  try {
    await clients[0]?.query("CREATE TABLE IF NOT EXISTS bare_rows (id BIGSERIAL PRIMARY KEY, bytes BYTEA)");
    const started = performance.now();
    await Promise.all(
      clients.map(async (client, turn) => {
        const mine = rows.filter((_, index) => index % connections === turn);
        for (const row of mine) await client.query("INSERT INTO bare_rows (bytes) VALUES ($1)", [Buffer.from(row)]);
      }),
    );
    return (rows.length / (performance.now() - started)) * 1000;
  } finally {
    for (const client of clients) await client.end();
  }
}

/** An empty database of its own in the same cluster. @returns its address. */
export async function newDatabase(url: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

function rateOf(count: number, work: () => void): number {
  const started = performance.now();
  work();
  return (count / (performance.now() - started)) * 1000;
}
