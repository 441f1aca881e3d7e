import { ed25519 } from "@noble/curves/ed25519.js";
import { type Bytes, toBytes } from "./bytes.ts";
import { refuse } from "./refusal.ts";

/**
 * Ed25519 (RFC 8032), one implementation for all: implementations differ on odd keys and
 * signatures, and a signature that half of the team accepts is a fork. `zip215: false` is the strict
 * reading: canonical encodings only.
 */
export function verifyKeyOf(signSeed: Uint8Array): Bytes {
  return toBytes(ed25519.getPublicKey(signSeed));
}

export function sign(signSeed: Uint8Array, message: Uint8Array): Bytes {
  return toBytes(ed25519.sign(message, signSeed));
}

export function isSigned(verifyKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, verifyKey, { zip215: false });
  } catch {
    return false; // a key or signature that is no curve point
  }
}

/** @throws Refused FL_SIGNATURE */
export function checkSigned(verifyKey: Uint8Array, message: Uint8Array, signature: Uint8Array): void {
  if (!isSigned(verifyKey, message, signature)) refuse("FL_SIGNATURE");
}

/**
 * Rosters refuse keys with a torsion component: on those, verifiers disagree.
 * @throws Refused FL_KEY
 */
export function checkVerifyKey(verifyKey: Uint8Array): void {
  let sound = false;
  try {
    const point = ed25519.Point.fromBytes(verifyKey, false);
    sound = !point.isSmallOrder() && point.isTorsionFree();
  } catch {
    // not a point at all
  }
  if (!sound) refuse("FL_KEY");
}
