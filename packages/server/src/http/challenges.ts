import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import type { Bytes, Clock, Random } from "@fairlead/protocol/verify";
import { toHex } from "@fairlead/protocol/verify";

const LENGTH = 32;
const TIME = 6;
/** The first byte says a level from 0 to 255: how much is asked of whoever brings it back. */
const FRESH = 10;
const TAG = LENGTH - TIME - FRESH;
/** Far more than a server answers in ten minutes; a ceiling, so that a flood fills no memory. */
const REMEMBERED = 200_000;

const LIFE = { open: 5 * 60_000, login: 5 * 60_000, work: 10 * 60_000 } as const;
export type Purpose = keyof typeof LIFE;

/**
 * Challenges that cost the server nothing until they come back: time, random bytes, and a MAC over both.
 *
 * Any node takes what another gave (they share the key through the store). Each node takes one only once; used
 * at two nodes within its minutes it would answer twice, with the same sealed bytes for the same key holder.
 */
export interface Challenges {
  give(purpose: Purpose, level?: number): Bytes;
  /** The level that it was given with; of one that was taken as ours. */
  level(challenge: Uint8Array): number;
  /** True once for a challenge of ours that is still young. */
  take(purpose: Purpose, challenge: Uint8Array): boolean;
  /** True for ours and young, again and again for the same `use`, and for that one only. */
  takeFor(purpose: Purpose, challenge: Uint8Array, use: string): boolean;
}

export function makeChallenges(key: Uint8Array, clock: Clock, random: Random): Challenges {
  const secret = createSecretKey(key);
  /** Challenge → what it was used for, and until when that must be remembered. In the order of use. */
  const used = new Map<string, { use: string; until: number }>();

  const tag = (purpose: Purpose, head: Uint8Array): Uint8Array =>
    createHmac("sha256", secret).update(`challenge ${purpose}\0`).update(head).digest().subarray(0, TAG);

  function isOurs(purpose: Purpose, challenge: Uint8Array): boolean {
    if (challenge.length !== LENGTH) return false;
    const head = challenge.subarray(0, TIME + FRESH);
    if (!timingSafeEqual(tag(purpose, head), challenge.subarray(TIME + FRESH))) return false;
    const age = clock() - Buffer.from(head).readUIntBE(0, TIME);
    // Two nodes' clocks may differ by a little.
    return age > -60_000 && age < LIFE[purpose];
  }

  function forget(now: number): void {
    for (const [challenge, { until }] of used) {
      if (until > now && used.size <= REMEMBERED) return;
      used.delete(challenge);
    }
  }

  function takeFor(purpose: Purpose, challenge: Uint8Array, use: string): boolean {
    if (!isOurs(purpose, challenge)) return false;
    const name = toHex(challenge);
    const before = used.get(name);
    if (before !== undefined) return before.use === use && use !== "";
    const now = clock();
    forget(now);
    used.set(name, { use, until: now + LIFE[purpose] });
    return true;
  }

  return {
    level: (challenge) => challenge[TIME] ?? 0,
    give(purpose, level = 0) {
      const challenge = new Uint8Array(LENGTH);
      Buffer.from(challenge.buffer).writeUIntBE(Math.max(0, Math.trunc(clock())), 0, TIME);
      challenge[TIME] = level;
      challenge.set(random(FRESH - 1), TIME + 1);
      challenge.set(tag(purpose, challenge.subarray(0, TIME + FRESH)), TIME + FRESH);
      return challenge;
    },
    take: (purpose, challenge) => takeFor(purpose, challenge, ""),
    takeFor,
  };
}
