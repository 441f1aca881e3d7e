import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { ROLES } from "@fairlead/protocol";
import { z } from "zod";
import { PIN_SHAPE } from "../pin-file.ts";

/**
 * Where a demo organisation is kept:
 *   organisation.json   who it is, and its members' phrases (which an earnest organisation never writes down)
 *   clock.json          its own time, which stands still while it is stopped
 *   store.sqlite        the store, unless --database names another
 * It is made in `building/` and moved here when it is whole, so that a start cut short begins anew.
 */
const ORGANISATION = z.strictObject({
  format: z.literal("fairlead-demo/1"),
  name: z.string(),
  until: z.string(),
  helped: z.number(),
  pin: PIN_SHAPE,
  members: z.array(z.strictObject({ handle: z.string(), role: z.enum(ROLES), phrase: z.string() })),
});

export type DemoOrganisation = z.infer<typeof ORGANISATION>;

const CLOCK = z.strictObject({ now: z.number() });

export interface DemoFolder {
  store: string;
  organisation(): Promise<DemoOrganisation | null>;
  clock(): Promise<number | null>;
  keepClock(now: number): Promise<void>;
}

export function demoFolder(folder: string): DemoFolder {
  return {
    store: join(folder, "store.sqlite"),
    async organisation() {
      const text = await readFile(join(folder, "organisation.json"), "utf8").catch(() => null);
      return text === null ? null : ORGANISATION.parse(JSON.parse(text));
    },
    async clock() {
      const text = await readFile(join(folder, "clock.json"), "utf8").catch(() => null);
      return text === null ? null : CLOCK.parse(JSON.parse(text)).now;
    },
    keepClock: (now) => writeWhole(join(folder, "clock.json"), JSON.stringify({ now })),
  };
}

/** An empty place to build in; what a start cut short left there goes. */
export async function beginBuilding(folder: string): Promise<DemoFolder> {
  await rm(building(folder), { recursive: true, force: true });
  await mkdir(building(folder), { recursive: true, mode: 0o700 });
  return demoFolder(building(folder));
}

export async function finishBuilding(folder: string, organisation: DemoOrganisation, now: number): Promise<void> {
  await writeWhole(join(building(folder), "organisation.json"), `${JSON.stringify(organisation, null, 2)}\n`);
  await demoFolder(building(folder)).keepClock(now);
  await rm(folder, { recursive: true, force: true });
  await rename(building(folder), folder);
}

function building(folder: string): string {
  return `${folder}.building`;
}

async function writeWhole(file: string, text: string): Promise<void> {
  const partial = `${file}.partial`;
  const handle = await open(partial, "w", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(partial, file);
}
