import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Shelf } from "@fairlead/client";

const NAME = /^[0-9a-f]{32}$/;

/**
 * What a member's machine remembers, as files in one folder that only its owner reads. A record is written beside,
 * synced and moved into place: killed at any moment, the old one or the new one stands under its name.
 */
export function folderShelf(folder: string): Shelf {
  const pathOf = (name: string): string => {
    if (!NAME.test(name)) throw new TypeError("not the name of a record");
    return join(folder, name);
  };
  return {
    async get(name) {
      try {
        return new Uint8Array(await readFile(pathOf(name)));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async put(name, bytes) {
      const path = pathOf(name);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const beside = join(folder, `.${randomUUID()}`);
      const file = await open(beside, "wx", 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } catch (error) {
        await file.close();
        await rm(beside, { force: true });
        throw error;
      }
      await file.close();
      await rename(beside, path);
      await syncFolder(folder);
    },
    async delete(name) {
      await rm(pathOf(name), { force: true });
    },
    async list() {
      try {
        return (await readdir(folder)).filter((name) => NAME.test(name));
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },
    async erase() {
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The new name is on the disk only when the folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
