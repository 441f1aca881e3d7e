import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { type Bytes, concat, toBytes, utf8 } from "./bytes.ts";
import { type Hash, idFrom } from "./id.ts";

export function digest(...parts: readonly Uint8Array[]): Bytes {
  return toBytes(sha256(concat(...parts)));
}

export function hashOf(bytes: Uint8Array): Hash {
  return idFrom<Hash>(digest(bytes));
}

/** HKDF-SHA-256 (RFC 5869) with our labels, all of which begin with the product, version and suite. */
export function derive(key: Uint8Array, salt: Uint8Array, label: string, context: Uint8Array, length: number): Bytes {
  return toBytes(hkdf(sha256, key, salt, concat(utf8(`fairlead/1/1/${label}\0`), context), length));
}

export const NOTHING: Bytes = new Uint8Array(0);
