import { createHash } from "node:crypto";
import { ed25519 as library } from "@noble/curves/ed25519.js";
import { describe, expect, it } from "vitest";
import { HkdfSha256, X25519 } from "../node_modules/@hpke/dhkem-x25519/esm/mod.js";
import { exchangeNatively, ed25519 as swift } from "./swift-curve.ts";

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
});
