import type { Bytes } from "./bytes.ts";
import { decodeForm, encodeForm, KIND } from "./form.ts";
import { hashOf } from "./hash.ts";
import { KEM_KEY_LENGTH } from "./hpke.ts";
import { type Hash, idToBytes, type MailboxId, type OrganisationId } from "./id.ts";
import { refuse } from "./refusal.ts";
import { isSigned, sign } from "./signature.ts";

/**
 * An address card: the keys to which a mailbox writes now, and under which it is answered. [MB4]
 * Signed by the intake key. "new" stands for every mailbox that has no card of its own.
 */
export interface CardFields {
  organisation: OrganisationId;
  mailbox: "new" | MailboxId;
  kemKey: Bytes;
  replyKey: Bytes;
  counter: number;
  /** Hash of the card before it, for the same mailbox (or "new"); ZERO_HASH for the first. */
  previous: Hash;
  /** Last hour since 1970 in which the card counts; at most {@link CARD_HOURS} after it was made. */
  expires: number;
  rosterHead: Hash;
}

export interface Card extends CardFields {
  hash: Hash;
  bytes: Bytes;
}

export const CARD_HOURS = 14 * 24;

function signedPart(card: CardFields): Parameters<typeof encodeForm>[1] {
  const { organisation, mailbox, kemKey, replyKey, counter, previous, expires, rosterHead } = card;
  return [
    idToBytes(organisation),
    mailbox === "new" ? null : idToBytes(mailbox),
    kemKey,
    replyKey,
    counter,
    idToBytes(previous),
    expires,
    idToBytes(rosterHead),
  ];
}

export function signCard(fields: CardFields, intakeSignSeed: Uint8Array): Card {
  const part = signedPart(fields);
  const signature = sign(intakeSignSeed, encodeForm(KIND.card, part));
  const bytes = encodeForm(KIND.card, [...part, signature]);
  return { ...fields, hash: hashOf(bytes), bytes };
}

export interface ParsedCard extends Card {
  signature: Bytes;
}

/** Framing only; what the server does. A page or client uses {@link readCard}. */
export function parseCard(bytes: Uint8Array): ParsedCard {
  const fields = decodeForm(KIND.card, bytes, 9);
  const organisation = fields.longId<OrganisationId>();
  const mailbox = fields.optionalLongId<MailboxId>() ?? "new";
  const kemKey = fields.bytes(KEM_KEY_LENGTH);
  const replyKey = fields.bytes(32);
  const counter = fields.uint();
  const previous = fields.longId<Hash>();
  const expires = fields.uint();
  const rosterHead = fields.longId<Hash>();
  const signature = fields.bytes(64);
  return {
    organisation,
    mailbox,
    kemKey,
    replyKey,
    counter,
    previous,
    expires,
    rosterHead,
    signature,
    hash: hashOf(bytes),
    bytes: new Uint8Array(bytes),
  };
}

export function isCardSigned(card: ParsedCard, intakeKey: Uint8Array): boolean {
  return isSigned(intakeKey, encodeForm(KIND.card, signedPart(card)), card.signature);
}

/**
 * A card that this mailbox may take: the right organisation, its own or "new", signed by an intake
 * key of the certificate. Taking another's card would hand one caller's words to another's team.
 * Whether it has expired is for the reader to weigh: {@link cardExpired}.
 *
 * @throws Refused FL_ORGANISATION, FL_CARD, FL_SIGNATURE
 */
export function readCard(
  bytes: Uint8Array,
  intakeKeys: readonly Uint8Array[],
  reader: { organisation: OrganisationId; mailbox: "new" | MailboxId },
): Card {
  const card = parseCard(bytes);
  if (card.organisation !== reader.organisation) refuse("FL_ORGANISATION");
  if (card.mailbox !== "new" && card.mailbox !== reader.mailbox) refuse("FL_CARD");
  if (!intakeKeys.some((key) => isCardSigned(card, key))) refuse("FL_SIGNATURE");
  return card;
}

export function cardExpired(card: { expires: number }, hour: number): boolean {
  return hour > card.expires;
}
