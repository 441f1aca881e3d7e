import { type Bytes, u16, u16le, u32, u32le } from "./bytes.ts";

/** Where it stands on its head: the one fact of a photo's metadata without which it cannot be looked at. 1: upright. */
export const orientationIn = (tiff: Uint8Array): number => {
  const little = tiff[0] === 0x49;
  const [two, four] = little ? [u16le, u32le] : [u16, u32];
  const first = four(tiff, 4);
  const entries = two(tiff, first);
  for (let entry = 0; entry < Math.min(entries, 200); entry++) {
    const at = first + 2 + 12 * entry;
    if (two(tiff, at) !== 0x0112) continue;
    const value = two(tiff, at + 8);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
};

/** A TIFF block that says this and nothing else. */
export const orientationOnly = (orientation: number): Bytes =>
  Uint8Array.of(
    ...[0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8],
    ...[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0],
    ...[0, 0, 0, 0],
  );
