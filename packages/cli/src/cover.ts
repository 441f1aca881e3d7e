import { readFile } from "node:fs/promises";
import { NEUTRAL_COVER } from "@fairlead/portal/pages";
import type { Cover } from "@fairlead/server";
import type { Given } from "./command.ts";
import { Failure } from "./failure.ts";

export const COVER_OPTIONS = { door: { type: "string" }, cover: { type: "string" } } as const;

export const COVER_MANUAL = `--door PATH        the caller's page lies behind this path, e.g. /r/garden, and the address itself shows a
                     plain page that says nothing. Members' consoles need the path too: --server URL/PATH
  --cover FILE       that plain page: one HTML file without script, nothing of it from elsewhere`;

/** Bytes. Whoever finds the address waits for it on a slow line too. */
const LONGEST = 256 * 1024;
const DOOR = /^(\/[A-Za-z0-9_-]+)+$/;
/** The pages' own words for their languages and files, and the members' calls: a door must not read like one of them. */
const OURS = /^\/(a|api|en|ru|ar)(\/|$)/;

/** @throws Failure */
export async function coverOf(given: Given): Promise<Cover | null> {
  const door = given.text("door")?.replace(/\/+$/, "");
  const file = given.text("cover");
  if (door === undefined) {
    if (file !== undefined) throw new Failure("A cover needs a door: --door /some/path", 2);
    return null;
  }
  if (!DOOR.test(door) || door.length > 80 || OURS.test(door))
    throw new Failure('--door takes a path of letters, digits, "-" and "_", such as /r/garden.', 2);
  return { door, page: file === undefined ? Buffer.from(NEUTRAL_COVER) : await readCover(file) };
}

async function readCover(file: string): Promise<Uint8Array> {
  const page = await readFile(file).catch(() => {
    throw new Failure(`The cover ${file} cannot be read.`, 2);
  });
  if (page.length > LONGEST) throw new Failure("The cover is larger than 256 KB.", 2);
  // It shares its origin with the caller's page: a script there could read along, and a picture from elsewhere would
  // tell somebody who looked.
  if (/<script|<iframe|<link|\bsrc\s*=\s*["']?\s*(https?:)?\/\//i.test(page.toString("utf8")))
    throw new Failure("The cover must have no script and nothing that is fetched: style and pictures inside it.", 2);
  return page;
}
