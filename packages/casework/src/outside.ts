/**
 * What the fold cannot know because it is in no compartment: opened mailbox rows, the server's alarms, the roster,
 * the clock, and who is looking. The client hands it in; views join it with the folded state.
 */
import type { LetterFile } from "./file.ts";
import type { AlarmId, Hash, MailboxId, MemberId, StreamId } from "./ids.ts";
import type { Answers, Role, Tap, Via } from "./words.ts";

/** One row of a mailbox as this member's client could open it. */
export type RowSeen = {
  seq: number;
  hash: Hash;
  direction: "to-team" | "to-mailbox";
  /** Hour by the server. */
  hour: number;
  onArrival: boolean;
  expiredCard: boolean;
  /** Its mailbox had been ended: written by whoever still had the old words. [HO2] */
  late?: true;
  /** null: erased, or sealed to a desk that this member does not hold. */
  letter: {
    language: string;
    text: string;
    answers: Answers;
    tap: Tap;
    at: number;
    via?: Via;
    voucher?: string;
    files?: LetterFile[];
  } | null;
};

/** What is wrong with the server's alarm for a check-in that is open: it holds none, or has it at another hour than the case says. */
export type Unheld = "none" | "other-hour";

export type ThreadSeen = {
  mailbox: MailboxId;
  /** The desk that its current card leads to. */
  desk: StreamId;
  rows: readonly RowSeen[];
  /** Replies that the caller has not confirmed. */
  unread: number;
  /** Of each reply that ever came there, what its message id shares with those under which it is signed again. [MB3] */
  arrived?: ReadonlySet<string>;
};

/** The alarm that a letter armed. `due` in minutes since 1970; `acknowledged` is an hour. */
export type WatchSeen = { state: "armed" | "due" | "missed"; due: number; acknowledged: number | null };

/** Who reads a compartment now, and since when: null where everything from its beginning. */
export type ReaderSeen = { member: MemberId; from: number | null };

/** ms; `from` null: everything from its beginning; `to` null: still. `since`: when they were given it. Missing: not known. */
export type ReadingSeen = { stream: StreamId; from: number | null; to: number | null; since?: number };

/** One alarm as the server runs it. `acknowledged` is an hour; rungs in the ladder's order. */
export type AlarmSeen = {
  alarm: AlarmId;
  state: "armed" | "due" | "missed" | "cleared";
  acknowledged: number | null;
  rungs: readonly { reached: boolean }[];
};

/** The hour at which the server will erase a compartment, as its newest signed retention commit says. */
export type ErasureSeen = {
  hour: number;
  by: MemberId;
  /** ms, by the author's clock; null where this member cannot open the commit. */
  at: number | null;
};

export type MemberSeen = {
  id: MemberId;
  role: Role;
  standing: "active" | "suspended" | "removed";
  /** Who signed that they are a member, and the hour by the first one's clock. Missing: not asked. */
  enrolled?: { by: readonly MemberId[]; hour: number };
};

/** Suspended or removed: no bell calls them, and they see no *Today*. */
export const isOut = ({ members }: Pick<Outside, "members">, member: MemberId): boolean =>
  members.some(({ id, standing }) => id === member && standing !== "active");

/** Who reads the spine of a case, and until when where it is lent; empty: not asked. */
export type SpineReaders = readonly { id: MemberId; until: number | null }[];

/** … or no reader of this case any more: whoever is called about it looks at a screen that shows nothing of it. */
export const isOutOf = (readers: SpineReaders, outside: Pick<Outside, "members" | "now">, member: MemberId): boolean =>
  isOut(outside, member) ||
  (readers.length > 0 && !readers.some(({ id, until }) => id === member && (until === null || until > outside.now)));

export type Outside = {
  /** ms. */
  now: number;
  me: MemberId;
  members: readonly MemberSeen[];
  threads: readonly ThreadSeen[];
  alarms: readonly AlarmSeen[];
  /**
   * By alarm of an open check-in, the bells that the server was last told to ring, rung by rung, as the case's own record
   * says. Missing: not read.
   */
  ladders?: ReadonlyMap<AlarmId, readonly string[]>;
  /** Open check-ins whose alarm the server does not hold as the case says. Missing: not asked since. */
  unheld?: ReadonlyMap<AlarmId, Unheld>;
  /** Alarms that letters have armed, by mailbox; none stands for one that is not here. */
  watches?: ReadonlyMap<MailboxId, WatchSeen>;
  /** Who reads which compartment, as its own signed record says. */
  readers: ReadonlyMap<StreamId, readonly ReaderSeen[]>;
  /** Which stretches of which compartments a member could read, as their records say. Missing: not asked. [P5] */
  readings?: (member: MemberId) => readonly ReadingSeen[];
  /** By member, the hour of their newest signed note of what they were shown. Missing: none was read. [ST4] */
  beats?: ReadonlyMap<MemberId, number>;
  /** Hour from which on the one who looks has had the role that they have. */
  asksSince?: number;
  /** Compartments that run out, and who said so. */
  erasures: ReadonlyMap<StreamId, ErasureSeen>;
};
