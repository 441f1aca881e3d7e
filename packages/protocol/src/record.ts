import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { BOX_KEY_LENGTH, type BoxKey, box, boxKey } from "./aead.ts";
import { type Bytes, concat, toBytes, toHex, utf8 } from "./bytes.ts";
import type { Random } from "./effects.ts";
import { derive, NOTHING } from "./hash.ts";
import { pad } from "./padding.ts";

/**
 * Records on a member's own device: what somebody sees who takes the laptop. A record is
 * salt ‖ AES-256-GCM of its padded text; its name is derived too. So neither says whose it is, nor of which
 * organisation, nor what: all that shows is how many there are and, in few steps, how large.
 */
export const RECORD_SALT_LENGTH = 32;

/** @param secret 32 secret bytes; `label` keeps records apart that are made from the same secret */
export function recordKey(secret: Uint8Array, label: string, context: Uint8Array): Bytes {
  return derive(secret, NOTHING, `record ${label}`, context, 32);
}

/** 32 hex digits, which tell nothing to whoever lacks the key. */
export function recordName(key: Uint8Array, what: string): string {
  return toHex(derive(key, NOTHING, "record name", utf8(what), 16));
}

/** The name goes in, so that one record cannot be laid in another's place. */
export function recordBoxKey(key: Uint8Array, salt: Uint8Array, name: string): BoxKey {
  return boxKey(derive(key, salt, "record", utf8(name), BOX_KEY_LENGTH));
}

/** Hedged like a commit's salt: a generator that repeats itself gives two texts two keys nevertheless. [ST1] */
export async function sealRecord(key: Uint8Array, name: string, text: Uint8Array, random: Random): Promise<Bytes> {
  const salt = toBytes(hmac(sha256, derive(key, NOTHING, "record salt", NOTHING, 32), concat(random(32), text)));
  return concat(salt, await box(recordBoxKey(key, salt, name), utf8(name), pad(text)));
}
