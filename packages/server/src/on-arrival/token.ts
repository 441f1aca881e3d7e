import { createHmac, timingSafeEqual } from "node:crypto";
import type { Clock, Random } from "@fairlead/protocol/verify";

const TIME = 6;
const FRESH = 10;
const TAG = 16;
const YOUNGEST_MS = 2_000;
const OLDEST_MS = 2 * 3_600_000;
/** How often one form may come back: a page is answered, confirmed, corrected and sent again, not flooded. */
const USES = 8;
const REMEMBERED = 200_000;

/**
 * The field that stands in every form without script, in place of proof of work: nothing is stored for a form that
 * nobody sends, and none is taken that was not read for at least two seconds. [MB9]
 *
 * `secret` is different for every token and the same for its second coming at this process: a form sent twice (a double
 * click, a reload) becomes one letter in one mailbox and shows one code, without anything being kept in between.
 */
export interface Tokens {
  give(): string;
  /**
   * null: not ours, too young, too old, or used too often.
   *
   * `mark` is the token's own randomness: the same at every node and after a restart, and not to be found in a copied
   * store. A letter's message id is made with it, so that a form sent twice is known as such wherever it arrives.
   */
  take(token: unknown): { secret: Uint8Array; mark: Uint8Array } | null;
}

/**
 * @param key shared by all nodes, so that a form may come back to another one
 * Secrets come from a second key that never leaves this process: a copied store tells no code.
 */
export function makeTokens(key: Uint8Array, clock: Clock, random: Random): Tokens {
  const own = random(32);
  const used = new Map<string, { times: number; until: number }>();
  const tag = (head: Uint8Array): Buffer =>
    createHmac("sha256", key).update("form\0").update(head).digest().subarray(0, TAG);

  function countUse(token: string, now: number): boolean {
    for (const [old, { until }] of used) {
      if (until > now && used.size <= REMEMBERED) break;
      used.delete(old);
    }
    const times = (used.get(token)?.times ?? 0) + 1;
    used.set(token, { times, until: now + OLDEST_MS });
    return times <= USES;
  }

  return {
    give() {
      const head = Buffer.alloc(TIME + FRESH);
      head.writeUIntBE(Math.max(0, Math.trunc(clock())), 0, TIME);
      head.set(random(FRESH), TIME);
      return Buffer.concat([head, tag(head)]).toString("base64url");
    },
    take(token) {
      if (typeof token !== "string" || !/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
      const bytes = Buffer.from(token, "base64url");
      const head = bytes.subarray(0, TIME + FRESH);
      if (bytes.length !== TIME + FRESH + TAG || !timingSafeEqual(tag(head), bytes.subarray(TIME + FRESH))) return null;
      const now = clock();
      const age = now - head.readUIntBE(0, TIME);
      // Two characters may decode to the same last byte: count by the bytes.
      if (age < YOUNGEST_MS || age > OLDEST_MS || !countUse(head.toString("hex"), now)) return null;
      return {
        secret: createHmac("sha256", own).update("code\0").update(head).digest(),
        mark: createHmac("sha256", head).update("mark\0").digest(),
      };
    },
  };
}

/** Bytes that only this secret gives, for a code that must come out the same twice. */
export function randomFrom(secret: Uint8Array): Random {
  let block = 0;
  return (length) => {
    const out = new Uint8Array(length);
    for (let at = 0; at < length; at += 32) {
      const next = createHmac("sha256", secret).update(`random ${block++}`).digest();
      out.set(next.subarray(0, Math.min(32, length - at)), at);
    }
    return out;
  };
}
