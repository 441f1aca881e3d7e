import { type Bytes, toBytes } from "./bytes.ts";
import { decodeForm, encodeForm, type Fields, KIND, type Value } from "./form.ts";
import { hashOf } from "./hash.ts";
import { KEM_KEY_LENGTH } from "./hpke.ts";
import { type Hash, idToBytes, type MemberId, type OrganisationId, type StreamId } from "./id.ts";
import type { MemberKeys, MemberPublic } from "./member.ts";
import { refuse } from "./refusal.ts";
import { ROLES, type Role } from "./role.ts";
import { sign } from "./signature.ts";

/** What one roster entry says. Kinds are added, never changed; an unknown one halts an older client. */
export type RosterBody =
  | { kind: "found"; founders: MemberPublic[]; nonce: Bytes }
  | { kind: "enrol"; member: MemberPublic; role: Role }
  | { kind: "rerole"; member: MemberId; role: Role }
  | { kind: "suspend"; member: MemberId }
  | { kind: "restore"; member: MemberId }
  | { kind: "remove"; member: MemberId }
  | { kind: "rekey"; member: MemberPublic }
  /** `signKey` signs address cards from now on. [RO3] */
  | { kind: "intake"; signKey: Bytes; counter: number }
  | { kind: "minimum-version"; version: number }
  /** Who may together bring administration back when it is lost, and how many of them it takes. */
  | { kind: "recovery"; threshold: number; members: MemberId[] }
  /** These are administrators from now on, and active: by so many of the recovery members as were named. */
  | { kind: "recover"; administrators: MemberId[] }
  /** These streams and everything in them are destroyed, and refused for ever. [CO6] */
  | { kind: "erase"; streams: LastHead[] };

/** Where a stream stood when it was decided to erase it. */
export interface LastHead {
  stream: StreamId;
  seq: number;
  hash: Hash;
}

/** More is neither a council nor a case. */
const MOST_RECOVERY_MEMBERS = 9;
const MOST_STREAMS = 64;

export interface RosterEntry {
  /** null in entry 0, whose hash it is. */
  organisation: OrganisationId | null;
  seq: number;
  previous: Hash;
  hour: number;
  body: RosterBody;
  signatures: { member: MemberId; signature: Bytes }[];
  /** What was signed. The entry's hash is taken over this, so that signatures cannot fork a chain. */
  signedBytes: Bytes;
  hash: Hash;
  bytes: Bytes;
}

function encodeMember({ id, verifyKey, kemKey }: MemberPublic): Value[] {
  return [idToBytes(id), verifyKey, kemKey];
}

function readMember(fields: Fields): MemberPublic {
  return { id: fields.shortId<MemberId>(), verifyKey: fields.bytes(32), kemKey: fields.bytes(KEM_KEY_LENGTH) };
}

function encodeRosterBody(body: RosterBody): Value[] {
  switch (body.kind) {
    case "found":
      return [body.kind, [body.founders.map(encodeMember), body.nonce]];
    case "enrol":
      return [body.kind, [encodeMember(body.member), body.role]];
    case "rerole":
      return [body.kind, [idToBytes(body.member), body.role]];
    case "suspend":
    case "restore":
    case "remove":
      return [body.kind, [idToBytes(body.member)]];
    case "rekey":
      return [body.kind, [encodeMember(body.member)]];
    case "intake":
      return [body.kind, [body.signKey, body.counter]];
    case "minimum-version":
      return [body.kind, [body.version]];
    case "recovery":
      return [body.kind, [body.threshold, encodeIds(body.members)]];
    case "recover":
      return [body.kind, [encodeIds(body.administrators)]];
    case "erase":
      return [body.kind, [body.streams.map(({ stream, seq, hash }) => [idToBytes(stream), seq, idToBytes(hash)])]];
  }
}

function encodeIds(ids: readonly MemberId[]): Value[] {
  return ids.map((id) => [idToBytes(id)]);
}

/** One to nine different members. */
function readIds(fields: Fields): MemberId[] {
  const ids = fields.list(MOST_RECOVERY_MEMBERS, 1, (one) => one.shortId<MemberId>());
  return ids.length === 0 || new Set(ids).size !== ids.length ? refuse("FL_FORM_FIELD") : ids;
}

