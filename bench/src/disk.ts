/** A folder on the disk where data really lie: /tmp may be memory, and there fsync costs nothing. */
import { mkdirSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { whenWeEnd } from "../../script/when-we-end.ts";

const FAIRLEAD_DIR = process.env.FAIRLEAD_DIR || join(import.meta.dirname, "../../.fairlead");

/** @returns a new folder; gone when this process has ended, however it ended. */
export function folderOnDisk(): string {
  mkdirSync(FAIRLEAD_DIR, { recursive: true });
  const folder = mkdtempSync(join(FAIRLEAD_DIR, "bench-"));
  whenWeEnd('rm -rf "$1"', folder);
  return folder;
}
