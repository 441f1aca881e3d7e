/** All that lies in a folder, read as whoever takes the disk reads it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const filesIn = (place: string): string[] =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** A file's bytes; what Firefox packs (its list of open pages) is unpacked. A file that goes meanwhile is empty. */
export function bytesOf(file: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
  return bytes.subarray(0, 8).equals(MOZ_LZ4) ? Buffer.concat([bytes, unpackLz4(bytes.subarray(12))]) : bytes;
}

const MOZ_LZ4 = Buffer.from("mozLz40\0");

/** One block of LZ4: literals, then a piece of what came before, again and again (lz4_Block_format.md). */
function unpackLz4(packed: Buffer): Buffer {
  const unpacked: number[] = [];
  let at = 0;
  const length = (short: number): number => {
    let whole = short;
    if (short === 15)
      for (let more = 255; more === 255; ) {
        more = packed[at++] ?? 0;
        whole += more;
      }
    return whole;
  };
  while (at < packed.length) {
    const token = packed[at++] ?? 0;
    for (let left = length(token >> 4); left > 0; left--) unpacked.push(packed[at++] ?? 0);
    if (at >= packed.length) break;
    const back = packed.readUInt16LE(at);
    at += 2;
    for (let left = length(token & 15) + 4; left > 0; left--) unpacked.push(unpacked[unpacked.length - back] ?? 0);
  }
  return Buffer.from(unpacked);
}
