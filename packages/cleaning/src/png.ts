/** PNG (W3C): picture, colours and animation stay; texts, times and EXIF go, and whatever lies behind the end. */
import { ascii, type Bytes, join, u32 } from "./bytes.ts";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const PICTURE = new Set("IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs acTL fcTL fdAT".split(" "));

export const cleanPng = (bytes: Uint8Array): Bytes | null => {
  if (SIGNATURE.some((byte, index) => bytes[index] !== byte)) return null;
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  for (let at = 8; ; ) {
    const length = u32(bytes, at);
    const type = ascii(bytes, at + 4, 4);
    const end = at + 12 + length;
    if (!(end <= bytes.length) || !/^[A-Za-z]{4}$/.test(type)) return null;
    if (PICTURE.has(type)) kept.push(bytes.subarray(at, end));
    // A capital letter: the picture cannot be shown without it, and we do not know it.
    else if (/^[A-Z]/.test(type)) return null;
    if (type === "IEND") return join(kept);
    at = end;
  }
};
