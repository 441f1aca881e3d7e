import { Aes256Gcm, CipherSuite, HkdfSha256 } from "@hpke/core";
import { XWing } from "@hpke/hybridkem-x-wing";
import { type Bytes, concat, toBytes } from "./bytes.ts";
import { refuse } from "./refusal.ts";

/** HPKE base mode (RFC 9180) with X-Wing: X25519 and ML-KEM-768 together. [P12] */
export const suite = new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

/** Bytes of a KEM public key, and of an encapsulation, in X-Wing. */
export const KEM_KEY_LENGTH = 1216;
export const ENCAPSULATION_LENGTH = 1120;
/** What sealing adds: the encapsulation and the AES-GCM tag. */
export const SEAL_OVERHEAD = ENCAPSULATION_LENGTH + 16;

// A key pair costs milliseconds to derive; it lives exactly as long as the seed that it came from.
const pairs = new WeakMap<Uint8Array, Promise<CryptoKeyPair>>();

/** @param kemSeed 32 bytes, given to DeriveKeyPair */
export function keyPair(kemSeed: Uint8Array): Promise<CryptoKeyPair> {
  let pair = pairs.get(kemSeed);
  if (pair === undefined) {
    pair = suite.kem.deriveKeyPair(toBytes(kemSeed).buffer);
    pairs.set(kemSeed, pair);
  }
  return pair;
}

export async function kemKeyOf(kemSeed: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await suite.kem.serializePublicKey((await keyPair(kemSeed)).publicKey));
}

/**
 * Seals to whoever holds the seed of `kemKey`.
 * @returns encapsulation ‖ ciphertext: {@link SEAL_OVERHEAD} bytes longer than the text
 * @throws Refused FL_KEY
 */
export async function sealTo(kemKey: Uint8Array, info: Uint8Array, aad: Uint8Array, text: Uint8Array): Promise<Bytes> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(toBytes(kemKey).buffer).catch(() => refuse("FL_KEY"));
  // A key of the right length may still be none (ML-KEM's modulus check, a small-order X25519 point).
  // Whoever posts one must not be able to make a reply fail as if by our bug.
  const { enc, ct } = await suite
    .seal({ recipientPublicKey, info: toBytes(info).buffer }, toBytes(text).buffer, toBytes(aad).buffer)
    .catch(() => refuse("FL_KEY"));
  return concat(new Uint8Array(enc), new Uint8Array(ct));
}
