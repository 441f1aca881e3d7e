import {
  Aes128Gcm,
  Aes256Gcm,
  CipherSuite,
  DhkemP521HkdfSha512,
  DhkemX25519HkdfSha256,
  HkdfSha256,
  HkdfSha512,
} from "@hpke/core";
import { XWing } from "@hpke/hybridkem-x-wing";
import { expand, extract } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { shake128, shake256 } from "@noble/hashes/sha3.js";
import { XWing as NobleXWing } from "@noble/post-quantum/hybrid.js";
import { KEM_MLKEM768_X25519 as SECOND_X_WING } from "@panva/hpke-noble";
import fc from "fast-check";
import { AEAD_AES_256_GCM, KDF_HKDF_SHA256, CipherSuite as SecondSuite } from "hpke";
import { describe, expect, it } from "vitest";
import { unbox } from "./aead-open.ts";
import { concat, fromHex, toBytes, toHex, utf8 } from "./bytes.ts";
import { refusalOf, seededRandom } from "./fixture.ts";
import { ENCAPSULATION_LENGTH, KEM_KEY_LENGTH, kemKeyOf, SEAL_OVERHEAD, sealTo } from "./hpke.ts";
import { openWith } from "./hpke-open.ts";

const seed = seededRandom("kem")(32);
const info = utf8("info");
const aad = utf8("aad");
const text = utf8("four of us, one cannot walk far");

const RFC_INFO = fromHex("4f6465206f6e2061204772656369616e2055726e").buffer;
const RFC_AAD = fromHex("436f756e742d30").buffer;
const RFC_TEXT = utf8("Beauty is truth, truth beauty");

describe("the HPKE library (RFC 9180 has no X-Wing)", () => {
  it("seals and opens as appendix A.1.1 does: base mode, HKDF-SHA-256", async () => {
    const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() });
    const importKey = (hex: string, isPublic: boolean) => suite.kem.importKey("raw", fromHex(hex).buffer, isPublic);
    const enc = fromHex("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431");
    const sealed = fromHex(
      "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a",
    );
    const recipientKey = await importKey("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8", false);
    const reader = await suite.createRecipientContext({ recipientKey, enc: enc.buffer, info: RFC_INFO });
    expect(new Uint8Array(await reader.open(sealed.buffer, RFC_AAD))).toEqual(RFC_TEXT);

    const recipientPublicKey = await importKey(
      "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d",
      true,
    );
    const ephemeral = fromHex("7268600d403fce431561aef583ee1613527cff655c1343f29812e66706df3234");
    const ekm = await suite.kem.deriveKeyPair(ephemeral.buffer);
    const writer = await suite.createSenderContext({ recipientPublicKey, info: RFC_INFO, ekm });
    expect(new Uint8Array(writer.enc)).toEqual(enc);
    expect(new Uint8Array(await writer.seal(RFC_TEXT.buffer, RFC_AAD))).toEqual(sealed);
  });

  it("opens what appendix A.6.1 sealed: base mode, AES-256-GCM", async () => {
    const suite = new CipherSuite({ kem: new DhkemP521HkdfSha512(), kdf: new HkdfSha512(), aead: new Aes256Gcm() });
    const secret = fromHex(
      "01462680369ae375e4b3791070a7458ed527842f6a98a79ff5e0d4cbde83c27196a3916956655523a6a2556a7af62c5cadabe2ef9da3760bb21e005202f7b2462847",
    );
    const enc = fromHex(
      "040138b385ca16bb0d5fa0c0665fbbd7e69e3ee29f63991d3e9b5fa740aab8900aaeed46ed73a49055758425a0ce36507c54b29cc5b85a5cee6bae0cf1c21f2731ece2013dc3fb7c8d21654bb161b463962ca19e8c654ff24c94dd2898de12051f1ed0692237fb02b2f8d1dc1c73e9b366b529eb436e98a996ee522aef863dd5739d2f29b0",
    );
    const sealed = fromHex(
      "170f8beddfe949b75ef9c387e201baf4132fa7374593dfafa90768788b7b2b200aafcc6d80ea4c795a7c5b841a",
    );
    const recipientKey = await suite.kem.importKey("raw", secret.buffer, false);
    const reader = await suite.createRecipientContext({ recipientKey, enc: enc.buffer, info: RFC_INFO });
    expect(new Uint8Array(await reader.open(sealed.buffer, RFC_AAD))).toEqual(RFC_TEXT);
  });
});

