import {
  type Bytes,
  decodeBody,
  encodeBody,
  fromHex,
  type Hash,
  idFrom,
  type MailboxId,
  type MemberId,
  refuse,
  type StreamId,
} from "@fairlead/protocol";
import type { Held } from "../held.ts";

export type SeenHead = {
  seq: number;
  hash: Hash;
  /** Of that commit: once he is removed, another may rightly stand in its place. [ST3] */
  author: MemberId;
};

export type SeenThread = {
  up: { seq: number; hash: Hash };
  down: { seq: number; hash: Hash };
  /** Of the cached answer that belongs to these heads; null where it must be asked for again. */
  kept: Hash | null;
};

/**
 * The highest heads that this device has seen, across sessions: the least that a server may show it. Without them a
 * server could give each unlock yesterday's state, and nobody would miss the revocation of last night. [ST4]
 */
export type Seen = {
  /** ms of the unlock from which on this device remembers. */
  since: number;
  /** ms of the last whole round. */
  syncedAt: number | null;
  roster: { seq: number; hash: Hash };
  streams: Map<StreamId, SeenHead>;
  threads: Map<MailboxId, SeenThread>;
  /** The server's change counter up to which threads were read. */
  threadsRead: number;
  /** What this member proposed here and what waited for a second signature when it was last seen. [RO2] */
  proposed: Hash[];
  /** Of the one record with a glance that counts: an older one, put back alone, is none. */
  glance: Hash | null;
};

/**
 * The heads that a hand has now.
 * @param before what this device remembered at unlock
 */
export function seenBy(
  { roster, compartments, threads, syncedAt, threadsRead, proposed }: Held,
  before: Seen | null,
  since: number,
  keptOf: (mailbox: MailboxId) => Hash | null,
): Omit<Seen, "glance"> {
  const seen: Omit<Seen, "glance"> = {
    since,
    syncedAt,
    roster: { seq: roster.seq, hash: roster.head },
    streams: new Map(),
    threads: new Map(),
    threadsRead,
    proposed: [...proposed],
  };
  for (const [stream, { floor, head, lastAuthor: author }] of compartments) {
    if (floor !== null && floor.seq > head.seq) seen.streams.set(stream, floor);
    else if (author !== null) seen.streams.set(stream, { seq: head.seq, hash: head.hash, author });
  }
  let whole = syncedAt !== null;
  for (const [mailbox, { up, down, halted }] of threads) {
    const old = before?.threads.get(mailbox);
    // What a halted thread claims is not what was seen; it is asked for again, from its last sound state.
    if (halted === null) seen.threads.set(mailbox, { up, down, kept: keptOf(mailbox) });
    else if (old !== undefined) seen.threads.set(mailbox, { ...old, kept: null });
    whole &&= halted === null;
  }
  // Until a round of this session came to its end, what earlier ones saw still counts.
  if (syncedAt === null || syncedAt === before?.syncedAt) {
    for (const [mailbox, old] of before?.threads ?? [])
      if (!seen.threads.has(mailbox)) seen.threads.set(mailbox, { ...old, kept: null });
  }
  return whole ? seen : { ...seen, threadsRead: 0 };
}

/** Streams, threads and papers, to be told from each other by their kind. */
export const idsSeen = ({ streams, threads, proposed }: Seen): string[] => [
  ...streams.keys(),
  ...threads.keys(),
  ...proposed,
];

/**
 * What two windows of one device have seen together: of each the higher. Neither may take the server's word of yesterday for
 * the newest because the other, which lags behind, wrote down what it knew. [ST4]
 *
 * @param isGone of what only the other has seen: this one has, too, and it is no more
 */
