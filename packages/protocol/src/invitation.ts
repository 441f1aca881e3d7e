import { type Bytes, concat, toBytes } from "./bytes.ts";
import type { Pin } from "./certificate.ts";
import { type WordList, wordsFrom } from "./code-words.ts";
import type { Random } from "./effects.ts";
import { decodeForm, encodeForm, type Fields, KIND, type Value } from "./form.ts";
import { derive, digest, NOTHING } from "./hash.ts";
import { KEM_KEY_LENGTH } from "./hpke.ts";
import { type Hash, idFrom, idToBytes, type MemberId, type OrganisationId } from "./id.ts";
import type { MemberKeys, MemberPublic } from "./member.ts";
import { refuse } from "./refusal.ts";
import { ROLES, type Role } from "./role.ts";
import { checkSigned, checkVerifyKey, sign } from "./signature.ts";

/**
 * What an administrator hands to someone who is to become a member, by a way that the server does not see. It pins the
 * organisation, and its secret is good for one answer. [RO4]
 */
export interface Invitation {
  pin: Pin;
  secret: Bytes;
  role: Role;
  /** Hour after which nobody is let in by it. */
  expires: number;
}

export type InvitationId = Hash;

export function makeInvitation(pin: Pin, role: Role, expires: number, random: Random): Invitation {
  return { pin, secret: random(16), role, expires };
}

/** To be put behind the `#` of a link: what stands there is never sent. */
export function encodeInvitation({ pin, secret, role, expires }: Invitation): Bytes {
  const administrators = pin.administrators.map(({ id, verifyKey }): Value[] => [idToBytes(id), verifyKey]);
  const part: Value[] = [idToBytes(pin.organisation), idToBytes(pin.head), administrators, secret, role, expires];
  // So that a link cut off or mistyped on its way is told at once, and not after a minute of comparing words.
  return encodeForm(KIND.invitation, [...part, checksum(part)]);
}

function checksum(part: readonly Value[]): Bytes {
  return toBytes(digest(encodeForm(KIND.invitation, part)).subarray(0, 4));
}

/** @throws Refused FL_FORM_VERSION, FL_FORM_ENCODING, FL_FORM_FIELD */
export function parseInvitation(bytes: Uint8Array): Invitation {
  const fields = decodeForm(KIND.invitation, bytes, 7);
  const invitation = {
    pin: {
      organisation: fields.longId<OrganisationId>(),
      head: fields.longId<Hash>(),
      administrators: fields.list(8, 2, (one) => ({ id: one.shortId<MemberId>(), verifyKey: one.bytes(32) })),
    },
    secret: fields.bytes(16),
    role: fields.oneOf(ROLES),
    expires: fields.uint(),
  };
  if (invitation.pin.administrators.length === 0) refuse("FL_FORM_FIELD");
  fields.bytes(4);
  const whole = encodeInvitation(invitation);
  return whole.length === bytes.length && whole.every((byte, at) => byte === bytes[at])
    ? invitation
    : refuse("FL_FORM_FIELD");
}

/** By this the server knows that an invitation is open; it tells nothing of the secret. */
export function invitationId({ pin, secret }: Invitation): InvitationId {
  return idFrom<Hash>(derive(secret, NOTHING, "invitation", idToBytes(pin.organisation), 32));
}

/**
 * The newcomer's answer: keys that his own machine made. Proves that he holds the invitation's secret, without showing
 * it, and the signing key.
 */
export interface Joining {
  organisation: OrganisationId;
  invitation: InvitationId;
  member: MemberPublic;
  /** Over the other fields, with a key from the invitation's secret. */
  proof: Bytes;
  signature: Bytes;
  bytes: Bytes;
}

function joiningPart(organisation: OrganisationId, invitation: InvitationId, { id, verifyKey, kemKey }: MemberPublic) {
  return [idToBytes(organisation), idToBytes(invitation), idToBytes(id), verifyKey, kemKey];
}

function proofOf(secret: Uint8Array, part: readonly Value[]): Bytes {
  return derive(secret, NOTHING, "joining", encodeForm(KIND.joining, part), 32);
}

export function signJoining(invitation: Invitation, member: MemberPublic, keys: MemberKeys): Bytes {
  const part = joiningPart(invitation.pin.organisation, invitationId(invitation), member);
  const proved = [...part, proofOf(invitation.secret, part)];
  return encodeForm(KIND.joining, [...proved, sign(keys.signSeed, encodeForm(KIND.joining, proved))]);
}

function readMember(fields: Fields): MemberPublic {
  return { id: fields.shortId<MemberId>(), verifyKey: fields.bytes(32), kemKey: fields.bytes(KEM_KEY_LENGTH) };
}

/** Shape, and the newcomer's signature: all that a server can check. @throws Refused */
export function parseJoining(bytes: Uint8Array): Joining {
  const fields = decodeForm(KIND.joining, bytes, 7);
  const organisation = fields.longId<OrganisationId>();
  const invitation = fields.longId<InvitationId>();
  const member = readMember(fields);
  const proof = fields.bytes(32);
  const signature = fields.bytes(64);
  checkVerifyKey(member.verifyKey);
  const proved = [...joiningPart(organisation, invitation, member), proof];
  checkSigned(member.verifyKey, encodeForm(KIND.joining, proved), signature);
  return { organisation, invitation, member, proof, signature, bytes: toBytes(bytes) };
}

/** Whether this answer was made by someone who held the invitation. @throws Refused FL_INVITATION */
export function checkJoining(joining: Joining, invitation: Invitation): void {
  const part = joiningPart(joining.organisation, joining.invitation, joining.member);
  const expected = proofOf(invitation.secret, part);
  const same = expected.every((byte, at) => byte === joining.proof[at]);
  if (joining.organisation !== invitation.pin.organisation || joining.invitation !== invitationId(invitation) || !same)
    refuse("FL_INVITATION");
}

/**
 * Six words that both sides say to each other by another way, before the roster entry or any wrap is written: over the
 * invitation and the new keys. Whoever came between, also the server, has other keys and so other words. [RO4]
 */
export function comparisonWords(invitation: Invitation, member: MemberPublic, list: WordList): string[] {
  const keys = concat(idToBytes(member.id), member.verifyKey, member.kemKey);
  const text = encodeForm(KIND.comparison, [encodeInvitation(invitation), keys]);
  return wordsFrom(digest(text), 6, list);
}
