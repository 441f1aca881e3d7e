/**
 * Stands for the curve in scenario tests, where five members and a server in one process sign and verify each commit anew.
 *
 * Signing is a pure function, and Node's own gives the same bytes in a twentieth of the time. A verification is as pure and
 * costs two milliseconds: each signature is verified once, by the library, and what was signed here with the key itself
 * not at all (`swift-curves.test.ts`). That the library says the same each time, and of each signature made, is proved
 * where this does not stand, in the protocol's unit tests.
 */
import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hash,
  type KeyObject,
  sign as signNatively,
} from "node:crypto";
import { ed25519 as curve } from "../node_modules/@noble/curves/ed25519.js";

const verified = new Map<string, boolean>();
/** By their bytes: a house has few, and Node takes longer to read one than to use it. */
const read = new Map<string, KeyObject>();
const keys = new WeakMap<Uint8Array, { seed: Buffer; key: KeyObject; publicKey: Uint8Array }>();

/** Keys as Node reads them (RFC 8410): these bytes before them, and nothing after. */
const BEFORE_SEED = Buffer.from("302e020100300506032b657004220420", "hex");
const BEFORE_PRIVATE = Buffer.from("302e020100300506032b656e04220420", "hex");
const BEFORE_PUBLIC = Buffer.from("302a300506032b656e032100", "hex");
const PUBLIC_LENGTH = 32;

const verify: typeof curve.verify = (signature, message, key, options) => {
  const of = nameOf(signature, message, key, options?.zip215);
  const known = verified.get(of);
  if (known !== undefined) return known;
  const answer = curve.verify(signature, message, key, options);
  verified.set(of, answer);
  return answer;
};

const sign: typeof curve.sign = (message, seed) => {
  const { key, publicKey } = pairOf(seed);
  const signature = new Uint8Array(signNatively(null, message, key));
  // The strict kind of verification, which is the only one that we ask for.
  verified.set(nameOf(signature, message, publicKey, false), true);
  return signature;
};

const getPublicKey: typeof curve.getPublicKey = (seed) => new Uint8Array(pairOf(seed).publicKey);

/** By the key's bytes: whether it has a part of small order takes five milliseconds, and each console asks of each member. */
const points = new Map<string, InstanceType<typeof curve.Point>>();

const fromBytes: typeof curve.Point.fromBytes = (bytes, zip215) => {
  const of = `${zip215} ${Buffer.from(bytes).toString("latin1")}`;
  const known = points.get(of);
  if (known !== undefined) return known;
  const point = curve.Point.fromBytes(bytes, zip215);
  const free = point.isTorsionFree();
  const remembering: typeof point = Object.create(point, { isTorsionFree: { value: () => free } });
  points.set(of, remembering);
  return remembering;
};

const Point: typeof curve.Point = Object.create(curve.Point, { fromBytes: { value: fromBytes } });

export const ed25519: typeof curve = { ...curve, Point, verify, sign, getPublicKey };

/** What two X25519 keys share, or null where Node takes one of them for none. */
export function exchangeNatively(privateKey: Uint8Array, publicKey: Uint8Array): Uint8Array | null {
  const mine = Buffer.concat([BEFORE_PRIVATE, privateKey]);
  const theirs = Buffer.concat([BEFORE_PUBLIC, publicKey]);
  try {
    const shared = diffieHellman({
      privateKey: keyOf(mine, () => createPrivateKey({ key: mine, format: "der", type: "pkcs8" })),
      publicKey: keyOf(theirs, () => createPublicKey({ key: theirs, format: "der", type: "spki" })),
    });
    return new Uint8Array(shared);
  } catch {
    return null;
  }
}

function keyOf(bytes: Buffer, make: () => KeyObject): KeyObject {
  const name = bytes.toString("latin1");
  const known = read.get(name) ?? make();
  read.set(name, known);
  return known;
}

function pairOf(seed: Uint8Array): { key: KeyObject; publicKey: Uint8Array } {
  const known = keys.get(seed);
  // A seed may be wiped, and its bytes used again.
  if (known?.seed.equals(seed)) return known;
  const key = createPrivateKey({ key: Buffer.concat([BEFORE_SEED, seed]), format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-PUBLIC_LENGTH);
  const pair = { seed: Buffer.from(seed), key, publicKey };
  keys.set(seed, pair);
  return pair;
}

function nameOf(signature: Uint8Array, message: Uint8Array, key: Uint8Array, zip215: boolean | undefined): string {
  // Both lengths stand in what is hashed: no other three can make the same bytes.
  const lengths = `${signature.length} ${key.length} ${zip215} `;
  return hash("sha256", Buffer.concat([Buffer.from(lengths), signature, key, message]), "base64");
}