export function bothSeen(mine: Seen, other: Seen, isGone: (id: string) => boolean = () => false): Seen {
  const streams = new Map(mine.streams);
  for (const [stream, theirs] of other.streams) {
    const here = streams.get(stream);
    if (here === undefined ? !isGone(stream) : theirs.seq > here.seq) streams.set(stream, theirs);
  }
  const threads = new Map(mine.threads);
  const reach = ({ up, down }: SeenThread) => up.seq + down.seq;
  // One that is ended or frozen gets no row: of two that go as far, that of who has read further is the newer.
  const least = other.threadsRead > mine.threadsRead ? 0 : 1;
  for (const [mailbox, theirs] of other.threads) {
    const here = threads.get(mailbox);
    if (here === undefined ? !isGone(mailbox) : reach(theirs) - reach(here) >= least) threads.set(mailbox, theirs);
  }
  const proposed = new Set([...mine.proposed, ...other.proposed.filter((hash) => !isGone(hash))]);
  return {
    since: Math.min(mine.since, other.since),
    syncedAt: mine.syncedAt === null ? other.syncedAt : Math.max(mine.syncedAt, other.syncedAt ?? 0),
    roster: other.roster.seq > mine.roster.seq ? other.roster : mine.roster,
    streams,
    threads,
    // Each says of all threads that it has them up to there, and what is kept of each is the newer.
    threadsRead: Math.max(mine.threadsRead, other.threadsRead),
    proposed: [...proposed],
    glance: mine.glance,
  };
}

/** Ids as bytes: with two thousand compartments this is written at every advance. */
export function encodeSeen({ since, syncedAt, roster, streams, threads, threadsRead, proposed, glance }: Seen): Bytes {
  return encodeBody({
    since,
    syncedAt,
    roster: [roster.seq, fromHex(roster.hash)],
    streams: [...streams].map(([stream, { seq, hash, author }]) => [
      fromHex(stream),
      seq,
      fromHex(hash),
      fromHex(author),
    ]),
    threads: [...threads].map(([mailbox, { up, down, kept }]) => [
      fromHex(mailbox),
      up.seq,
      fromHex(up.hash),
      down.seq,
      fromHex(down.hash),
      kept === null ? null : fromHex(kept),
    ]),
    threadsRead,
    proposed: proposed.map(fromHex),
    glance: glance === null ? null : fromHex(glance),
  });
}

/** @throws Refused FL_BODY: written by another version, or by nobody of ours */
export function readSeen(text: Bytes): Seen {
  const { since, syncedAt, roster, streams, threads, threadsRead, proposed, glance } = decodeBody(text);
  const [rosterSeq, rosterHash] = listOf(roster, 2);
  return {
    since: uint(since),
    syncedAt: syncedAt === null ? null : uint(syncedAt),
    roster: { seq: uint(rosterSeq), hash: id<Hash>(rosterHash, 32) },
    streams: new Map(
      listOf(streams).map((one): [StreamId, SeenHead] => {
        const [stream, seq, hash, author] = listOf(one, 4);
        return [
          id<StreamId>(stream, 16),
          { seq: uint(seq), hash: id<Hash>(hash, 32), author: id<MemberId>(author, 16) },
        ];
      }),
    ),
    threads: new Map(
      listOf(threads).map((one): [MailboxId, SeenThread] => {
        const [mailbox, upSeq, upHash, downSeq, downHash, kept] = listOf(one, 6);
        const up = { seq: uint(upSeq), hash: id<Hash>(upHash, 32) };
        const down = { seq: uint(downSeq), hash: id<Hash>(downHash, 32) };
        return [id<MailboxId>(mailbox, 32), { up, down, kept: kept === null ? null : id<Hash>(kept, 32) }];
      }),
    ),
    threadsRead: uint(threadsRead),
    proposed: listOf(proposed).map((hash) => id<Hash>(hash, 32)),
    // Missing where an earlier version wrote it.
    glance: glance === null || glance === undefined ? null : id<Hash>(glance, 32),
  };
}

function listOf(value: unknown, length?: number): unknown[] {
  if (!Array.isArray(value) || (length !== undefined && value.length !== length)) return refuse("FL_BODY");
  return value;
}

function uint(value: unknown): number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : refuse("FL_BODY");
}

function id<T extends StreamId | MemberId | MailboxId | Hash>(value: unknown, length: number): T {
  return value instanceof Uint8Array && value.length === length ? idFrom<T>(value) : refuse("FL_BODY");
}
