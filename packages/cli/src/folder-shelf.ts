import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Shelf } from "@fairlead/client";

const NAME = /^[0-9a-f]{32}$/;
/** Whose turn it is to write, by its process. */
const TURN = ".turn";
/** Of whoever wants to write while another process does, and how often it looks. */
const [PATIENCE_MS, LOOK_MS] = [5_000, 20];

/**
 * What a member's machine remembers, as files in one folder that only its owner reads. A record is written beside,
 * synced and moved into place: killed at any moment, the old one or the new one stands under its name.
 */
export function folderShelf(folder: string): Shelf {
  const pathOf = (name: string): string => {
    if (!NAME.test(name)) throw new TypeError("not the name of a record");
    return join(folder, name);
  };
  let turn: Promise<unknown> = Promise.resolve();
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
    alone(work) {
      const mine = turn.then(async () => {
        const path = join(folder, TURN);
        await takeTurn(folder, path);
        try {
          return await work();
        } finally {
          await rm(path, { force: true });
        }
      });
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
}

/** A process that was killed is not waited for, nor any other for ever. */
async function takeTurn(folder: string, path: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
    try {
      const file = await open(path, "wx", 0o600);
      await file.writeFile(String(process.pid));
      await file.close();
      return;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const other = Number(await readFile(path, "utf8").catch(() => ""));
    if (other > 0 && !isAlive(other)) await rm(path, { force: true });
    else await sleep(LOOK_MS);
  }
}

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch {
    return false;
  }
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
