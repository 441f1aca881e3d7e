import { HOUR } from "../say/spans.ts";

/** Eight hours on, at a whole hour: what a shift usually lasts. */
export const shiftEnd = (now: number): number => Math.ceil(now / HOUR) * HOUR + 8 * HOUR;
