import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { House } from "../house.ts";

/** The server's disk, beside the server that runs on it. */
export function onDisk<T>({ folder }: House, work: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(join(folder, "store.db"), { timeout: 5_000 });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

const TABLES = ["roster_entries", "commits", "wraps", "cards", "certificates", "bundles", "mailbox_rows"];

/** How many rows of any kind the server keeps: every write that it took makes them more. */
export function allRowsOn(house: House): number {
  const counts = TABLES.map((table) => `(SELECT COUNT(*) FROM ${table})`).join(" + ");
  return onDisk(house, (db) => Number(db.prepare(`SELECT ${counts} AS kept`).get()?.kept));
}

/** How many of them are of one stream, or of one mailbox. */
export function rowsOn(house: House, of: { stream: string } | { mailbox: string }): number {
  const [name, value] = "stream" in of ? ["stream", of.stream] : ["mailbox", of.mailbox];
  const counts = ["stream" in of ? "commits" : "mailbox_rows", "stream" in of ? "wraps" : "cards"]
    .map((table) => `(SELECT COUNT(*) FROM ${table} WHERE ${name} = $value)`)
    .join(" + ");
  return onDisk(house, (db) => Number(db.prepare(`SELECT ${counts} AS kept`).get({ value })?.kept));
}
