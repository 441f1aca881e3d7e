import { createPublicKey, verify } from "node:crypto";
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Bytes, concat, fromHex, toBytes, utf8 } from "./bytes.ts";
import { HOUR, paperBoatLeague, refusalOf, seededRandom } from "./fixture.ts";
import { type MemberPublic, makeMemberKeys, publicKeys } from "./member.ts";
import { extendRoster, foundOrganisation, readRoster, rosterEntry } from "./roster.ts";
import { parseRosterEntry, type RosterBody, signRosterEntry } from "./roster-entry.ts";
import { checkVerifyKey, isSigned, sign, verifyKeyOf } from "./signature.ts";

/**
 * Keys and signatures on which implementations of Ed25519 are known to disagree: the twelve cases of Chalkias, Garillot
 * and Nikolaenko, "Taming the many EdDSAs" (2020), made here from their description, and one more that a
 * sound key can make. Half of a team that accepts a signature which the other half refuses has a fork.
 */
const { Point } = ed25519;
type Point = InstanceType<typeof Point>;
const ORDER = Point.Fn.ORDER;

const little = (bytes: Uint8Array) => [...bytes].reverse().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
const toLittle = (number: bigint): Bytes =>
  Uint8Array.from({ length: 32 }, (_, i) => Number((number >> BigInt(8 * i)) & 0xffn));
const reduced = (number: bigint) => ((number % ORDER) + ORDER) % ORDER;
const times = (scalar: bigint, point: Point) => (reduced(scalar) === 0n ? Point.ZERO : point.multiply(reduced(scalar)));

const random = seededRandom("odd signatures");
const a = reduced(little(random(32)));
const r = reduced(little(random(32)));
/** Of order eight: it generates all the points of small order. */
const T = Point.fromHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");
const torsion = (n: bigint) =>
  Array.from({ length: Number(((n % 8n) + 8n) % 8n) }).reduce<Point>((sum) => sum.add(T), Point.ZERO);
const sound = times(a, Point.BASE);
const mixed = sound.add(T);
/** y = p stands for the point with y = 0, of order four. */
const NON_CANONICAL = fromHex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
const ITS_POINT = Point.fromHex("0000000000000000000000000000000000000000000000000000000000000000");

type Case = { what: string; key: Bytes; message: Bytes; signature: Bytes; ours: boolean; roster: boolean };
type Made = { key: Bytes; R: Bytes; hashedKey?: Bytes; hashedR?: Bytes };

const challenge = ({ key, R, hashedKey = key, hashedR = R }: Made, message: Bytes) =>
  reduced(little(sha512(concat(hashedR, hashedKey, message))));
/** The first message whose challenge is as wanted: only then do the torsion parts fall as a case needs them. */
function messageWith(made: Made, wanted: (h: bigint) => boolean): Bytes {
  for (let n = 0; ; n++) {
    const message = utf8(`the boat leaves at ${n}`);
    if (wanted(challenge(made, message))) return message;
  }
}
const any = () => true;

/** `secret` and `nonce` are what key and R hold of the base point; the signature's scalar follows from them. */
function make(
  [what, ours, roster]: [string, boolean, boolean],
  made: Made & { secret: bigint; nonce: bigint; wanted?: (h: bigint) => boolean; more?: bigint },
): Case {
  const { key, R, secret, nonce, wanted = any, more = 0n } = made;
  const message = messageWith(made, wanted);
  const s = reduced(nonce + challenge(made, message) * secret) + more;
  return { what, key, message, signature: concat(R, toLittle(s)), ours, roster };
}

const bytesOf = (point: Point) => toBytes(point.toBytes());
const R = bytesOf(times(r, Point.BASE));
const mixedR = bytesOf(times(r, Point.BASE).add(T));
const small = bytesOf(T);
const key = bytesOf(sound);
const mixedKey = bytesOf(mixed);
/** h·T, which a mixed key leaves over, and whether R's own part makes up for it. */
const cancels = (h: bigint) => torsion(h + 1n).is0();
const remains = (h: bigint) => !cancels(h);

const CASES: Case[] = [
  make(["0: key and R of small order, S = 0", false, false], { key: small, R: small, secret: 0n, nonce: 0n }),
  make(["1: key of small order, R mixed", false, false], { key: small, R: mixedR, secret: 0n, nonce: r }),
  make(["2: key mixed, R of small order", true, false], {
    key: mixedKey,
    R: small,
    secret: a,
    nonce: 0n,
    wanted: cancels,
  }),
  make(["3: key and R mixed, both equations hold", true, false], {
    key: mixedKey,
    R: mixedR,
    secret: a,
    nonce: r,
    wanted: cancels,
  }),
  make(["4: key and R mixed, only the cofactored equation holds", true, false], {
    key: mixedKey,
    R: mixedR,
    secret: a,
    nonce: r,
    wanted: remains,
  }),
  make(["5: key mixed, R sound, only the cofactored equation holds", true, false], {
    key: mixedKey,
    R,
    secret: a,
    nonce: r,
    wanted: (h) => h % 8n !== 0n,
  }),
  make(["6: S + L", false, true], { key, R, secret: a, nonce: r, more: ORDER }),
  make(["7: S + 14 L, its high bits set", false, true], { key, R, secret: a, nonce: r, more: 14n * ORDER }),
  make(["8: R not canonical, hashed as it stands", false, false], {
    key: mixedKey,
    R: NON_CANONICAL,
    secret: a,
    nonce: 0n,
  }),
  make(["9: R not canonical, hashed as it should stand", false, false], {
    key: mixedKey,
    R: NON_CANONICAL,
    hashedR: bytesOf(ITS_POINT),
    secret: a,
    nonce: 0n,
  }),
  make(["10: key not canonical, hashed as it should stand", false, false], {
    key: NON_CANONICAL,
    hashedKey: bytesOf(ITS_POINT),
    R: mixedR,
    secret: 0n,
    nonce: r,
  }),
  make(["11: key not canonical, hashed as it stands", false, false], {
    key: NON_CANONICAL,
    R: mixedR,
    secret: 0n,
    nonce: r,
  }),
  make(["12: a sound key, R mixed: only the cofactored equation holds", true, true], {
    key,
    R: mixedR,
    secret: a,
    nonce: r,
  }),
];

