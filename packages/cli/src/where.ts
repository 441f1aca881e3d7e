import { mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { openStore, type Store, StoreRefused } from "@fairlead/server";
import type { Given } from "./command.ts";
import type { Effects } from "./effects.ts";
import { Failure } from "./failure.ts";

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
  if (database !== undefined) return openAt(database);
  await makeFolder(effects);
  return openAt(join(folderOf(effects), "store.sqlite"));
}

/** A path is one SQLite file. @throws Failure where another Fairlead has written it, and this one cannot read that */
export async function openAt(place: string): Promise<Store> {
  try {
    return await openStore(place);
  } catch (error) {
    if (!(error instanceof StoreRefused)) throw error;
    if (error.code === "FL_STORE_OLDER")
      throw new Failure("This store was written by a Fairlead too old for this one (CHANGELOG.md). It is as it was.");
    if (error.code === "FL_STORE_NEWER")
      throw new Failure("This store was written by a newer Fairlead. Bring this one up to date first.");
    throw error;
  }
}
