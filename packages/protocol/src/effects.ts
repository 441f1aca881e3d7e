import type { Bytes } from "./bytes.ts";

/** Milliseconds since 1970. Only an app's `main.ts` makes the real one. */
export type Clock = () => number;

/** `length` bytes from a cryptographic generator. Only an app's `main.ts` makes the real one. */
export type Random = (length: number) => Bytes;

/** Whole hours since 1970: the finest time that rows, cards and the server keep. [P9] */
export function hourOf(milliseconds: number): number {
  return Math.floor(milliseconds / 3_600_000);
}
