/** ML-KEM-768 (FIPS 203) as Node has it, for scenario tests: keys and what is sealed as the library has them. */
import { createPrivateKey, createPublicKey, decapsulate, encapsulate, type KeyObject } from "node:crypto";

/** Keys as Node reads them (RFC 9935): these bytes before them. */
const BEFORE_SEED = Buffer.from("3054020100300b060960864801650304040204428040", "hex");
const BEFORE_PUBLIC = Buffer.from("308204b2300b0609608648016503040402038204a100", "hex");
const [PUBLIC_LENGTH, PRIVATE_LENGTH] = [1184, 2400];

type Derived = readonly [publicKey: Uint8Array, privateKey: Uint8Array];

/** By their bytes: a house has few, and each letter that is opened derives one anew. */
const derived = new Map<string, Derived>();
const privateKeys = new Map<string, KeyObject>();
const publicKeys = new Map<string, KeyObject>();

const named = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

/** @param seed 64 bytes */
export function deriveNatively(seed: Uint8Array): [Uint8Array, Uint8Array] {
  const pair = derived.get(named(seed)) ?? derive(seed);
  return [pair[0].slice(), pair[1].slice()];
}

function derive(seed: Uint8Array): Derived {
  const key = createPrivateKey({ key: Buffer.concat([BEFORE_SEED, seed]), format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-PUBLIC_LENGTH);
  // Both forms of it stand there, the seed and, last, what follows from it.
  const privateKey = key.export({ format: "der", type: "pkcs8" }).subarray(-PRIVATE_LENGTH);
  const pair = [new Uint8Array(publicKey), new Uint8Array(privateKey)] as const;
  derived.set(named(seed), pair);
  privateKeys.set(named(privateKey), key);
  return pair;
}

/** @returns null for a key that was not derived here */
export function decapsulateNatively(sealed: Uint8Array, privateKey: Uint8Array): Uint8Array | null {
  const key = privateKeys.get(named(privateKey));
  return key === undefined ? null : new Uint8Array(decapsulate(key, sealed));
}

/** @returns what is sealed and what is shared, as the library does; null where Node takes this for no key */
export function encapsulateNatively(publicKey: Uint8Array): [Uint8Array, Uint8Array] | null {
  const key = publicKeys.get(named(publicKey)) ?? publicKeyOf(publicKey);
  if (key === null) return null;
  publicKeys.set(named(publicKey), key);
  const { ciphertext, sharedKey } = encapsulate(key);
  return [new Uint8Array(ciphertext), new Uint8Array(sharedKey)];
}

function publicKeyOf(bytes: Uint8Array): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.concat([BEFORE_PUBLIC, bytes]), format: "der", type: "spki" });
  } catch {
    return null;
  }
}
