import { ed25519 } from "@noble/curves/ed25519.js";
import { describe, expect, it } from "vitest";
import { type Bytes, concat, fromHex, toBytes, utf8 } from "./bytes.ts";
import { refusalOf, seededRandom } from "./fixture.ts";
import { checkVerifyKey, isSigned, sign, verifyKeyOf } from "./signature.ts";

const seed = seededRandom("signature")(32);
const key = verifyKeyOf(seed);
const message = utf8("the boat leaves at four");
const signature = sign(seed, message);

/** The eight points of small order, as RFC 8032 encodes them. */
const SMALL = [
  "0100000000000000000000000000000000000000000000000000000000000000",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0000000000000000000000000000000000000000000000000000000000000080",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
].map(fromHex);
/** y ≥ p, or a sign on x = 0: the same points written a second way. */
const NON_CANONICAL = [
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", // y = p + 1
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", // y = p
  "0100000000000000000000000000000000000000000000000000000000000080", // −0
  "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
].map(fromHex);

const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const little = (bytes: Uint8Array) => [...bytes].reverse().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
function toLittle(number: bigint): Bytes {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((number >> BigInt(8 * i)) & 0xffn));
}

describe("Ed25519", () => {
  it("agrees with RFC 8032, section 7.1, test 2", () => {
    const rfcSeed = fromHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    const rfcKey = fromHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    const expected = fromHex(
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    );
    expect(verifyKeyOf(rfcSeed)).toEqual(rfcKey);
    expect(sign(rfcSeed, Uint8Array.of(0x72))).toEqual(expected);
    expect(isSigned(rfcKey, Uint8Array.of(0x72), expected)).toBe(true);
  });

  it("takes the signature and nothing near it", () => {
    expect(isSigned(key, message, signature)).toBe(true);
    for (let bit = 0; bit < 512; bit += 7) {
      const other = toBytes(signature);
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(isSigned(key, message, other)).toBe(false);
    }
    for (const length of [0, 63, 65]) expect(isSigned(key, message, new Uint8Array(length))).toBe(false);
    expect(isSigned(key.subarray(1), message, signature)).toBe(false);
  });

  it("refuses S + L: the same signature written a second way", () => {
    const malleable = concat(signature.subarray(0, 32), toLittle(little(signature.subarray(32)) + ORDER));
    expect(isSigned(key, message, malleable)).toBe(false);
  });

  it.each(SMALL)("refuses a small-order key, under which one signature fits every message (%#)", async (small) => {
    const identity = SMALL[0] ?? small;
    expect(isSigned(small, message, concat(identity, new Uint8Array(32)))).toBe(false);
    expect(await refusalOf(() => checkVerifyKey(small))).toBe("FL_KEY");
  });

  it.each(NON_CANONICAL)("refuses a key that is written in a second way (%#)", async (odd) => {
    expect(isSigned(odd, message, concat(SMALL[0] ?? odd, new Uint8Array(32)))).toBe(false);
    expect(await refusalOf(() => checkVerifyKey(odd))).toBe("FL_KEY");
    // … and an R so written.
    expect(isSigned(key, message, concat(odd, signature.subarray(32)))).toBe(false);
  });

  it("[RO2] a roster refuses a key with a torsion component, on which verifiers disagree", async () => {
    for (const small of SMALL.slice(1)) {
      const torsioned = ed25519.Point.fromBytes(key).add(ed25519.Point.fromBytes(small)).toBytes();
      expect(await refusalOf(() => checkVerifyKey(torsioned))).toBe("FL_KEY");
    }
    expect(await refusalOf(() => checkVerifyKey(key))).toBe("accepted");
  });

  it("refuses what is no point, or has another length", async () => {
    for (const bad of [fromHex("02".padEnd(64, "0")), new Uint8Array(31), new Uint8Array(33), new Uint8Array(0)])
      expect(await refusalOf(() => checkVerifyKey(bad))).toBe("FL_KEY");
  });
});
