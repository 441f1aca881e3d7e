import { Aes128Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import { XWing } from "@hpke/hybridkem-x-wing";
import { expand, extract } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { shake256 } from "@noble/hashes/sha3.js";
import { XWing as NobleXWing } from "@noble/post-quantum/hybrid.js";
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

describe("the HPKE library", () => {
  it("agrees with RFC 9180, appendix A.1.1 (its appendix has no X-Wing)", async () => {
    const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() });
    const secret = fromHex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8");
    const recipientKey = await suite.kem.importKey("raw", secret.buffer, false);
    const enc = fromHex("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431");
    const context = await suite.createRecipientContext({
      recipientKey,
      enc: enc.buffer,
      info: fromHex("4f6465206f6e2061204772656369616e2055726e").buffer,
    });
    const opened = await context.open(
      fromHex("f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a").buffer,
      fromHex("436f756e742d30").buffer,
    );
    expect(new TextDecoder().decode(opened)).toBe("Beauty is truth, truth beauty");
  });
});

describe("X-Wing", () => {
  it("agrees with the first test vector of draft-connolly-cfrg-xwing-kem", async () => {
    const kem = new XWing();
    const sk = fromHex("7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26");
    const coins = fromHex(
      "3cb1eea988004b93103cfb0aeefd2a686e01fa4a58e8a3639ca8a1e3f9ae57e235b8cc873c23dc62b8d260169afa2f75ab916a58d974918835d25e6a435085b2",
    );
    const privateKey = await kem.importKey("raw", sk.buffer, false);
    const { publicKey } = await kem.generateKeyPairDerand(sk);
    const { sharedSecret, enc } = await kem.encap({ recipientPublicKey: publicKey, ekm: coins.buffer });
    expect(toHex(new Uint8Array(sharedSecret))).toBe(
      "d2df0522128f09dd8e2c92b1e905c793d8f57a54c3da25861f10bf4ca613e384",
    );
    expect(new Uint8Array(await kem.decap({ recipientKey: privateKey, enc }))).toEqual(new Uint8Array(sharedSecret));
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
