import { type Bytes, sameBytes, toBytes } from "./bytes.ts";
import { decodeForm, encodeForm, type Fields, KIND, type Kind, type Value } from "./form.ts";
import { KEM_KEY_LENGTH } from "./hpke.ts";
import { type Hash, idToBytes, type LoginId, type OrganisationId } from "./id.ts";
import { type MailboxAddress, type MailboxKeys, mailboxAddress } from "./mailbox.ts";
import { refuse } from "./refusal.ts";
import { checkSigned, sign } from "./signature.ts";
import { loginIdOf, type UnlockingKeys } from "./unlock.ts";

/**
 * Answers to the server's challenges. The nonce always stands inside a structure of our own making:
 * a key that signed bare challenges could be made to sign a caller's words.
 */
export const NONCE_LENGTH = 32;

interface Asked {
  organisation: OrganisationId;
  nonce: Uint8Array;
}

function signed(kind: Kind, fields: readonly Value[], signSeed: Uint8Array): Bytes {
  return encodeForm(kind, [...fields, sign(signSeed, encodeForm(kind, fields))]);
}

function takeAsked(fields: Fields, { organisation, nonce }: Asked): void {
  if (fields.longId<OrganisationId>() !== organisation) refuse("FL_ORGANISATION");
  if (!sameBytes(fields.bytes(NONCE_LENGTH), nonce)) refuse("FL_NONCE");
}

/** "Open my mailbox." Proves the mailbox's keys to a server that may never have seen it. [PH3] */
export function signOpening(keys: MailboxKeys, organisation: OrganisationId, nonce: Uint8Array): Bytes {
  return signed(KIND.opening, [idToBytes(organisation), toBytes(nonce), keys.verifyKey, keys.kemKey], keys.signSeed);
}

export const readOpening = (bytes: Uint8Array, asked: Asked): MailboxAddress => readProof(KIND.opening, bytes, asked);

function readProof(kind: Kind, bytes: Uint8Array, asked: Asked): MailboxAddress {
  const fields = decodeForm(kind, bytes, 5);
  takeAsked(fields, asked);
  const address = mailboxAddress(fields.bytes(32), fields.bytes(KEM_KEY_LENGTH));
  checkSigned(
    address.verifyKey,
    encodeForm(kind, [idToBytes(asked.organisation), asked.nonce, address.verifyKey, address.kemKey]),
    fields.bytes(64),
  );
  return address;
}

/** "I have read these": the server forgets them at once. [MB5] */
export function signConfirmation(
  keys: MailboxKeys,
  organisation: OrganisationId,
  nonce: Uint8Array,
  read: readonly Hash[],
): Bytes {
  return signed(
    KIND.confirmation,
    [idToBytes(organisation), toBytes(nonce), keys.verifyKey, keys.kemKey, read.map((hash) => [idToBytes(hash)])],
    keys.signSeed,
  );
}

export function readConfirmation(bytes: Uint8Array, asked: Asked): MailboxAddress & { read: Hash[] } {
  const fields = decodeForm(KIND.confirmation, bytes, 6);
  takeAsked(fields, asked);
  const address = mailboxAddress(fields.bytes(32), fields.bytes(KEM_KEY_LENGTH));
  const read = fields.list(64, 1, (entry) => entry.longId<Hash>());
  const part = [
    idToBytes(asked.organisation),
    asked.nonce,
    address.verifyKey,
    address.kemKey,
    read.map((hash) => [idToBytes(hash)]),
  ];
  checkSigned(address.verifyKey, encodeForm(KIND.confirmation, part), fields.bytes(64));
  return { ...address, read };
}

/** "Nobody shall come by these words any more": unread replies are destroyed, and it answers empty from then on. [HO2] */
export function signEnding(keys: MailboxKeys, organisation: OrganisationId, nonce: Uint8Array): Bytes {
  return signed(KIND.ending, [idToBytes(organisation), toBytes(nonce), keys.verifyKey, keys.kemKey], keys.signSeed);
}

export const readEnding = (bytes: Uint8Array, asked: Asked): MailboxAddress => readProof(KIND.ending, bytes, asked);

/** A member's login. [RO4] */
export function signLogin(unlocking: UnlockingKeys, organisation: OrganisationId, nonce: Uint8Array): Bytes {
  return signed(KIND.login, [idToBytes(organisation), toBytes(nonce), unlocking.loginKey], unlocking.loginSeed);
}

export function readLogin(bytes: Uint8Array, asked: Asked): { login: LoginId; loginKey: Bytes } {
  const fields = decodeForm(KIND.login, bytes, 4);
  takeAsked(fields, asked);
  const loginKey = fields.bytes(32);
  checkSigned(
    loginKey,
    encodeForm(KIND.login, [idToBytes(asked.organisation), asked.nonce, loginKey]),
    fields.bytes(64),
  );
  return { login: loginIdOf(loginKey), loginKey };
}
