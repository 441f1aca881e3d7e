import { type Bytes, toBytes } from "./bytes.ts";
import { ENCAPSULATION_LENGTH, keyPair, SEAL_OVERHEAD, suite } from "./hpke.ts";
import { refuse } from "./refusal.ts";

/** Apart from sealing, so that a walk of the imports shows who can open. @throws Refused FL_OPEN */
export async function openWith(
  kemSeed: Uint8Array,
  info: Uint8Array,
  aad: Uint8Array,
  sealed: Uint8Array,
): Promise<Bytes> {
  if (sealed.length < SEAL_OVERHEAD) return refuse("FL_OPEN");
  const { privateKey } = await keyPair(kemSeed);
  const enc = toBytes(sealed.subarray(0, ENCAPSULATION_LENGTH)).buffer;
  const text = toBytes(sealed.subarray(ENCAPSULATION_LENGTH)).buffer;
  return suite.open({ recipientKey: privateKey, enc, info: toBytes(info).buffer }, text, toBytes(aad).buffer).then(
    (opened) => new Uint8Array(opened),
    () => refuse("FL_OPEN"),
  );
}
