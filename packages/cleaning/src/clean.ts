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
/** null: not of the kind that it cleans, or holds something that it does not know. */
export type Cleaner = (bytes: Uint8Array) => Bytes | null | Promise<Bytes | null>;

const CLEANERS: readonly Cleaner[] = [cleanJpeg, cleanPng, cleanWebp, cleanFilm, cleanOffice];

/** What the caller's own phone cleans, before anything is sent. */
export const cleanFile = (bytes: Uint8Array): Promise<CleanedFile> => cleanWith(CLEANERS, bytes);

/**
 * A second cleaning must change nothing: what is still taken out then was left in the first time, and the file is not
 * called clean.
 */
export const cleanWith = async (cleaners: readonly Cleaner[], bytes: Uint8Array): Promise<CleanedFile> => {
  for (const clean of cleaners) {
    const once = await clean(bytes);
    if (once === null) continue;
    const twice = await clean(once);
    const same = twice !== null && twice.length === once.length && twice.every((byte, index) => byte === once[index]);
    return same ? { bytes: once, cleaned: true } : { cleaned: false };
  }
  return { cleaned: false };
};
