import { isGiven } from "@fairlead/casework";
import {
  digestOfHeads,
  type Hash,
  hourOf,
  type MemberId,
  type ParsedBeat,
  parseBeat,
  Refused,
  type SeenHead,
  signBeat,
  verifyBeat,
} from "@fairlead/protocol";
import type { Compartment } from "./compartment.ts";
import type { Held } from "./held.ts";
import { logOf } from "./log-readers.ts";

/** Published at each unlock, and again while a console stays open. */
const BEAT_EVERY_HOURS = 6;
/** Without a fresh beat of anybody else for so long, a fork would go unnoticed. [ST4] */
export const LONELY_HOURS = 48;
/** How long after an entry a colleague's note may still stand before it: clocks and rounds are not exact. */
const SLACK_HOURS = 2;
const MOST_HEADS = 8;
const HOUR_MS = 3_600_000;

/**
 * Two members were shown different things. `ours` and `theirs` are hashes for both to read to each other; where
 * they differ, one of the two is being lied to. [ST4] [P4]
 */
export type Dispute = {
  kind:
    | "roster-forked"
    | "roster-withheld-from-us"
    | "roster-withheld-from-them"
    | "stream-forked"
    | "stream-withheld-from-us";
  member: MemberId;
  /** Number of the entry or commit in question. */
  seq: number;
  /** null where this side has nothing of that number. */
  ours: Hash | null;
  theirs: Hash;
  hour: number;
};

/** The organisation's own compartments: those that others can compare with. */
function commonHeads(held: Held): SeenHead[] {
  return [...held.compartments.values()]
    .filter(
      (one) =>
        one.about !== null &&
        !isGiven(one.about.about) &&
        logOf(one.about) === null &&
        one.halted === null &&
        one.head.seq >= 0,
    )
    .map(seenHead)
    .slice(0, MOST_HEADS);
}

function seenHead({ stream, head: { seq, hash } }: Compartment): SeenHead {
  return { stream, seq, hash };
}

/** Says to all what this hand has been shown. */
export async function publishBeat(held: Held): Promise<void> {
  const { organisation, seq: rosterSeq, head: rosterHead } = held.roster;
  const all = [...held.compartments.values()].filter(({ halted, head }) => halted === null && head.seq >= 0);
  const hour = hourOf(held.effects.clock());
  const beat = signBeat(
    {
      organisation,
      hour,
      rosterSeq,
      rosterHead,
      heads: commonHeads(held),
      digest: digestOfHeads(all.map(seenHead), organisation),
    },
    held.keys,
  );
  await held.session.call("/api/beat", { beat });
  held.beatHour = hour;
}

/** Publishes when it is time, reads what others say, and holds it against what this hand sees. Part of every round. */
export async function exchangeBeats(held: Held): Promise<void> {
  // A note dated by a clock that is a day off would say something untrue of everybody.
  if (held.told.clockOff) return;
  const hour = hourOf(held.effects.clock());
  if (held.beatHour === null || hour - held.beatHour >= BEAT_EVERY_HOURS || held.beatHour > hour)
    await publishBeat(held);
  if (held.beatsReadHour === hour) return;
  const answer = await held.session.call("/api/beats", {});
  const beats = answer.bytesList("beats").flatMap((bytes) => readBeat(held, bytes));
  held.beats = new Map(beats.map((beat) => [beat.member, Math.min(beat.hour, hour)]));
  const others = beats.filter(({ member }) => member !== held.keys.id);
  held.disputes = others.flatMap((beat) => judge(held, beat));
  const heard = Math.max(-1, ...others.map((beat) => Math.min(beat.hour, hour)));
  held.heardAt = heard < 0 ? null : heard * HOUR_MS;
  held.beatsReadHour = hour;
}

/** Beats of members whom this hand knows as active; others say nothing to it. */
function readBeat(held: Held, bytes: Uint8Array): ParsedBeat[] {
  try {
    const beat = parseBeat(bytes);
    verifyBeat(beat, held.roster);
    return [beat];
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
}

/**
 * What in a colleague's note does not fit. The round that brought it has just read all that the server shows: what he
 * has beyond it is withheld, not late.
 */
export function judge(held: Held, beat: ParsedBeat): Dispute[] {
  const { roster } = held;
  const { member, hour } = beat;
  const disputes: Dispute[] = [];
  const at = (kind: Dispute["kind"], seq: number, ours: Hash | null, theirs: Hash) =>
    disputes.push({ kind, member, seq, ours, theirs, hour });
  const known = roster.seqOf(beat.rosterHead);
  if (known === undefined && beat.rosterSeq > roster.seq)
    at("roster-withheld-from-us", beat.rosterSeq, null, beat.rosterHead);
  else if (known !== beat.rosterSeq)
    at("roster-forked", beat.rosterSeq, roster.headAt(beat.rosterSeq), beat.rosterHead);
  else {
    // He is behind. Not for longer than he has been awake: an entry older than his note should have reached him.
    const next = roster.hourOf(beat.rosterSeq + 1);
    if (next !== undefined && next + SLACK_HOURS < hour)
      at("roster-withheld-from-them", beat.rosterSeq + 1, roster.headAt(beat.rosterSeq + 1), beat.rosterHead);
  }
  for (const { stream, seq, hash } of beat.heads) {
    const compartment = held.compartments.get(stream);
    if (compartment === undefined || compartment.halted !== null) continue;
    const ours = compartment.hashAt(seq);
    if (ours === null) at("stream-withheld-from-us", seq, null, hash);
    else if (ours !== hash && !compartment.wasSkipped(hash) && !tookItsPlace(compartment, seq, hour))
      at("stream-forked", seq, ours, hash);
  }
  return disputes;
}

/** An epoch begun since his note may have taken the place of what he had then. [ST3] */
function tookItsPlace(compartment: Compartment, seq: number, hour: number): boolean {
  const standing = compartment.accepted[seq];
  return standing?.commit.header.framing.kind === "epoch" && hourOf(standing.envelope?.at ?? 0) >= hour;
}

/** Nobody else has been heard for two days: a server that shows this hand a world of its own would not be noticed. */
export function isLonely(held: Held): boolean {
  const others = [...held.roster.members.values()].some(
    ({ id, standing }) => id !== held.keys.id && standing === "active",
  );
  // Nobody has been listened for before a round of this session has ended: without a network, or while the desk still reads.
  if (!others || !held.syncedHere) return false;
  return held.heardAt === null || held.effects.clock() - held.heardAt > LONELY_HOURS * HOUR_MS;
}
