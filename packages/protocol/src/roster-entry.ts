import { type Bytes, toBytes } from "./bytes.ts";
import { decodeForm, encodeForm, type Fields, KIND, type Value } from "./form.ts";
import { hashOf } from "./hash.ts";
import { KEM_KEY_LENGTH } from "./hpke.ts";
import { type Hash, idToBytes, type MemberId, type OrganisationId } from "./id.ts";
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
  | { kind: "minimum-version"; version: number };

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
  }
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

/** Adds one member's signature to an entry that another has signed. */
export function countersign(bytes: Uint8Array, signer: MemberKeys): Bytes {
  const entry = parseRosterEntry(bytes);
  const signatures = [...entry.signatures, { member: signer.id, signature: sign(signer.signSeed, entry.signedBytes) }];
  return encodeForm(KIND.rosterEntry, [
    ...signedPart(entry, entry.body),
    signatures.map(({ member, signature }) => [idToBytes(member), signature]),
  ]);
}
