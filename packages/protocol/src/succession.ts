import type { Bytes } from "./bytes.ts";
import { decodeForm, encodeForm, KIND } from "./form.ts";
import { idToBytes, type MailboxId, type OrganisationId } from "./id.ts";
import { type MailboxAddress, type MailboxKeys, mailboxId } from "./mailbox.ts";
import { refuse } from "./refusal.ts";
import { checkSigned, sign } from "./signature.ts";

/**
 * "What I had there goes on here": one mailbox names the one that continues it, in the hand of whoever holds the old
 * words. Travels sealed, in a letter of the new mailbox: the server is never told that the two belong together.
 *
 * It proves that somebody had the old words, and no more: a helper has them too. [HO1]
 */
export interface Succession {
  organisation: OrganisationId;
  from: MailboxId;
  to: MailboxId;
  signature: Bytes;
}

const signedPart = ({ organisation, from, to }: Omit<Succession, "signature">): Uint8Array[] => [
  idToBytes(organisation),
  idToBytes(from),
  idToBytes(to),
];

export function signSuccession(old: MailboxKeys, organisation: OrganisationId, to: MailboxId): Bytes {
  const part = signedPart({ organisation, from: old.id, to });
  return encodeForm(KIND.succession, [...part, sign(old.signSeed, encodeForm(KIND.succession, part))]);
}

/** Framing only: who stands behind it is asked of {@link verifySuccession}. @throws Refused */
export function parseSuccession(bytes: Uint8Array): Succession {
  const fields = decodeForm(KIND.succession, bytes, 4);
  return {
    organisation: fields.longId<OrganisationId>(),
    from: fields.longId<MailboxId>(),
    to: fields.longId<MailboxId>(),
    signature: fields.bytes(64),
  };
}

/**
 * Whoever has both keys of the old mailbox can tell, also one who never held its thread: its id is recomputed. [MB1]
 *
 * @param old the keys that are said to be the old mailbox's
 * @throws Refused FL_ORGANISATION, FL_MAILBOX, FL_SIGNATURE
 */
export function verifySuccession(
  succession: Succession,
  {
    organisation,
    to,
    old,
  }: { organisation: OrganisationId; to: MailboxId; old: Pick<MailboxAddress, "verifyKey" | "kemKey"> },
): void {
  if (succession.organisation !== organisation) refuse("FL_ORGANISATION");
  if (succession.to !== to || succession.from !== mailboxId(old.verifyKey, old.kemKey)) refuse("FL_MAILBOX");
  checkSigned(old.verifyKey, encodeForm(KIND.succession, signedPart(succession)), succession.signature);
}