describe("signatures on which implementations disagree", () => {
  it.each(CASES)("$what: read as the protocol says", async (one) => {
    expect(isSigned(one.key, one.message, one.signature)).toBe(one.ours);
    expect(await refusalOf(() => checkVerifyKey(one.key))).toBe(one.roster ? "accepted" : "FL_KEY");
  });

  it("a lax reader (ZIP 215) takes, but for too great a scalar and one that it hashes otherwise", () => {
    const lax = CASES.map((one) => ed25519.verify(one.signature, one.message, one.key, { zip215: true }));
    expect(CASES.filter((_, index) => !lax[index]).map(({ what }) => what.split(":")[0])).toEqual(["6", "7", "9"]);
  });

  it("as OpenSSL reads them, some differ: why one implementation reads all", () => {
    const differ = CASES.filter((one) => openssl(one.key, one.message, one.signature) !== one.ours);
    expect(differ.map(({ what }) => what.split(":")[0])).toEqual(expect.arrayContaining(["4", "5", "12"]));
  });

  it("on what honest members sign, and on that with a bit changed, OpenSSL and ours agree", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array(), fc.nat(511), (seed, text, bit) => {
        const honest = verifyKeyOf(seed);
        const signature = sign(seed, text);
        const bent = signature.with(bit >> 3, (signature[bit >> 3] ?? 0) ^ (1 << (bit & 7)));
        expect([isSigned(honest, text, signature), openssl(honest, text, signature)]).toEqual([true, true]);
        expect([isSigned(honest, text, bent), openssl(honest, text, bent)]).toEqual([false, false]);
      }),
      { numRuns: 50 },
    );
  });
});

function openssl(verifyKey: Bytes, message: Uint8Array, signature: Uint8Array): boolean {
  const spki = concat(fromHex("302a300506032b6570032100"), verifyKey);
  try {
    return verify(null, message, createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" }), signature);
  } catch {
    return false;
  }
}

describe("[RO2] a roster refuses a signing key that is not torsion-free, whichever entry brings it", async () => {
  const { roster, ann, bea, otto } = await paperBoatLeague();
  const newcomer = await publicKeys(makeMemberKeys(random));
  const { kemKey } = await publicKeys(makeMemberKeys(random));
  const odd: [string, Bytes][] = [
    ["of small order", small],
    ["mixed", mixedKey],
    ["not canonical", NON_CANONICAL],
    ["no point", toLittle(2n)],
  ];
  const brought: [string, (verifyKey: Bytes) => [RosterBody, ...Parameters<typeof rosterEntry>[2]]][] = [
    ["enrol", (verifyKey) => [{ kind: "enrol", member: { ...newcomer, verifyKey }, role: "operator" }, ann]],
    ["rekey", (verifyKey) => [{ kind: "rekey", member: { id: otto.id, verifyKey, kemKey } }, ann, otto]],
    ["intake", (signKey) => [{ kind: "intake", signKey, counter: 1 }, ann, bea]],
  ];

  it.each(brought.flatMap(([entry, body]) => odd.map(([what, bytes]) => ({ entry, what, bytes, body }))))(
    "$entry: $what",
    async ({ bytes, body }) => {
      const attempt = (verifyKey: Bytes) => {
        const [entry, ...signers] = body(verifyKey);
        return refusalOf(() => extendRoster(roster, rosterEntry(roster, entry, signers, HOUR)));
      };
      expect(await attempt(bytes)).toBe("FL_KEY");
      expect(await attempt(verifyKeyOf(random(32)))).toBe("accepted");
    },
  );

  it.each(odd)("found: %s", async (_what, verifyKey) => {
    const founder = makeMemberKeys(random);
    const entry = parseRosterEntry(await foundOrganisation([founder], HOUR, random));
    if (entry.body.kind !== "found") throw new TypeError("an organisation is founded");
    const founders: MemberPublic[] = entry.body.founders.map((member) => ({ ...member, verifyKey }));
    const forged = signRosterEntry(entry, { ...entry.body, founders }, [founder]);
    expect(await refusalOf(() => readRoster([forged]))).toBe("FL_KEY");
  });
});
