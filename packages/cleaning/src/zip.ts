/**
 * Zip (APPNOTE 6.3), as Office writes it. Entries that are kept as they are stay packed as they were; changed ones are
 * stored unpacked, so that the same file always gives the same bytes. Unpacking is the browser's own.
 */
import { asciiBytes, type Bytes, join, littleEndian, u16le, u32le } from "./bytes.ts";

export type Entry = { name: string; method: 0 | 8; packed: Uint8Array; crc: number; size: number };

/** Far more than a document has; a bomb has more. */
const ENTRIES = 5_000;
const UNPACKED = 64 * 1024 * 1024;
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Encrypted, or of a kind that this does not read. */
const ODD_FLAGS = 0x0001 | 0x0040 | 0x2000;

/** @returns null for whatever is not a plain zip, holds too much, or names an entry twice */
export const readZip = (bytes: Uint8Array): Entry[] | null => {
  let end = bytes.length - 22;
  while (end >= 0 && u32le(bytes, end) !== END) end--;
  if (end < 0) return null;
  const count = u16le(bytes, end + 10);
  if (count > ENTRIES) return null;
  const entries = new Map<string, Entry>();
  let at = u32le(bytes, end + 16);
  let whole = 0;
  for (let index = 0; index < count; index++) {
    if (u32le(bytes, at) !== CENTRAL) return null;
    const [flags, method] = [u16le(bytes, at + 8), u16le(bytes, at + 10)];
    const [crc, packed, size] = [u32le(bytes, at + 16), u32le(bytes, at + 20), u32le(bytes, at + 24)];
    const [nameLength, extra, comment] = [u16le(bytes, at + 28), u16le(bytes, at + 30), u16le(bytes, at + 32)];
    const local = u32le(bytes, at + 42);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    at += 46 + nameLength + extra + comment;
    whole += size;
    if ((flags & ODD_FLAGS) !== 0 || (method !== 0 && method !== 8) || !(whole <= UNPACKED)) return null;
    if (u32le(bytes, local) !== LOCAL || entries.has(name) || name.includes("..")) return null;
    const from = local + 30 + u16le(bytes, local + 26) + u16le(bytes, local + 28);
    if (!(from + packed <= bytes.length)) return null;
    if (!name.endsWith("/"))
      entries.set(name, { name, method, packed: bytes.subarray(from, from + packed), crc, size });
  }
  return [...entries.values()];
};

/** @returns null where it is broken, or larger than it says: whoever lies about a size is a bomb */
export const unpack = async ({ method, packed, size, crc }: Entry): Promise<Bytes | null> => {
  const bytes = method === 0 ? new Uint8Array(packed) : await inflate(packed, size);
  return bytes !== null && bytes.length === size && crcOf(bytes) === crc ? bytes : null;
};

const inflate = async (packed: Uint8Array, size: number): Promise<Bytes | null> => {
  try {
    const stream = new Blob([new Uint8Array(packed)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const reader = stream.getReader();
    const parts: Uint8Array[] = [];
    let length = 0;
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      parts.push(next.value);
      length += next.value.length;
      if (length > size) {
        await reader.cancel();
        return null;
      }
    }
    return join(parts);
  } catch {
    return null;
  }
};

export const stored = (name: string, bytes: Uint8Array): Entry => ({
  name,
  method: 0,
  packed: bytes,
  crc: crcOf(bytes),
  size: bytes.length,
});

/** No times, no comments, no extra fields, no system that made it. */
export const writeZip = (entries: readonly Entry[]): Bytes => {
  const parts: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let at = 0;
  const two = (value: number) => littleEndian(value, 2);
  const four = (value: number) => littleEndian(value, 4);
  for (const { name, method, packed, crc, size } of entries) {
    const named = new TextEncoder().encode(name);
    // Flag 11: the name is UTF-8. 1980-01-01, the first day that there is.
    const common = [two(0x0800), two(method), two(0), two(0x21), four(crc), four(packed.length), four(size)];
    const lengths = [two(named.length), two(0)];
    const head = join([asciiBytes("PK\x03\x04"), two(20), ...common, ...lengths, named]);
    parts.push(head, packed);
    const rest = [two(0), two(0), two(0), four(0), four(at)];
    central.push(join([asciiBytes("PK\x01\x02"), two(20), two(20), ...common, ...lengths, ...rest, named]));
    at += head.length + packed.length;
  }
  const list = join(central);
  const counts = [two(entries.length), two(entries.length), four(list.length), four(at), two(0)];
  return join([...parts, list, asciiBytes("PK\x05\x06"), two(0), two(0), ...counts]);
};

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

const crcOf = (bytes: Uint8Array): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
};
