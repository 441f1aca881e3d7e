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
  /** @param digits of the mailbox that is open: the token then says that what was asked has been answered, for it alone */
  give(digits?: string): string;
  /** What the plain question that stands beside this token is made of: the same at every node, and known to no caller. */
  seed(token: string): Uint8Array;
  /** It was answered wrongly: never taken again, so that nobody guesses on. */
  spend(token: unknown): void;
  /**
   * null: not ours, too young, too old, or used too often.
   *
   * `mark` is the token's own randomness: the same at every node and after a restart, and not to be found in a copied
   * store. A letter's message id is made with it, so that a form sent twice is known as such wherever it arrives.
   *
   * `answered`: it was given for the mailbox of these digits.
   */
  take(token: unknown, digits?: string): { secret: Uint8Array; mark: Uint8Array; answered: boolean } | null;
}

/**
 * @param key shared by all nodes, so that a form may come back to another one
 * Secrets come from a second key that never leaves this process: a copied store tells no code.
 */
export function makeTokens(key: Uint8Array, clock: Clock, random: Random): Tokens {
  const own = random(32);
  const used = new Map<string, { times: number; until: number }>();
  const mac = (label: string, head: Uint8Array, more = ""): Buffer =>
    createHmac("sha256", key).update(`${label}\0`).update(head).update(more).digest();
  const tag = (head: Uint8Array, digits?: string): Buffer =>
    (digits === undefined ? mac("form", head) : mac("form of a mailbox", head, digits)).subarray(0, TAG);

  function countUse(token: string, now: number): boolean {
    for (const [old, { until }] of used) {
      if (until > now && used.size <= REMEMBERED) break;
      used.delete(old);
    }
    const times = (used.get(token)?.times ?? 0) + 1;
    used.set(token, { times, until: now + OLDEST_MS });
    return times <= USES;
  }

  /** What was given, or null; a look, which is no use. */
  function readHead(token: unknown, digits?: string): { head: Buffer; answered: boolean } | null {
    if (typeof token !== "string" || !/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
    const bytes = Buffer.from(token, "base64url");
    if (bytes.length !== TIME + FRESH + TAG) return null;
    const [head, given] = [bytes.subarray(0, TIME + FRESH), bytes.subarray(TIME + FRESH)];
    if (timingSafeEqual(tag(head), given)) return { head, answered: false };
    return digits !== undefined && timingSafeEqual(tag(head, digits), given) ? { head, answered: true } : null;
  }

  return {
    give(digits) {
      const head = Buffer.alloc(TIME + FRESH);
      head.writeUIntBE(Math.max(0, Math.trunc(clock())), 0, TIME);
      head.set(random(FRESH), TIME);
      return Buffer.concat([head, tag(head, digits)]).toString("base64url");
    },
    seed: (token) => mac("question", Buffer.from(token, "base64url").subarray(0, TIME + FRESH)),
    spend(token) {
      const known = readHead(token);
      if (known !== null) used.set(known.head.toString("hex"), { times: USES, until: clock() + OLDEST_MS });
    },
    take(token, digits) {
      const known = readHead(token, digits);
      if (known === null) return null;
      const { head, answered } = known;
      const now = clock();
      const age = now - head.readUIntBE(0, TIME);
      // Two characters may decode to the same last byte: count by the bytes.
      if (age < YOUNGEST_MS || age > OLDEST_MS || !countUse(head.toString("hex"), now)) return null;
      return {
        secret: createHmac("sha256", own).update("code\0").update(head).digest(),
        mark: createHmac("sha256", head).update("mark\0").digest(),
        answered,
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
