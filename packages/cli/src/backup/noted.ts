import { BACKUP_HOUR, BACKUP_HOURS, readHours, type Store } from "@fairlead/server";

/** More than anybody keeps: with one a day, seven weeks. */
const MOST_NOTED = 50;

/**
 * Notes in the store that a backup of this hour is on a disk somewhere. Administrators see the age of the last one
 * [P6]; whoever erases a case is told which copies still hold it. [CO6]
 */
export async function noteBackup(store: Store, hour: number): Promise<void> {
  await store.meta.change(BACKUP_HOURS, (noted) => {
    const hours = new Set([hour, ...readHours(noted)]);
    return JSON.stringify([...hours].sort((a, b) => b - a).slice(0, MOST_NOTED));
  });
  await store.meta.change(BACKUP_HOUR, (newest) => String(Math.max(hour, Number(newest ?? hour))));
}