/** Seed and coins of the draft's three vectors follow one another in SHAKE128 of nothing, as its own script has it. */
const stream = shake128(new Uint8Array(0), { dkLen: 3 * 96 });
const DRAFT = [
  "d2df0522128f09dd8e2c92b1e905c793d8f57a54c3da25861f10bf4ca613e384",
  "f2e86241c64d60f6649fbc6c5b7d17180b780a3f34355e64a85749949c45f150",
  "953f7f4e8c5b5049bdc771d1dffada0dd961477d1a2ae0988baa7ea6898d893f",
].map((shared, index) => ({ shared, from: toBytes(stream.subarray(96 * index, 96 * (index + 1))) }));

describe("X-Wing", () => {
  it.each(DRAFT)("agrees with the test vectors of draft-connolly-cfrg-xwing-kem (%#)", async ({ shared, from }) => {
    const kem = new XWing();
    const secret = toBytes(from.subarray(0, 32));
    const coins = toBytes(from.subarray(32));
    const { publicKey } = await kem.generateKeyPairDerand(secret);
    const { sharedSecret, enc } = await kem.encap({ recipientPublicKey: publicKey, ekm: coins.buffer });
    expect(toHex(new Uint8Array(sharedSecret))).toBe(shared);
    const recipientKey = await kem.importKey("raw", secret.buffer, false);
    expect(toHex(new Uint8Array(await kem.decap({ recipientKey, enc })))).toBe(shared);
    expect(toHex(NobleXWing.decapsulate(new Uint8Array(enc), secret))).toBe(shared);
  });

  it("as our library makes it is what an independent one makes, both ways", async () => {
    const ours = await kemKeyOf(seed);
    const secret = shake256(seed, { dkLen: 32 }); // DeriveKeyPair
    expect(ours).toEqual(toBytes(NobleXWing.keygen(secret).publicKey));
    expect(ours).toHaveLength(KEM_KEY_LENGTH);

    const kem = new XWing();
    const { cipherText, sharedSecret } = NobleXWing.encapsulate(ours);
    const { privateKey } = await kem.deriveKeyPair(toBytes(seed).buffer);
    const enc = toBytes(cipherText).buffer;
    expect(new Uint8Array(await kem.decap({ recipientKey: privateKey, enc }))).toEqual(toBytes(sharedSecret));
  });
});

describe("a second library of HPKE, by other authors", () => {
  const second = new SecondSuite(SECOND_X_WING, KDF_HKDF_SHA256, AEAD_AES_256_GCM);
  // How a seed becomes a key is ours to say (docs/protocol.md, 1): later drafts of HPKE derive otherwise.
  const secret = toBytes(shake256(seed, { dkLen: 32 }));
  const bytes = fc.uint8Array({ maxLength: 200 });

  it("opens what we seal, and seals what we open; neither takes another info or additional data", async () => {
    const privateKey = await second.DeserializePrivateKey(secret);
    const ours = await kemKeyOf(seed);
    const publicKey = await second.DeserializePublicKey(ours);
    await fc.assert(
      fc.asyncProperty(bytes, bytes, bytes, async (told, bound, words) => {
        const options = { info: told, aad: bound };
        const sealed = await sealTo(ours, told, bound, words);
        const encapsulation = sealed.subarray(0, ENCAPSULATION_LENGTH);
        const rest = sealed.subarray(ENCAPSULATION_LENGTH);
        expect(await second.Open(privateKey, encapsulation, rest, options)).toEqual(words);

        const { encapsulatedSecret, ciphertext } = await second.Seal(publicKey, words, options);
        const theirs = concat(encapsulatedSecret, ciphertext);
        expect(theirs).toHaveLength(words.length + SEAL_OVERHEAD);
        expect(await openWith(seed, told, bound, theirs)).toEqual(toBytes(words));

        const more = (of: Uint8Array) => concat(of, Uint8Array.of(0));
        await expect(second.Open(privateKey, encapsulation, rest, { ...options, info: more(told) })).rejects.toThrow();
        await expect(second.Open(privateKey, encapsulation, rest, { ...options, aad: more(bound) })).rejects.toThrow();
        expect(await refusalOf(() => openWith(seed, more(told), bound, theirs))).toBe("FL_OPEN");
        expect(await refusalOf(() => openWith(seed, told, more(bound), theirs))).toBe("FL_OPEN");
      }),
      { numRuns: 20 },
    );
  });
});

