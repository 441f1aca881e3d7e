import { type Bytes, toBytes } from "./bytes.ts";
import { type EpochPlace, encodePlace, epochCommitment } from "./epoch.ts";
import { decodeForm, encodeForm, KIND, type Value } from "./form.ts";
import { hashOf } from "./hash.ts";
import { SEAL_OVERHEAD, sealTo } from "./hpke.ts";
import { type Hash, idToBytes, type MemberId, type OrganisationId, type StreamId } from "./id.ts";
import type { MemberKeys, MemberPublic } from "./member.ts";
import { refuse } from "./refusal.ts";
import { mayCommit } from "./role.ts";
import type { Roster } from "./roster.ts";
import { checkSigned, sign } from "./signature.ts";

/** An epoch key for one member: sealed to his KEM key, signed by whoever gives it. [CO1] Public framing. [CO4] */
export interface Wrap extends EpochPlace {
  member: MemberId;
  /** SHA-256 of the KEM key that it is sealed to. */
  memberKey: Hash;
  commitment: Hash;
  rosterHead: Hash;
  author: MemberId;
  sealed: Bytes;
  signature: Bytes;
  bytes: Bytes;
}

const SEALED_LENGTH = 32 + SEAL_OVERHEAD;

export function wrapInfo(place: EpochPlace, member: MemberId): Bytes {
  return encodeForm(KIND.wrap, [encodePlace(KIND.wrap, place), idToBytes(member)]);
}

function signedPart(wrap: Omit<Wrap, "signature" | "bytes">): Value[] {
  const { organisation, stream, epoch, member, memberKey, commitment, rosterHead, author, sealed } = wrap;
  return [
    idToBytes(organisation),
    idToBytes(stream),
    epoch,
    idToBytes(member),
    idToBytes(memberKey),
    idToBytes(commitment),
    idToBytes(rosterHead),
    idToBytes(author),
    sealed,
  ];
}

export async function makeWrap(from: {
  place: EpochPlace;
  epochKey: Bytes;
  to: MemberPublic;
  keys: MemberKeys;
  rosterHead: Hash;
}): Promise<Bytes> {
  const { place, epochKey, to, keys, rosterHead } = from;
  const sealed = await sealTo(to.kemKey, wrapInfo(place, to.id), encodePlace(KIND.wrap, place), epochKey);
  const memberKey = hashOf(to.kemKey);
  const part = signedPart({
    ...place,
    member: to.id,
    memberKey,
    commitment: epochCommitment(epochKey, place),
    rosterHead,
    author: keys.id,
    sealed,
  });
  return encodeForm(KIND.wrap, [...part, sign(keys.signSeed, encodeForm(KIND.wrap, part))]);
}

/** Framing only. @throws Refused */
export function parseWrap(bytes: Uint8Array): Wrap {
  const fields = decodeForm(KIND.wrap, bytes, 10);
  const wrap = {
    organisation: fields.longId<OrganisationId>(),
    stream: fields.shortId<StreamId>(),
    epoch: fields.uint(),
    member: fields.shortId<MemberId>(),
    memberKey: fields.longId<Hash>(),
    commitment: fields.longId<Hash>(),
    rosterHead: fields.longId<Hash>(),
    author: fields.shortId<MemberId>(),
    sealed: fields.bytes(SEALED_LENGTH),
    signature: fields.bytes(64),
    bytes: toBytes(bytes),
  };
  if (wrap.epoch === 0) refuse("FL_FORM_FIELD");
  return wrap;
}

/**
 * Given by an entitled author, at the head cited, to a member's own key of that time. Whoever holds a key may also give
 * it to himself, in any role: so a member with new keys keeps what he could read. [CO1] [RO4]
 *
 * @throws Refused
 */
export function verifyWrap(wrap: Wrap, roster: Roster): void {
  if (wrap.organisation !== roster.organisation) refuse("FL_ORGANISATION");
  if (roster.seqOf(wrap.rosterHead) === undefined) refuse("FL_COMMIT_ROSTER");
  const author = roster.memberAt(wrap.author, wrap.rosterHead);
  const member = roster.memberAt(wrap.member, wrap.rosterHead);
  const mayGive = author !== undefined && (mayCommit(author.role, "epoch") || wrap.author === wrap.member);
  if (author?.standing !== "active" || !mayGive) refuse("FL_COMMIT_AUTHOR");
  if (member?.standing !== "active" || hashOf(member.kemKey) !== wrap.memberKey) refuse("FL_WRAP");
  checkSigned(author.verifyKey, encodeForm(KIND.wrap, signedPart(wrap)), wrap.signature);
}
