/**
 * MP4, MOV, 3GP and M4A (ISO/IEC 14496-12): nothing is moved, for sound and picture are found by their place. What tells
 * where, when, with what and by whom is overwritten with zeros: user data, metadata, times, names of handlers, unknown
 * boxes; and in the media itself every byte that belongs to no sound or picture (phones write place and motion there, as
 * a track of its own). What lies inside the coded sound and picture is not looked at.
 */
import { ascii, asciiBytes, type Bytes, u32, u64 } from "./bytes.ts";

type Box = { type: string; at: number; body: number; end: number };
type Range = { from: number; to: number };

const boxesIn = (bytes: Uint8Array, from: number, to: number): Box[] | null => {
  const boxes: Box[] = [];
  for (let at = from; at < to; ) {
    const short = u32(bytes, at);
    const length = short === 1 ? u64(bytes, at + 8) : short === 0 ? to - at : short;
    const body = at + (short === 1 ? 16 : 8);
    // QuickTime ends some lists with four zero bytes.
    if (short === 0 && to - at < 8) break;
    if (!(at + length <= to) || body > at + length) return null;
    boxes.push({ type: ascii(bytes, at + 4, 4), at, body, end: at + length });
    at += length;
  }
  return boxes;
};

const TOP = new Set(["ftyp", "moov", "mdat", "free", "skip", "wide"]);
const MOOV = new Set(["mvhd", "trak", "iods"]);
const TRAK = new Set(["tkhd", "edts", "tref", "mdia", "tapt", "load"]);
const MDIA = new Set(["mdhd", "hdlr", "minf", "elng"]);
const MINF = new Set(["vmhd", "smhd", "hdlr", "dinf", "stbl", "gmhd", "nmhd"]);
const STBL = new Set("stsd stts ctts stss stsc stsz stz2 stco co64 sdtp cslg sgpd sbgp stps".split(" "));
/** Brands of still pictures in the same boxes, whose items lie elsewhere; and of films in fragments. */
const NOT_FILMS = /heic|heix|hevc|mif1|msf1|avif|avis|dash|iso5 /;

/** Cleans in place. @returns null where it is not one of these, or is in a way that is not known here */
export const cleanFilm = (original: Uint8Array): Bytes | null => {
  const bytes = new Uint8Array(original);
  const top = boxesIn(bytes, 0, bytes.length);
  const moov = top?.find(({ type }) => type === "moov");
  const brand = top?.find(({ type }) => type === "ftyp");
  if (!top || !moov || (brand === undefined && top[0]?.type !== "wide" && top[0]?.type !== "moov")) return null;
  if (brand && NOT_FILMS.test(ascii(bytes, brand.body, 4))) return null;
  if (top.some(({ type }) => type === "moof")) return null;
  const media: Range[] = [];
  if (!cleanMoov(bytes, moov, media)) return null;
  for (const box of top) {
    if (!TOP.has(box.type)) blank(bytes, box);
    else if (box.type === "free" || box.type === "skip" || box.type === "wide") bytes.fill(0, box.body, box.end);
    else if (box.type === "mdat") blankBetween(bytes, box, media);
  }
  return media.length === 0 ? null : bytes;
};

/** A box that is skipped by whoever reads: its kind gone, its inside zeros. */
const blank = (bytes: Bytes, { at, body, end }: Box): void => {
  bytes.set(asciiBytes("free"), at + 4);
  bytes.fill(0, body, end);
};

/** Everything in it that is in none of the ranges. */
const blankBetween = (bytes: Bytes, { body, end }: Box, ranges: readonly Range[]): void => {
  let at = body;
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    if (to <= at) continue;
    if (from >= end) break;
    if (from > at) bytes.fill(0, at, from);
    at = to;
  }
  if (at < end) bytes.fill(0, at, end);
};

/** The boxes inside, those that are not known blanked. */
const known = (bytes: Bytes, { body, end }: Box, names: ReadonlySet<string>): Box[] | null => {
  const boxes = boxesIn(bytes, body, end);
  if (boxes === null) return null;
  for (const box of boxes) if (!names.has(box.type)) blank(bytes, box);
  return boxes.filter(({ type }) => names.has(type));
};

/** When it was made and changed: in the old form four bytes each, in the new one eight. */
const blankTimes = (bytes: Bytes, { body }: Box): void => {
  bytes.fill(0, body + 4, body + 4 + (bytes[body] === 1 ? 16 : 8));
};

