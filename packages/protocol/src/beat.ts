import { type Bytes, toBytes } from "./bytes.ts";
import { decodeForm, encodeForm, KIND, type Value } from "./form.ts";
import { derive, NOTHING } from "./hash.ts";
import { type Hash, idFrom, idToBytes, type MemberId, type OrganisationId, type StreamId } from "./id.ts";
import type { MemberKeys } from "./member.ts";
import { refuse } from "./refusal.ts";
import type { Roster } from "./roster.ts";
import { checkSigned, sign } from "./signature.ts";

/** How far a member has seen one stream. */
export interface SeenHead {
  stream: StreamId;
  seq: number;
  hash: Hash;
}

/**
 * "This is what I have been shown." Each unlock publishes one, signed; colleagues hold it against what they see. A
 * server that shows two members two rosters, or keeps a revocation from one of them, is found out by the first beat
 * that passes between them. [ST4]
 */
export interface Beat {
  organisation: OrganisationId;
  member: MemberId;
  /** By the member's clock. */
  hour: number;
  rosterSeq: number;
  rosterHead: Hash;
  /** Of compartments that many hold, so that many can compare: the organisation's own. */
  heads: readonly SeenHead[];
  /** Over the heads of all that he holds: for his own next device. */
  digest: Hash;
}

export interface ParsedBeat extends Beat {
  signature: Bytes;
  bytes: Bytes;
}

const MOST_HEADS = 8;

function signedPart({ organisation, member, hour, rosterSeq, rosterHead, heads, digest }: Beat): Value[] {
  return [
    idToBytes(organisation),
    idToBytes(member),
    hour,
    rosterSeq,
    idToBytes(rosterHead),
    heads.map(({ stream, seq, hash }) => [idToBytes(stream), seq, idToBytes(hash)]),
    idToBytes(digest),
  ];
}

export function signBeat(beat: Omit<Beat, "member">, keys: MemberKeys): Bytes {
  const part = signedPart({ ...beat, member: keys.id });
  return encodeForm(KIND.beat, [...part, sign(keys.signSeed, encodeForm(KIND.beat, part))]);
}

/** Framing only. @throws Refused */
export function parseBeat(bytes: Uint8Array): ParsedBeat {
  const fields = decodeForm(KIND.beat, bytes, 8);
  return {
    organisation: fields.longId<OrganisationId>(),
    member: fields.shortId<MemberId>(),
    hour: fields.uint(),
    rosterSeq: fields.uint(),
    rosterHead: fields.longId<Hash>(),
    heads: fields.list(MOST_HEADS, 3, (one) => ({
      stream: one.shortId<StreamId>(),
      seq: one.uint(),
      hash: one.longId<Hash>(),
    })),
    digest: fields.longId<Hash>(),
    signature: fields.bytes(64),
    bytes: toBytes(bytes),
  };
}

/**
 * By a member of this organisation who is active now. Whether its roster head is one of ours is what the reader wants
 * to find out, and so not checked here.
 *
 * @throws Refused FL_ORGANISATION, FL_ROSTER_MEMBER, FL_SIGNATURE
 */
export function verifyBeat(beat: ParsedBeat, roster: Roster): void {
  if (beat.organisation !== roster.organisation) refuse("FL_ORGANISATION");
  const member = roster.members.get(beat.member) ?? refuse("FL_ROSTER_MEMBER");
  if (member.standing !== "active") refuse("FL_ROSTER_MEMBER");
  checkSigned(member.verifyKey, encodeForm(KIND.beat, signedPart(beat)), beat.signature);
}

/** One value for all heads, in the order of their streams. */
export function digestOfHeads(heads: readonly SeenHead[], organisation: OrganisationId): Hash {
  const sorted = [...heads].sort((a, b) => (a.stream < b.stream ? -1 : 1));
  const list = sorted.map(({ stream, seq, hash }) => [idToBytes(stream), seq, idToBytes(hash)]);
  return idFrom<Hash>(derive(idToBytes(organisation), NOTHING, "heads", encodeForm(KIND.beat, list), 32));
}
