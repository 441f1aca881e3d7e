/**
 * The chain that makes a key ours: pin → certificate → card. [MB4]
 *
 * A server that hands out its own key fails here, before the first word is sealed. What fails is a visible stop
 * with the code of the rule; it is never repaired and never retried with less.
 */
import { type Card, cardExpired, decodeBody, type MailboxId, readCard, readCertificate } from "@fairlead/protocol/seal";
import type { ScriptPin } from "./pin.ts";

export type Work = { challenge: Uint8Array; bits: number };

export type Cards = {
  /** The card to seal to now. */
  card: Card;
  /** Hour since which nobody has renewed card or certificate, or null while both are fresh. */
  expiredSince: number | null;
};

/** A field that must be bytes, or null where the server has none. */
export const bytesIn = (value: unknown): Uint8Array | null => (value instanceof Uint8Array ? value : null);

/**
 * @returns null when the organisation has published no card yet
 * @throws Refused when anything of the chain fails
 */
export const readCards = (
  from: { certificate: unknown; card: unknown },
  pin: ScriptPin,
  hour: number,
  mailbox: MailboxId | "new",
): Cards | null => {
  const certificateBytes = bytesIn(from.certificate);
  const cardBytes = bytesIn(from.card);
  if (certificateBytes === null || cardBytes === null) return null;
  const certificate = readCertificate(certificateBytes, pin);
  const card = readCard(cardBytes, certificate.intakeKeys, { organisation: pin.organisation, mailbox });
  const ends = Math.min(card.expires, certificate.expires);
  return { card, expiredSince: cardExpired({ expires: ends }, hour) ? ends : null };
};

export type Door = Partial<Cards> & { certificate: Uint8Array | null; work: Work | null };

/** As it comes: with the word list that was asked for. */
export type DoorAnswer = { door: Door; words: Uint8Array | null };

/** The answer of /api/door, read. @throws Refused */
export const readDoor = (bytes: Uint8Array, pin: ScriptPin, hour: number): DoorAnswer => {
  const body = decodeBody(bytes);
  const work = body.work as { challenge?: unknown; bits?: unknown } | null | undefined;
  const challenge = bytesIn(work?.challenge);
  const bits = work?.bits;
  const door = {
    ...readCards({ certificate: body.certificate, card: body.card }, pin, hour, "new"),
    certificate: bytesIn(body.certificate),
    // More than 26 bits would be minutes on an old phone: such a demand is not ours.
    work: challenge !== null && typeof bits === "number" && bits >= 0 && bits <= 26 ? { challenge, bits } : null,
  };
  return { door, words: bytesIn(body.words) };
};
