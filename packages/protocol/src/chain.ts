import type { Commit, CommitHeader, Keeping } from "./commit.ts";
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
  /** How it may end. */
  keeping: Keeping;
  /** Number of the roster entry that the newest commit cites: heads never go backwards. [ST3] */
  rosterSeq: number;
  /** The newest epoch that was begun without a back-link: no key from before it is reached from its own. [CO2] */
  unlinked: number;
}

export const NO_COMMITS: StreamHead = {
  seq: -1,
  hash: ZERO_HASH,
  epoch: 0,
  commitment: ZERO_HASH,
  keeping: "lasting",
  rosterSeq: 0,
  unlinked: 0,
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
  if (framing.kind === "retention" && head.keeping !== "perishable") refuse("FL_COMMIT_RETENTION");
  if (framing.kind === "forget" && head.keeping !== "turning") refuse("FL_COMMIT_RETENTION");
  // A key that a back-link leads to is not destroyed by destroying its wraps.
  if (framing.kind === "forget" && framing.before > head.unlinked) refuse("FL_COMMIT_CHAIN");
  if (framing.kind === "epoch" && epoch > 1 && framing.keeping !== head.keeping) refuse("FL_COMMIT_RETENTION");
  return headAfter(head, { seq, epoch, framing }, hash, rosterSeq);
}

/** The head after a commit that was found to follow before. */
export function headAfter(
  head: StreamHead,
  { seq, epoch, framing }: Pick<CommitHeader, "seq" | "epoch" | "framing">,
  hash: Hash,
  rosterSeq: number,
): StreamHead {
  if (framing.kind !== "epoch") return { ...head, seq, hash, rosterSeq };
  const { commitment, keeping, link } = framing;
  return { seq, hash, epoch, commitment, keeping, rosterSeq, unlinked: link === null ? epoch : head.unlinked };
}

/**
 * How many commits at the front of a verified chain count. A commit whose author is removed or suspended at the
 * newest head known counts only if a later one, by an author who is not, cites a head at or after that: else whoever
 * was removed could write on at an old head, and an unknowing colleague's next commit would carry it. What lies
 * beyond is set aside and shown, not a halt; who is restored counts again. [ST3]
 */
export function vouchedLength(
  commits: readonly { header: Pick<CommitHeader, "author" | "rosterHead"> }[],
  roster: Roster,
): number {
  const isOut = (id: MemberId) => roster.members.get(id)?.standing !== "active";
  /** Members who are out, of which a commit further on knows. */
  const vouchedFor = new Set<MemberId>();
  const suspects = new Set(commits.map(({ header }) => header.author).filter(isOut));
  if (suspects.size === 0) return commits.length;
  let length = commits.length;
  for (const [index, { header }] of [...commits.entries()].reverse()) {
    if (suspects.has(header.author)) {
      if (!vouchedFor.has(header.author)) length = index;
      continue;
    }
    for (const suspect of suspects) {
      if (roster.memberAt(suspect, header.rosterHead)?.standing !== "active") vouchedFor.add(suspect);
    }
  }
  return length;
}

/**
 * Whether this commit may take the place of those that stand from its number on: it begins an epoch, and every commit
 * that it skips was written by members who are removed at the head that it cites. The one exception to [ST2]: without it a
 * removed member's last commits, which nobody vouches for, would block a compartment for ever. [ST3] [CO3]
 *
 * Not of suspended ones: any one member can suspend another, and must not so destroy what he wrote last.
 */
export function maySkip({ header }: Commit, skipped: readonly { author: MemberId }[], roster: Roster): boolean {
  if (header.framing.kind !== "epoch" || header.epoch === 1 || skipped.length === 0) return false;
  return skipped.every(({ author }) => roster.memberAt(author, header.rosterHead)?.standing === "removed");
}