const cleanMoov = (bytes: Bytes, moov: Box, media: Range[]): boolean => {
  // Fragments keep their samples' places elsewhere.
  if (boxesIn(bytes, moov.body, moov.end)?.some(({ type }) => type === "mvex" || type === "cmov") !== false)
    return false;
  const parts = known(bytes, moov, MOOV);
  if (parts === null) return false;
  for (const box of parts) {
    if (box.type === "mvhd") blankTimes(bytes, box);
    if (box.type === "trak" && !cleanTrack(bytes, box, media)) return false;
  }
  return true;
};

const cleanTrack = (bytes: Bytes, trak: Box, media: Range[]): boolean => {
  const mdia = boxesIn(bytes, trak.body, trak.end)?.find(({ type }) => type === "mdia");
  const hdlr = mdia && boxesIn(bytes, mdia.body, mdia.end)?.find(({ type }) => type === "hdlr");
  if (mdia === undefined || hdlr === undefined) return false;
  const handler = ascii(bytes, hdlr.body + 8, 4);
  if (handler !== "vide" && handler !== "soun") {
    blank(bytes, trak);
    return true;
  }
  const outer = known(bytes, trak, TRAK);
  if (outer === null) return false;
  for (const box of outer) {
    if (box.type === "tkhd") blankTimes(bytes, box);
    // It may refer to a track that is gone now.
    if (box.type === "tref") blank(bytes, box);
  }
  const parts = known(bytes, mdia, MDIA);
  const minf = parts?.find(({ type }) => type === "minf");
  if (!parts || minf === undefined) return false;
  for (const box of parts) if (box.type === "mdhd") blankTimes(bytes, box);
  const inner = known(bytes, minf, MINF);
  const stbl = inner?.find(({ type }) => type === "stbl");
  if (!inner || stbl === undefined) return false;
  for (const box of [...parts, ...inner]) if (box.type === "hdlr") bytes.fill(0, box.body + 12, box.end);
  const tables = known(bytes, stbl, STBL);
  const ranges = tables && sampleRanges(bytes, tables);
  if (!ranges) return false;
  media.push(...ranges);
  return true;
};

/** Where a track's samples lie: chunks begin where `stco` says, and hold as many samples in a row as `stsc` says. */
const sampleRanges = (bytes: Uint8Array, tables: readonly Box[]): Range[] | null => {
  const find = (...types: string[]): Box | undefined => tables.find(({ type }) => types.includes(type));
  const [chunks, runs, sizes] = [find("stco", "co64"), find("stsc"), find("stsz")];
  if (!chunks || !runs || !sizes) return null;
  const fixed = u32(bytes, sizes.body + 4);
  const samples = u32(bytes, sizes.body + 8);
  // Old QuickTime sound counts single values as samples, and says elsewhere how many bytes they take.
  if (fixed > 0 && fixed <= 4) return null;
  const sizeOf = (sample: number): number => (fixed > 0 ? fixed : u32(bytes, sizes.body + 12 + 4 * sample));
  const wide = chunks.type === "co64";
  const count = u32(bytes, chunks.body + 4);
  const runCount = u32(bytes, runs.body + 4);
  if (!(chunks.body + 8 + count * (wide ? 8 : 4) <= chunks.end) || !(runs.body + 8 + runCount * 12 <= runs.end))
    return null;
  if (fixed === 0 && !(sizes.body + 12 + 4 * samples <= sizes.end)) return null;
  const ranges: Range[] = [];
  let sample = 0;
  let run = 0;
  for (let chunk = 0; chunk < count; chunk++) {
    while (run + 1 < runCount && u32(bytes, runs.body + 8 + 12 * (run + 1)) <= chunk + 1) run++;
    const perChunk = u32(bytes, runs.body + 8 + 12 * run + 4);
    const from = wide ? u64(bytes, chunks.body + 8 + 8 * chunk) : u32(bytes, chunks.body + 8 + 4 * chunk);
    const last = Math.min(samples, sample + perChunk);
    let to = from;
    for (; sample < last; sample++) to += sizeOf(sample);
    if (!(to <= bytes.length)) return null;
    ranges.push({ from, to });
  }
  return sample < samples ? null : ranges;
};
