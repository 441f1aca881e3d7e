import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { BOX_KEY_LENGTH, BOX_OVERHEAD, type BoxKey, box, boxKey } from "./aead.ts";
import { type Bytes, concat, toBytes } from "./bytes.ts";
import type { Random } from "./effects.ts";
import { decodeForm, encodeForm, type Fields, KIND, type Value } from "./form.ts";
import { derive, digest, hashOf, NOTHING } from "./hash.ts";
import { type AlarmId, type Hash, idToBytes, type MemberId, type OrganisationId, type StreamId } from "./id.ts";
import type { Member, MemberKeys } from "./member.ts";
import { pad } from "./padding.ts";
import { refuse } from "./refusal.ts";
import { mayCommit } from "./role.ts";
import type { Roster } from "./roster.ts";
import { checkSigned, sign } from "./signature.ts";
import { encodeWatchStep, readWatchStep, type WatchStep } from "./watch.ts";

export const COMMIT_KINDS = ["epoch", "write", "alarm", "watch", "retention", "forget"] as const;
export type CommitKind = (typeof COMMIT_KINDS)[number];

/**
 * How a stream may end, as its first epoch says once for all. "lasting": not at all, so that no single member can let the
 * organisation's own compartments run out. "perishable": at an hour that a member sets, or by two [P11] [CO6]. "turning":
 * it goes on, and keys of old epochs are destroyed on the way [RO3]; elsewhere that would let one member rewrite what
 * others have said.
 */
export const KEEPINGS = ["lasting", "perishable", "turning"] as const;
export type Keeping = (typeof KEEPINGS)[number];

export interface Rung {
  /** Minutes after the grace has run out. */
  delay: number;
  /** Opaque to the server: whom to notify and how. May be empty: the console alone then shows it. */
  token: Bytes;
}

export type AlarmStep =
  /** `due` in minutes since 1970, a multiple of five; `grace` in minutes. */
  | { verb: "arm"; alarm: AlarmId; due: number; grace: number; ladder: Rung[] }
  | { verb: "acknowledge"; alarm: AlarmId }
  | { verb: "clear"; alarm: AlarmId };

/** What the server may see of a commit besides its place: enough for its two timers and its access list. */
export type Framing =
  | { kind: "write" }
  /**
   * Begins an epoch. `continuation` shows holders of the epoch before that its author held it too (null in epoch 1);
   * `link` holds that epoch's key under the new one, unless sharing is "from now on". [CO1] [CO2]
   */
  | { kind: "epoch"; commitment: Hash; continuation: Hash | null; link: Bytes | null; keeping: Keeping }
  | { kind: "alarm"; step: AlarmStep }
  /** Letters that nobody attends to are noticed with no console open. [P7] */
  | { kind: "watch"; step: WatchStep }
  /** Hour at which the server destroys a perishable stream; null withdraws it. */
  | { kind: "retention"; eraseAt: number | null }
  /**
   * The server destroys a turning stream's wraps of epochs before this one, which no back-link reaches: old intake keys
   * end so, once nothing that somebody may still read hangs on them. [RO3]
   */
  | { kind: "forget"; before: number };

/** A commit's place and authorship. [ST1] */
export interface CommitHeader {
  organisation: OrganisationId;
  stream: StreamId;
  /** From 0: the first commit begins epoch 1. */
  seq: number;
  prev: Hash;
  epoch: number;
  rosterHead: Hash;
  author: MemberId;
  salt: Bytes;
  framing: Framing;
  /** Bytes of the sealed part. */
  length: number;
}

export interface Commit {
  header: CommitHeader;
  headerBytes: Bytes;
  sealed: Bytes;
  signature: Bytes;
  bytes: Bytes;
  hash: Hash;
}

export const DUE_STEP_MINUTES = 5;
const SEALED_LIMIT = 1024 * 1024;
const LINK_LENGTH = 32 + BOX_OVERHEAD;
const MINUTES_LIMIT = 60 * 24 * 366;

function encodeFraming(framing: Framing): Value[] {
  switch (framing.kind) {
    case "write":
      return [framing.kind, null];
    case "epoch":
      return [
        framing.kind,
        [
          idToBytes(framing.commitment),
          framing.continuation === null ? null : idToBytes(framing.continuation),
          framing.link,
          framing.keeping,
        ],
      ];
    case "retention":
      return [framing.kind, [framing.eraseAt]];
    case "forget":
      return [framing.kind, [framing.before]];
    case "watch":
      return [framing.kind, encodeWatchStep(framing.step)];
    case "alarm": {
      const { step } = framing;
      if (step.verb !== "arm") return [framing.kind, [step.verb, idToBytes(step.alarm), null]];
      const rungs = step.ladder.map(({ delay, token }) => [delay, token]);
      return [framing.kind, [step.verb, idToBytes(step.alarm), [step.due, step.grace, rungs]]];
    }
  }
}

function readFraming(fields: Fields): Framing {
  const kind = fields.oneOf(COMMIT_KINDS);
  switch (kind) {
    case "write":
      fields.nothing();
      return { kind };
    case "epoch": {
      const inner = fields.fields(4);
      return {
        kind,
        commitment: inner.longId<Hash>(),
        continuation: inner.optionalLongId<Hash>(),
        link: inner.optionalBytes(LINK_LENGTH),
        keeping: inner.oneOf(KEEPINGS),
      };
    }
    case "retention":
      return { kind, eraseAt: fields.fields(1).optionalUint() };
    case "forget":
      return { kind, before: fields.fields(1).uint() };
    case "alarm":
      return { kind, step: readAlarmStep(fields.fields(3)) };
    case "watch":
      return { kind, step: readWatchStep(fields.fields(3)) };
  }
}