describe("what we seal", () => {
  it("opens in an implementation of RFC 9180, section 5, that was written apart from ours", async () => {
    const sealed = await sealTo(await kemKeyOf(seed), info, aad, text);
    const shared = NobleXWing.decapsulate(sealed.subarray(0, ENCAPSULATION_LENGTH), shake256(seed, { dkLen: 32 }));
    const suiteId = concat(utf8("HPKE"), fromHex("647a00010002")); // X-Wing, HKDF-SHA-256, AES-256-GCM
    const labeledExtract = (salt: Uint8Array, label: string, ikm: Uint8Array) =>
      extract(sha256, concat(utf8("HPKE-v1"), suiteId, utf8(label), ikm), salt);
    const labeledExpand = (prk: Uint8Array, label: string, context: Uint8Array, length: number) =>
      expand(sha256, prk, concat(Uint8Array.of(0, length), utf8("HPKE-v1"), suiteId, utf8(label), context), length);
    const none = new Uint8Array(0);
    const context = concat(
      Uint8Array.of(0),
      labeledExtract(none, "psk_id_hash", none),
      labeledExtract(none, "info_hash", info),
    );
    const secret = labeledExtract(shared, "secret", none);
    const key = labeledExpand(secret, "key", context, 32);
    const nonce = labeledExpand(secret, "base_nonce", context, 12);
    const box = { key: toBytes(key), nonce: toBytes(nonce) };
    expect(await unbox(box, aad, toBytes(sealed.subarray(ENCAPSULATION_LENGTH)))).toEqual(text);
  });

  it("opens with the seed, the info and the additional data, and with nothing else", async () => {
    const sealed = await sealTo(await kemKeyOf(seed), info, aad, text);
    expect(sealed).toHaveLength(text.length + SEAL_OVERHEAD);
    expect(await openWith(seed, info, aad, sealed)).toEqual(text);
    const other = seededRandom("other")(32);
    expect(await refusalOf(() => openWith(other, info, aad, sealed))).toBe("FL_OPEN");
    expect(await refusalOf(() => openWith(seed, aad, aad, sealed))).toBe("FL_OPEN");
    expect(await refusalOf(() => openWith(seed, info, info, sealed))).toBe("FL_OPEN");
    for (const at of [0, 1087, 1088, 1119, ENCAPSULATION_LENGTH, sealed.length - 1]) {
      const bent = toBytes(sealed);
      bent[at] = (bent[at] ?? 0) ^ 1;
      expect(await refusalOf(() => openWith(seed, info, aad, bent))).toBe("FL_OPEN");
    }
    expect(await refusalOf(() => openWith(seed, info, aad, sealed.subarray(0, SEAL_OVERHEAD - 1)))).toBe("FL_OPEN");
  });

  it("is never the same twice", async () => {
    const kemKey = await kemKeyOf(seed);
    expect(await sealTo(kemKey, info, aad, text)).not.toEqual(await sealTo(kemKey, info, aad, text));
  });

  it("to a key that is none is refused, not a crash of whoever must answer it", async () => {
    const smallX25519 = await kemKeyOf(seed);
    smallX25519.fill(0, 1184);
    for (const bad of [new Uint8Array(KEM_KEY_LENGTH).fill(0xff), smallX25519, new Uint8Array(10)])
      expect(await refusalOf(() => sealTo(bad, info, aad, text))).toBe("FL_KEY");
  });
});
