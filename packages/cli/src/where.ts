import { mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { openStore, type Store } from "@fairlead/server";
import type { Given } from "./command.ts";
import type { Effects } from "./effects.ts";

const CHECKOUT = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

/** Everything a server keeps: FAIRLEAD_DIR, by default `.fairlead/` in the checkout. */
export function folderOf(effects: Effects): string {
  return resolve(effects.env.FAIRLEAD_DIR ?? join(CHECKOUT, ".fairlead"));
}

/** Makes that folder where it is not there: for its owner alone. */
export async function makeFolder(effects: Effects): Promise<void> {
  await mkdir(folderOf(effects), { recursive: true, mode: 0o700 });
}

export const DATABASE_OPTION = { database: { type: "string" } } as const;

export const DATABASE_MANUAL = `--database URL    postgres://… ; without it one SQLite file in FAIRLEAD_DIR (default .fairlead/).
                  A password belongs in PGPASSWORD or ~/.pgpass, not on the command line.`;

/** The store that the options name. */
export async function storeOf(given: Given, effects: Effects): Promise<Store> {
  const database = given.text("database");
  if (database !== undefined) return openStore(database);
  await makeFolder(effects);
  return openStore(join(folderOf(effects), "store.sqlite"));
}