function readAlarmStep(fields: Fields): AlarmStep {
  const verb = fields.oneOf(["arm", "acknowledge", "clear"]);
  const alarm = fields.shortId<AlarmId>();
  if (verb !== "arm") {
    fields.nothing();
    return { verb, alarm };
  }
  const inner = fields.fields(3);
  const due = inner.uint();
  const grace = inner.uint(MINUTES_LIMIT);
  const ladder = inner.list(16, 2, (rung) => ({ delay: rung.uint(MINUTES_LIMIT), token: rung.bytes(0, 256) }));
  // Rounded, so that the minute says little about whose it is. [P9]
  if (due % DUE_STEP_MINUTES !== 0) refuse("FL_FORM_FIELD");
  return { verb, alarm, due, grace, ladder };
}

function encodeHeader(header: CommitHeader): Bytes {
  return encodeForm(KIND.commitHeader, [
    idToBytes(header.organisation),
    idToBytes(header.stream),
    header.seq,
    idToBytes(header.prev),
    header.epoch,
    idToBytes(header.rosterHead),
    idToBytes(header.author),
    header.salt,
    encodeFraming(header.framing),
    header.length,
  ]);
}

function decodeHeader(bytes: Uint8Array): CommitHeader {
  const fields = decodeForm(KIND.commitHeader, bytes, 10);
  return {
    organisation: fields.longId<OrganisationId>(),
    stream: fields.shortId<StreamId>(),
    seq: fields.uint(),
    prev: fields.longId<Hash>(),
    epoch: fields.uint(),
    rosterHead: fields.longId<Hash>(),
    author: fields.shortId<MemberId>(),
    salt: fields.bytes(32),
    framing: readFraming(fields.fields(2)),
    length: fields.uint(SEALED_LIMIT),
  };
}

function signedBytes(headerBytes: Uint8Array, sealed: Uint8Array): Bytes {
  return encodeForm(KIND.commit, [headerBytes, digest(sealed)]);
}

/** Framing only. @throws Refused */
export function parseCommit(bytes: Uint8Array): Commit {
  const fields = decodeForm(KIND.commit, bytes, 3);
  const headerBytes = fields.bytes(1, 8192);
  const sealed = fields.bytes(BOX_OVERHEAD + 1, SEALED_LIMIT);
  const signature = fields.bytes(64);
  const header = decodeHeader(headerBytes);
  if (header.length !== sealed.length || header.epoch === 0) refuse("FL_FORM_FIELD");
  // No key came before the first epoch's.
  if (header.framing.kind === "epoch") {
    const { continuation, link } = header.framing;
    // The first epoch has nothing before it; every other one stands on the one before.
    if (header.epoch === 1 ? continuation !== null || link !== null : continuation === null) refuse("FL_FORM_FIELD");
  }
  return { header, headerBytes, sealed, signature, bytes: toBytes(bytes), hash: hashOf(bytes) };
}

/**
 * Author and signature: entitled to this kind of commit at the roster head that it cites. [ST3]
 * The place in the chain is {@link followCommit}'s matter.
 *
 * @throws Refused FL_ORGANISATION, FL_COMMIT_ROSTER, FL_COMMIT_AUTHOR, FL_SIGNATURE
 */
export function verifyCommit(commit: Commit, roster: Roster): void {
  const author = entitledAuthor(commit, roster);
  checkSigned(author.verifyKey, signedBytes(commit.headerBytes, commit.sealed), commit.signature);
}

/**
 * {@link verifyCommit} without the signature: for bytes of which this very device has recorded that it verified them.
 * @throws Refused FL_ORGANISATION, FL_COMMIT_ROSTER, FL_COMMIT_AUTHOR
 */
export function entitledAuthor({ header }: Commit, roster: Roster): Member {
  if (header.organisation !== roster.organisation) refuse("FL_ORGANISATION");
  if (roster.seqOf(header.rosterHead) === undefined) refuse("FL_COMMIT_ROSTER");
  const author = roster.memberAt(header.author, header.rosterHead);
  if (author?.standing !== "active" || !mayCommit(author.role, header.framing.kind)) return refuse("FL_COMMIT_AUTHOR");
  return author;
}

/** One key and nonce for one commit: the whole header goes in, so that it can never be another's. [ST1] */
export function commitKey(epochKey: Uint8Array, header: CommitHeader, headerBytes: Uint8Array): BoxKey {
  return boxKey(derive(epochKey, header.salt, "commit", headerBytes, BOX_KEY_LENGTH));
}

/**
 * Seals operations into a commit. Keep the bytes before they are first sent and retry with the same
 * bytes; whoever re-bases seals anew, which draws a new salt. [ST1]
 */
export async function sealCommit(from: {
  place: Pick<CommitHeader, "organisation" | "stream" | "seq" | "prev" | "epoch" | "rosterHead">;
  framing: Framing;
  epochKey: Uint8Array;
  keys: MemberKeys;
  operations: Uint8Array;
  random: Random;
}): Promise<Commit> {
  const { place, framing, epochKey, keys, operations, random } = from;
  // Hedged: should a generator ever repeat itself, different operations still get different salts.
  const salt = toBytes(hmac(sha256, derive(epochKey, NOTHING, "salt", NOTHING, 32), concat(random(32), operations)));
  const padded = pad(operations);
  const header: CommitHeader = { ...place, author: keys.id, salt, framing, length: padded.length + BOX_OVERHEAD };
  const headerBytes = encodeHeader(header);
  const sealed = await box(commitKey(epochKey, header, headerBytes), headerBytes, padded);
  const signature = sign(keys.signSeed, signedBytes(headerBytes, sealed));
  const bytes = encodeForm(KIND.commit, [headerBytes, sealed, signature]);
  return { header, headerBytes, sealed, signature, bytes, hash: hashOf(bytes) };
}
