import { createHash } from "node:crypto";
import { ed25519 as library } from "@noble/curves/ed25519.js";
import { describe, expect, it } from "vitest";
import { HkdfSha256, X25519 } from "../node_modules/@hpke/dhkem-x25519/esm/mod.js";
import { MlKem768 } from "../node_modules/mlkem/esm/mod.js";
import { exchangeNatively, ed25519 as swift } from "./swift-curve.ts";
import { decapsulateNatively, deriveNatively, encapsulateNatively } from "./swift-lattice.ts";

const bytes = (of: string) => new Uint8Array(createHash("sha256").update(of).digest());
const SEEDS = Array.from({ length: 24 }, (_, number) => bytes(`seed ${number}`));

describe("the curves of scenario tests give what the libraries give", () => {
  it("keys and signatures", () => {
    for (const [number, seed] of SEEDS.entries()) {
      const message = bytes(`message ${number}`).subarray(0, number);
      expect(swift.getPublicKey(seed)).toEqual(library.getPublicKey(seed));
      expect(swift.sign(message, seed)).toEqual(library.sign(message, seed));
    }
  });

  it("verifies what was signed, and nothing beside it", () => {
    const [seed = bytes(""), other = bytes("")] = SEEDS;
    const [message, key] = [bytes("message"), library.getPublicKey(seed)];
    const signature = swift.sign(message, seed);
    const strict = { zip215: false };
    expect(library.verify(signature, message, key, strict)).toBe(true);
    expect(swift.verify(signature, message, key, strict)).toBe(true);
    expect(swift.verify(signature, bytes("another"), key, strict)).toBe(false);
    expect(swift.verify(signature, message, library.getPublicKey(other), strict)).toBe(false);
    const spoiled = signature.map((byte, at) => (at === 40 ? byte ^ 1 : byte));
    expect(swift.verify(spoiled, message, key, strict)).toBe(false);
  });

  it("also for a seed that was wiped and written anew", () => {
    const seed = bytes("first");
    swift.sign(bytes("message"), seed);
    seed.set(bytes("second"));
    expect(swift.sign(bytes("message"), seed)).toEqual(library.sign(bytes("message"), bytes("second")));
  });

  it("what two share", async () => {
    const exchange = new X25519(new HkdfSha256());
    for (const seed of SEEDS) {
      const other = bytes(String(seed));
      expect(exchangeNatively(seed, other)).toEqual(new Uint8Array(await exchange.derive(seed, other)));
    }
  });

  it("nothing where a point is of small order: then the library is asked", () => {
    expect(exchangeNatively(bytes("seed"), new Uint8Array(32))).toBeNull();
  });

  it("whether a key has a part of small order", () => {
    const mixed = library.Point.BASE.add(library.Point.fromHex("00".repeat(32))).toBytes();
    for (const key of [library.getPublicKey(bytes("seed")), mixed, new Uint8Array(32)])
      for (let turn = 0; turn < 2; turn++) {
        const [ours, theirs] = [swift.Point.fromBytes(key, false), library.Point.fromBytes(key, false)];
        expect(ours.isTorsionFree()).toBe(theirs.isTorsionFree());
        expect(ours.isSmallOrder()).toBe(theirs.isSmallOrder());
      }
    expect(swift.Point.fromBytes(mixed, false).isTorsionFree()).toBe(false);
    expect(() => swift.Point.fromBytes(new Uint8Array(32).fill(255), false)).toThrow();
  });
});

describe("the lattice of scenario tests gives what the library gives", () => {
  const library = new MlKem768();
  const seed = Buffer.concat([bytes("one half"), bytes("the other")]);

  it("the same keys from the same seed, each time", async () => {
    const [publicKey, privateKey] = await library.deriveKeyPair(seed);
    for (let turn = 0; turn < 2; turn++) expect(deriveNatively(seed)).toEqual([publicKey, privateKey]);
  });

  it("and opens what the other sealed; what is spoiled opens to the same other key", async () => {
    const [publicKey, privateKey] = deriveNatively(seed);
    const [sealed, shared] = encapsulateNatively(publicKey) ?? [];
    if (sealed === undefined) throw new TypeError("no key");
    expect(await library.decap(sealed, privateKey)).toEqual(shared);
    const [theirs, sharedByThem] = await library.encap(publicKey);
    expect(decapsulateNatively(theirs, privateKey)).toEqual(sharedByThem);
    const spoiled = theirs.map((byte, at) => (at === 40 ? byte ^ 1 : byte));
    expect(decapsulateNatively(spoiled, privateKey)).toEqual(await library.decap(spoiled, privateKey));
  });

  it("nothing for a key that is none, or that it has not derived: then the library is asked", () => {
    expect(encapsulateNatively(new Uint8Array(1184).fill(255))).toBeNull();
    expect(decapsulateNatively(new Uint8Array(1088), new Uint8Array(2400))).toBeNull();
  });
});
