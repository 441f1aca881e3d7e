import type { Commit } from "./commit.ts";
import { type Hash, type MemberId, ZERO_HASH } from "./id.ts";
import { refuse } from "./refusal.ts";
import type { Roster } from "./roster.ts";

/** Where a stream stands: what the next commit must follow. */
export interface StreamHead {
  /** -1 before the first commit. */
  seq: number;
  hash: Hash;
  epoch: number;
  /** Of the running epoch; a key counts only if it matches. [CO1] */
  commitment: Hash;
  /** Whether it may be given an hour of erasure. */
  perishable: boolean;
  /** Number of the roster entry that the newest commit cites: heads never go backwards. [ST3] */
  rosterSeq: number;
}

export const NO_COMMITS: StreamHead = {
  seq: -1,
  hash: ZERO_HASH,
  epoch: 0,
  commitment: ZERO_HASH,
  perishable: false,
  rosterSeq: 0,
};

/**
 * The head after one more commit. The commit has been verified ({@link verifyCommit}) before.
 * @throws Refused FL_COMMIT_CHAIN, FL_COMMIT_ROSTER, FL_COMMIT_RETENTION
 */
export function followCommit(head: StreamHead, { header, hash }: Commit, roster: Roster): StreamHead {
  if (header.seq !== head.seq + 1 || header.prev !== head.hash) refuse("FL_COMMIT_CHAIN");
  const begins = header.framing.kind === "epoch";
  if (header.epoch !== (begins ? head.epoch + 1 : head.epoch)) refuse("FL_COMMIT_CHAIN");
  const rosterSeq = roster.seqOf(header.rosterHead);
  if (rosterSeq === undefined || rosterSeq < head.rosterSeq) return refuse("FL_COMMIT_ROSTER");
  const { framing, seq, epoch } = header;
  if (framing.kind === "retention" && !head.perishable) refuse("FL_COMMIT_RETENTION");
  if (framing.kind !== "epoch") return { ...head, seq, hash, rosterSeq };
  const { commitment, perishable } = framing;
  if (epoch > 1 && perishable !== head.perishable) refuse("FL_COMMIT_RETENTION");
  return { seq, hash, epoch, commitment, perishable, rosterSeq };
}

/**
 * How many commits at the front of a verified chain count. A commit whose author is removed at the
 * newest head known counts only if a later one, by an author who is not, cites a head at or after
 * the removal: else whoever was removed could write on at an old head, and an unknowing colleague's
 * next commit would carry it. What lies beyond is set aside and shown, not a halt. [ST3]
 */
export function vouchedLength(commits: readonly Commit[], roster: Roster): number {
  const isRemoved = (id: MemberId) => roster.members.get(id)?.standing === "removed";
  /** Removed members whose removal a commit further on knows of. */
  const vouchedFor = new Set<MemberId>();
  const suspects = new Set(commits.map(({ header }) => header.author).filter(isRemoved));
  let length = commits.length;
  for (const [index, { header }] of [...commits.entries()].reverse()) {
    if (isRemoved(header.author)) {
      if (!vouchedFor.has(header.author)) length = index;
      continue;
    }
    for (const suspect of suspects) {
      if (roster.memberAt(suspect, header.rosterHead)?.standing === "removed") vouchedFor.add(suspect);
    }
  }
  return length;
}
