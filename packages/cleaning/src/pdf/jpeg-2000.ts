/** JPEG 2000 (ISO/IEC 15444-1), as PDFs hold it: in boxes, or bare. Metadata boxes and the coder's remarks go. */
import { ascii, type Bytes, join, u16, u32, u64 } from "../bytes.ts";

const KEPT = new Set(["jP  ", "ftyp", "jp2h"]);
const CODE = "jp2c";
const DROPPED = new Set(["xml ", "uuid", "uinf", "free", "jp2i", "rreq"]);
const START = 0xff4f;
const SIZE = 0xff51;
const REMARK = 0xff64;
const TILE = 0xff90;

/** @returns null where it is none, or is in a way that is not known here */
export const cleanJpeg2000 = (bytes: Uint8Array): Bytes | null => {
  if (u16(bytes, 0) === START) return cleanCode(bytes);
  if (ascii(bytes, 4, 4) !== "jP  ") return null;
  const kept: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const short = u32(bytes, at);
    const type = ascii(bytes, at + 4, 4);
    const body = at + (short === 1 ? 16 : 8);
    const end = short === 0 ? bytes.length : at + (short === 1 ? u64(bytes, at + 8) : short);
    if (!(end <= bytes.length) || body > end) return null;
    if (KEPT.has(type)) kept.push(bytes.subarray(at, end));
    else if (type === CODE) {
      const code = cleanCode(bytes.subarray(body, end));
      if (code === null) return null;
      const length = code.length + 8;
      kept.push(Uint8Array.of(length >>> 24, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff));
      kept.push(bytes.subarray(at + 4, at + 8), code);
    } else if (!DROPPED.has(type)) return null;
    at = end;
  }
  return join(kept);
};

/** Before the first tile stand segments with lengths of their own; nothing in them counts from the beginning. */
const cleanCode = (bytes: Uint8Array): Bytes | null => {
  if (u16(bytes, 0) !== START || u16(bytes, 2) !== SIZE) return null;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (u16(bytes, at) !== TILE) {
    const end = at + 2 + u16(bytes, at + 2);
    if (!(end <= bytes.length) || end < at + 4 || bytes[at] !== 0xff) return null;
    if (u16(bytes, at) !== REMARK) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return join([...kept, bytes.subarray(at)]);
};
