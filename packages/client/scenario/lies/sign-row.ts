import { createPrivateKey, sign } from "node:crypto";
import { type Bytes, concat, digest, fromHex, type MailboxKeys, parseRow, type Row } from "@fairlead/protocol";

/** RFC 8410: what stands before the 32 bytes of an Ed25519 seed in PKCS #8. */
const PKCS8 = fromHex("302e020100300506032b657004220420");
/** Version, suite and kind of a row, and the head of an array of so many. */
const ROW_OF = (fields: number) => Uint8Array.of(1, 1, 4, 0x80 + fields);

function byteString(bytes: Uint8Array): Bytes {
  const { length } = bytes;
  const head = length < 24 ? [0x40 + length] : length < 256 ? [0x58, length] : [0x59, length >> 8, length & 0xff];
  return concat(Uint8Array.from(head), bytes);
}

/**
 * A row with this header and whatever was sealed somewhere else, signed by the mailbox's own key: what someone does
 * who has stolen a row and posts it from a mailbox of his own. [MB2]
 */
export function rowAround(header: Row, stolen: Uint8Array, { signSeed }: MailboxKeys): Row {
  const key = createPrivateKey({ key: Buffer.from(concat(PKCS8, signSeed)), format: "der", type: "pkcs8" });
  const headerField = byteString(header.headerBytes);
  const signed = concat(ROW_OF(2), headerField, byteString(digest(stolen)));
  const signature = sign(null, signed, key);
  return parseRow(concat(ROW_OF(3), headerField, byteString(stolen), byteString(signature)));
}
