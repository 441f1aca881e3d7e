import { type Bytes, toBytes } from "./bytes.ts";
import type { Card } from "./card.ts";
import { decodeForm, encodeForm, KIND } from "./form.ts";
import { digest, hashOf } from "./hash.ts";
import { SEAL_OVERHEAD, sealTo } from "./hpke.ts";
import { type Hash, idToBytes, type MailboxId, type MessageId, type OrganisationId } from "./id.ts";
import { encodeLetter, encodeReply, type Letter, type Reply } from "./letter.ts";
import type { MailboxAddress, MailboxKeys } from "./mailbox.ts";
import { refuse } from "./refusal.ts";
import { checkSigned, sign } from "./signature.ts";

/**
 * A mailbox row: header, sealed bytes, signature over the header and the hash of the sealed bytes.
 * [MB2] [MB3] Each direction is a chain of its own that also quotes the other side. [MB7]
 */
export interface RowHeader {
  organisation: OrganisationId;
  mailbox: MailboxId;
  direction: "to-team" | "to-mailbox";
  /** From 1. */
  seq: number;
  /** Hash of the row before it in this direction; ZERO_HASH for the first. */
  previous: Hash;
  /** Hash of the last row that the writer saw from the other side. */
  seen: Hash;
  /** Random; makes a retry idempotent. */
  message: MessageId;
  /** The card that it was sealed to, or is answered under. */
  card: Hash;
  /** The server saw the text: written without script. Stays for ever. [MB6] */
  onArrival: boolean;
  /** Sealed to a card known to be expired, on the caller's express choice. [MB4] */
  expiredCard: boolean;
  hour: number;
  /** Bytes of the sealed part. */
  length: number;
}

export interface Row {
  header: RowHeader;
  headerBytes: Bytes;
  sealed: Bytes;
  signature: Bytes;
  bytes: Bytes;
  hash: Hash;
}

/** 64 KiB of text in its padding, and what sealing adds. */
export const SEALED_LIMIT = 256 * 1024 + SEAL_OVERHEAD;

function encodeHeader(header: RowHeader): Bytes {
  return encodeForm(KIND.rowHeader, [
    idToBytes(header.organisation),
    idToBytes(header.mailbox),
    header.direction,
    header.seq,
    idToBytes(header.previous),
    idToBytes(header.seen),
    idToBytes(header.message),
    idToBytes(header.card),
    header.onArrival,
    header.expiredCard,
    header.hour,
    header.length,
  ]);
}

function decodeHeader(bytes: Uint8Array): RowHeader {
  const fields = decodeForm(KIND.rowHeader, bytes, 12);
  return {
    organisation: fields.longId<OrganisationId>(),
    mailbox: fields.longId<MailboxId>(),
    direction: fields.oneOf(["to-team", "to-mailbox"]),
    seq: fields.uint(),
    previous: fields.longId<Hash>(),
    seen: fields.longId<Hash>(),
    message: fields.shortId<MessageId>(),
    card: fields.longId<Hash>(),
    onArrival: fields.flag(),
    expiredCard: fields.flag(),
    hour: fields.uint(),
    length: fields.uint(SEALED_LIMIT),
  };
}

/** Binds the sealed bytes to their place, so that stolen rows cannot be posted from another mailbox. [MB2] */
export function rowInfo({ direction, organisation, mailbox, card }: RowHeader): Bytes {
  return encodeForm(KIND.row, [direction, idToBytes(organisation), idToBytes(mailbox), idToBytes(card)]);
}

function signedBytes(headerBytes: Uint8Array, sealed: Uint8Array): Bytes {
  return encodeForm(KIND.row, [headerBytes, digest(sealed)]);
}

/** Framing only. @throws Refused */
export function parseRow(bytes: Uint8Array): Row {
  const fields = decodeForm(KIND.row, bytes, 3);
  const headerBytes = fields.bytes(1, 512);
  const sealed = fields.bytes(SEAL_OVERHEAD + 1, SEALED_LIMIT);
  const signature = fields.bytes(64);
  const header = decodeHeader(headerBytes);
  if (header.length !== sealed.length || header.seq === 0) refuse("FL_FORM_FIELD");
  // Both flags speak of how a caller wrote; a reply that carried one would have a second form.
  if (header.direction === "to-mailbox" && (header.onArrival || header.expiredCard)) refuse("FL_FORM_FIELD");
  return { header, headerBytes, sealed, signature, bytes: toBytes(bytes), hash: hashOf(bytes) };
}

/** @param verifyKey the mailbox's for rows to the team, the card's reply key for rows to the mailbox @throws Refused FL_SIGNATURE */
export function verifyRow(row: Row, verifyKey: Uint8Array): void {
  checkSigned(verifyKey, signedBytes(row.headerBytes, row.sealed), row.signature);
}

/** Where in its chain a row stands; the same for both directions. */
export interface RowPlace {
  seq: number;
  previous: Hash;
  seen: Hash;
  message: MessageId;
  hour: number;
}

async function sealRow(
  header: Omit<RowHeader, "length">,
  kemKey: Uint8Array,
  padded: Uint8Array,
  signSeed: Uint8Array,
): Promise<Row> {
  const whole: RowHeader = { ...header, length: padded.length + SEAL_OVERHEAD };
  const headerBytes = encodeHeader(whole);
  const sealed = await sealTo(kemKey, rowInfo(whole), headerBytes, padded);
  const signature = sign(signSeed, signedBytes(headerBytes, sealed));
  const bytes = encodeForm(KIND.row, [headerBytes, sealed, signature]);
  return { header: whole, headerBytes, sealed, signature, bytes, hash: hashOf(bytes) };
}

/**
 * Seals a caller's letter to the team. Seal once, keep the bytes before they are first sent, and
 * retry with the same bytes. [MB2]
 */
export async function sealLetter(
  from: { keys: MailboxKeys; card: Card; letter: Letter; onArrival: boolean; expiredCard: boolean } & RowPlace,
): Promise<Row> {
  const { keys, card, letter, onArrival, expiredCard, seq, previous, seen, message, hour } = from;
  const header = {
    organisation: card.organisation,
    mailbox: keys.id,
    direction: "to-team" as const,
    seq,
    previous,
    seen,
    message,
    card: card.hash,
    onArrival,
    expiredCard,
    hour,
  };
  return sealRow(header, card.kemKey, encodeLetter(letter), keys.signSeed);
}

/** Seals a reply to a mailbox, signed by the card's reply key: never a member's own. [MB3] */
export async function sealReply(
  from: { mailbox: MailboxAddress; card: Card; replySeed: Uint8Array; reply: Reply } & RowPlace,
): Promise<Row> {
  const { mailbox, card, replySeed, reply, seq, previous, seen, message, hour } = from;
  const header = {
    organisation: card.organisation,
    mailbox: mailbox.id,
    direction: "to-mailbox" as const,
    seq,
    previous,
    seen,
    message,
    card: card.hash,
    onArrival: false,
    expiredCard: false,
    hour,
  };
  return sealRow(header, mailbox.kemKey, encodeReply(reply), replySeed);
}
