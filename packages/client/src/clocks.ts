/** This device's clock beside the server's: either may be wrong, and the server's may lie. */
import type { Outcome } from "./hand.ts";
import type { Held } from "./held.ts";

/** ms. Below this a wrong clock misplaces nobody: rows carry the server's hour, and letters are held inside it. */
const APART = 2 * 3_600_000;

/** Whichever of the two is wrong: what goes by the hour is not done by this device, which says so. */
export const areClocksApart = ({ told }: Pick<Held, "told">): boolean => Math.abs(told.clockAhead) >= APART;

/**
 * How old a look at the search lists is, and until when two people's go holds, is said by the clock of whoever presses: by one
 * that is a day slow, a look of the day before yesterday would be fresh.
 */
export const byTheHour = <T>(held: Pick<Held, "told">, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> =>
  areClocksApart(held) ? Promise.resolve({ kind: "clocks-apart" }) : work();

/** What is over by this one is over by both. */
export const earlierClock = ({ told, effects }: Pick<Held, "told" | "effects">): number =>
  effects.clock() + Math.min(0, told.clockAhead);
