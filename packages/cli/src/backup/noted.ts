import { BACKUP_HOUR, BACKUP_HOURS, readHours, type Store } from "@fairlead/server";

/** More than anybody keeps: with one a day, seven weeks. */
const MOST_NOTED = 50;

/**
 * Notes in the store that a backup of this hour is on a disk somewhere. Administrators see the age of the last one
 * [P6]; whoever erases a case is told which copies still hold it. [CO6]
 */
export async function noteBackup(store: Store, hour: number): Promise<void> {
  const hours = new Set([hour, ...readHours(await store.meta.get(BACKUP_HOURS))]);
  const newestFirst = [...hours].sort((a, b) => b - a).slice(0, MOST_NOTED);
  await store.meta.put(BACKUP_HOURS, JSON.stringify(newestFirst));
  await store.meta.put(BACKUP_HOUR, String(newestFirst[0]));
}
