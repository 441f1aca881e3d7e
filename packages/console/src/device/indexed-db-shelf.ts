import type { Shelf } from "@fairlead/client";
import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/** Of whoever wants to write while another window does; a browser may have put that one to sleep. */
const PATIENCE_MS = 5_000;
/** The same once that was in vain: a deed waits for several turns before it is sent, and must not for each anew. */
const LITTLE_PATIENCE_MS = 100;

interface Drawers extends DBSchema {
  records: { key: string; value: Uint8Array<ArrayBuffer> };
}

/**
 * The one thing that the console keeps in a browser: records under random-looking names, sealed before they come here.
 * Opened when first needed. Every method rejects where the browser allows no storage, or has no room.
 */
export const indexedDbShelf = (): Shelf => {
  let opened: Promise<IDBPDatabase<Drawers>> | null = null;
  const database = (): Promise<IDBPDatabase<Drawers>> => {
    const forget = () => {
      opened = null;
    };
    opened ??= openDB<Drawers>("shelf", 1, {
      upgrade: (db) => void db.createObjectStore("records"),
      terminated: forget,
      blocking: (_from, _to, event) => {
        // Another window wants to throw it away: it may.
        if (event.target instanceof IDBDatabase) event.target.close();
        forget();
      },
    }).catch((error: unknown) => {
      forget();
      throw error;
    });
    return opened;
  };
  const write = async (change: (db: IDBPDatabase<Drawers>) => Promise<void>): Promise<void> => change(await database());
  let patience = PATIENCE_MS;
  return {
    get: async (name) => (await (await database()).get("records", name)) ?? null,
    // Strict: what is said to be written is on the disk, as far as the browser can tell.
    put: (name, bytes) =>
      write(async (db) => {
        const transaction = db.transaction("records", "readwrite", { durability: "strict" });
        await Promise.all([transaction.store.put(bytes, name), transaction.done]);
      }),
    delete: (name) => write((db) => db.delete("records", name)),
    list: async () => (await database()).getAllKeys("records"),
    erase: () => write((db) => db.clear("records")),
    alone: async (work) => {
      let begun = false;
      try {
        return await navigator.locks.request("shelf", { signal: AbortSignal.timeout(patience) }, () => {
          begun = true;
          patience = PATIENCE_MS;
          return work();
        });
      } catch (error) {
        if (begun) throw error;
        patience = LITTLE_PATIENCE_MS;
        // Waited long enough, or this browser knows no locks.
        return work();
      }
    },
  };
};
