/**
 * Takes location, camera and author out of a file, by what it is and not by what it is called. Pure and without chance: the
 * same file gives the same bytes, or an upload that was cut could not go on. Nothing is decoded or drawn.
 */
import type { Bytes } from "./bytes.ts";
import { cleanFilm } from "./film.ts";
import { cleanJpeg } from "./jpeg.ts";
import { cleanOffice } from "./office.ts";
import { cleanPng } from "./png.ts";
import { cleanWebp } from "./webp.ts";

export type CleanedFile = { bytes: Bytes; cleaned: true } | { cleaned: false };

const CLEANERS = [cleanJpeg, cleanPng, cleanWebp, cleanFilm, cleanOffice] as const;

/**
 * A second cleaning must change nothing: what is still taken out then was left in the first time, and the file is not
 * called clean.
 */
export const cleanFile = async (bytes: Uint8Array): Promise<CleanedFile> => {
  for (const clean of CLEANERS) {
    const once = await clean(bytes);
    if (once === null) continue;
    const twice = await clean(once);
    const same = twice !== null && twice.length === once.length && twice.every((byte, index) => byte === once[index]);
    return same ? { bytes: once, cleaned: true } : { cleaned: false };
  }
  return { cleaned: false };
};