function readRosterBody(fields: Fields): RosterBody {
  const kind = fields.text(32);
  switch (kind) {
    case "found": {
      const inner = fields.fields(2);
      return { kind, founders: inner.list(2, 3, readMember), nonce: inner.bytes(16) };
    }
    case "enrol": {
      const inner = fields.fields(2);
      return { kind, member: readMember(inner.fields(3)), role: inner.oneOf(ROLES) };
    }
    case "rerole": {
      const inner = fields.fields(2);
      return { kind, member: inner.shortId<MemberId>(), role: inner.oneOf(ROLES) };
    }
    case "suspend":
    case "restore":
    case "remove":
      return { kind, member: fields.fields(1).shortId<MemberId>() };
    case "rekey":
      return { kind, member: readMember(fields.fields(1).fields(3)) };
    case "intake": {
      const inner = fields.fields(2);
      return { kind, signKey: inner.bytes(32), counter: inner.uint() };
    }
    case "minimum-version":
      return { kind, version: fields.fields(1).uint() };
    case "recovery": {
      const inner = fields.fields(2);
      const threshold = inner.uint();
      const members = readIds(inner);
      // One alone would be an administrator by another name.
      return threshold < 2 || threshold > members.length ? refuse("FL_FORM_FIELD") : { kind, threshold, members };
    }
    case "recover":
      return { kind, administrators: readIds(fields.fields(1)) };
    case "erase": {
      const streams = fields.fields(1).list(MOST_STREAMS, 3, (one) => ({
        stream: one.shortId<StreamId>(),
        seq: one.uint(),
        hash: one.longId<Hash>(),
      }));
      const named = new Set(streams.map(({ stream }) => stream));
      return named.size === 0 || named.size !== streams.length ? refuse("FL_FORM_FIELD") : { kind, streams };
    }
    default:
      return refuse("FL_ROSTER_UNKNOWN_ENTRY");
  }
}

export interface RosterPlace {
  organisation: OrganisationId | null;
  seq: number;
  previous: Hash;
  hour: number;
}

function signedPart({ organisation, seq, previous, hour }: RosterPlace, body: RosterBody): Value[] {
  return [
    organisation === null ? null : idToBytes(organisation),
    seq,
    idToBytes(previous),
    hour,
    encodeRosterBody(body),
  ];
}

/** Signs an entry by one or two members. A second signature may be added later: {@link countersign}. */
export function signRosterEntry(place: RosterPlace, body: RosterBody, signers: readonly MemberKeys[]): Bytes {
  const part = signedPart(place, body);
  const message = encodeForm(KIND.rosterEntry, part);
  const signatures = signers.map(({ id, signSeed }) => [idToBytes(id), sign(signSeed, message)]);
  return encodeForm(KIND.rosterEntry, [...part, signatures]);
}

/** Framing only. @throws Refused */
export function parseRosterEntry(bytes: Uint8Array): RosterEntry {
  const fields = decodeForm(KIND.rosterEntry, bytes, 6);
  const place = {
    organisation: fields.optionalLongId<OrganisationId>(),
    seq: fields.uint(),
    previous: fields.longId<Hash>(),
    hour: fields.uint(),
  };
  const body = readRosterBody(fields.fields(2));
  const signatures = fields.list(16, 2, (entry) => ({ member: entry.shortId<MemberId>(), signature: entry.bytes(64) }));
  const signedBytes = encodeForm(KIND.rosterEntry, signedPart(place, body));
  return { ...place, body, signatures, signedBytes, hash: hashOf(signedBytes), bytes: toBytes(bytes) };
}

/** Adds one member's signature to an entry that another has signed. [RO2] */
export function countersign(bytes: Uint8Array, signer: MemberKeys): Bytes {
  const entry = parseRosterEntry(bytes);
  const signatures = [...entry.signatures, { member: signer.id, signature: sign(signer.signSeed, entry.signedBytes) }];
  return encodeForm(KIND.rosterEntry, [
    ...signedPart(entry, entry.body),
    signatures.map(({ member, signature }) => [idToBytes(member), signature]),
  ]);
}

/**
 * One entry with the signatures of both copies: they must be the same entry. Order and repetition say nothing, and each
 * member signs once: whoever can make many valid signatures of his own must not leave no room for others'. The other
 * copy's stands.
 *
 * @throws Refused FL_ROSTER_CHAIN where they are not
 */
export function countersigned(one: RosterEntry, other: RosterEntry): Bytes {
  if (one.hash !== other.hash) refuse("FL_ROSTER_CHAIN");
  const signatures = new Map<MemberId, Value[]>();
  for (const { member, signature } of [...one.signatures, ...other.signatures])
    signatures.set(member, [idToBytes(member), signature]);
  return encodeForm(KIND.rosterEntry, [...signedPart(one, one.body), [...signatures.values()]]);
}
