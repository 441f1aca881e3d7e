/**
 * What the server keeps, and the promises that every engine makes about it.
 *
 * - A resolved write is on the disk (SQLite: WAL with synchronous=FULL; PostgreSQL: synchronous_commit). [ST5]
 * - Appending is conditional on the head, and all or none across the streams of one call. [ST2]
 * - The same bytes twice are kept once, and accepted twice. [ST5]
 * - A full disk refuses with `StoreFull`; nothing is half-written and reading goes on. [P6]
 *
 * The store knows no domain and reads no sealed byte. Ids and hashes are lower-case hex, hours and minutes
 * whole numbers since 1970. `contract.ts` is the suite that both engines pass.
 */

import type { Keeping } from "@fairlead/protocol/verify";
import type { AlarmStep, AlarmView, WatchStep } from "../timers/alarm.ts";
import type { Ended } from "./ended.ts";

export type Head = { readonly seq: number; readonly hash: string };

/** What a commit does to the server's own tables, read from its public framing. */
export type Effect =
  | { readonly kind: "none" }
  | { readonly kind: "epoch"; readonly commitment: string; readonly keeping: Keeping; readonly linked: boolean }
  | { readonly kind: "alarm"; readonly step: AlarmStep }
  | { readonly kind: "watch"; readonly step: WatchStep }
  | { readonly kind: "retention"; readonly eraseAt: number | null }
  /** Wraps of epochs before this one are destroyed. [RO3] */
  | { readonly kind: "forget"; readonly before: number };

export type NewCommit = {
  readonly stream: string;
  readonly seq: number;
  readonly prev: string;
  readonly hash: string;
  readonly epoch: number;
  readonly author: string;
  /** Position in the roster of the head that the commit cites: never goes backwards along a stream. [ST3] */
  readonly rosterSeq: number;
  readonly bytes: Uint8Array;
  readonly effect: Effect;
};

export type NewWrap = {
  readonly stream: string;
  readonly epoch: number;
  readonly member: string;
  readonly commitment: string;
  readonly hash: string;
  readonly bytes: Uint8Array;
};

export type AppendRefusal =
  | "FL_STREAM_ERASED"
  | "FL_COMMIT_CHAIN"
  | "FL_COMMIT_ROSTER"
  | "FL_COMMIT_RETENTION"
  /** Someone who holds the running epoch is out: a new one comes first. [CO3] */
  | "FL_EPOCH_DUE"
  | "FL_ACCESS"
  | "FL_WRAP"
  | "FL_ALARM";

export type AppendAnswer =
  | { readonly kind: "accepted" }
  | { readonly kind: "stale"; readonly stream: string; readonly seq: number; readonly hash: string }
  | { readonly kind: "refused"; readonly code: AppendRefusal };

export type Compartment = Head & {
  readonly stream: string;
  readonly epoch: number;
  /** To how many members the running epoch was given. */
  readonly readers: number;
};

export type StreamPage = {
  readonly commits: readonly Uint8Array[];
  readonly head: Head | null;
  /** Hour at which the stream was erased; its head and the commit that asked for it stay. */
  readonly erased: number | null;
};

/**
 * Commits that a new epoch takes the place of: those from `from` on, of the stream that stands at `head`. Before them it
 * stood in `epoch` and cited this entry of the roster; epochs that they began go with them. [ST3]
 */
export type Skipping = {
  readonly stream: string;
  readonly from: number;
  readonly head: Head;
  readonly epoch: number;
  readonly rosterSeq: number;
  readonly hashes: readonly string[];
};

export type Appending = {
  /** Members who are suspended or removed: nothing is written under an epoch that one of them holds. [CO3] */
  readonly out?: readonly string[];
  readonly skipping?: readonly Skipping[];
};

/** Where a stream stood when two members decided to erase it. [CO6] */
export type LastHead = Head & { readonly stream: string };
export type Erasing = {
  readonly streams: readonly LastHead[];
  readonly by: readonly string[];
  readonly hour: number;
  /**
   * It stood before this store was restored from a backup: who holds the streams here, and how far they have come here
   * since, says nothing of how they stood when it was decided.
   */
  readonly settled?: boolean;
};

export interface Streams {
  /** All or none. `author` is the member who asks: he must hold every stream's current epoch. */
  append(
    author: string,
    commits: readonly NewCommit[],
    wraps: readonly NewWrap[],
    appending?: Appending,
  ): Promise<AppendAnswer>;
  head(stream: string): Promise<Head | null>;
  /** Who was given which epoch of a stream: one line a wrap. [CO4] */
  readers(stream: string): Promise<{ member: string; epoch: number }[]>;
  /** Streams of which this member was ever given an epoch, with the first and the last of them. */
  everHeldBy(member: string): Promise<{ stream: string; first: number; last: number; now: number; erased: boolean }[]>;
  /** Streams of which this member holds the current epoch. [CO4] */
  heldBy(member: string): Promise<Compartment[]>;
  /**
   * Those of them that were written to or given to somebody after change `since`, and how many others were, of which he
   * was once given an epoch and holds the current one no more. An erased one is in neither.
   */
  changedFor(member: string, since: number): Promise<{ held: Compartment[]; left: number }>;
  holds(member: string, stream: string): Promise<boolean>;
  /** The last epoch that this member was given; null for whoever never was. */
  lastEpochOf(member: string, stream: string): Promise<number | null>;
  /** This member's wraps of one stream, all epochs. */
  wraps(member: string, stream: string): Promise<Uint8Array[]>;
  /** Commits from `from` on, in order, at most `limit` and at most about `maxBytes`. */
  page(stream: string, from: number, limit: number, maxBytes: number): Promise<StreamPage>;
  /**
   * Erases every stream whose hour has come; its head and the commit that asked for it stay. Its cards go with it, and
   * the mailboxes whose desk it was are again at the desk of new ones. [MB4]
   */
  eraseDue(hour: number): Promise<number>;
}

export interface RosterEntries {
  count(): Promise<number>;
  from(seq: number, limit: number): Promise<Uint8Array[]>;
  /**
   * Appends entry `seq`; false when another one stands there already. What it erases is erased in the same step: these
   * streams are refused for ever, also where a backup did not know them yet. [CO6]
   *
   * `stale`: a stream has gone on since the two decided; `refused`: neither holds it, or it is not one that may be erased.
   */
  append(seq: number, hash: string, bytes: Uint8Array, erasing?: Erasing): Promise<boolean | "stale" | "refused">;
}

export type NewCard = {
  readonly hash: string;
  /** "new" or a mailbox id. [MB4] */
  readonly mailbox: string;
  readonly desk: string;
  readonly counter: number;
  readonly previous: string;
  readonly expires: number;
  readonly bytes: Uint8Array;
};
export type KeptCard = NewCard;

export type CardAnswer =
  | { readonly kind: "accepted" }
  /** The newest one for that mailbox; `counter` 0 and the zero hash where there is none. */
  | { readonly kind: "stale"; readonly counter: number; readonly hash: string }
  | { readonly kind: "refused"; readonly code: "FL_ACCESS" | "FL_MAILBOX_UNKNOWN" };

export interface Cards {
  /**
   * Keeps the card that comes exactly after the newest one for its mailbox.
   *
   * `member` must hold the desk to which the card leads and the one at which the mailbox is now: a card turns a thread
   * aside, so only whoever reads it may do that. "new" stays at the desk that it has. [MB4]
   *
   * With `keys` the mailbox begins with it where there is none: the team gives its secret to somebody. [TK1]
   */
  put(member: string, card: NewCard, keys?: { verifyKey: Uint8Array; kemKey: Uint8Array }): Promise<CardAnswer>;
  newest(mailbox: string): Promise<KeptCard | null>;
  byHash(hash: string): Promise<KeptCard | null>;
}

export interface Certificates {
  put(hash: string, issued: number, expires: number, bytes: Uint8Array): Promise<void>;
  newest(): Promise<{ bytes: Uint8Array; issued: number; expires: number } | null>;
}

export type KeptBundle = {
  readonly member: string;
  readonly login: string;
  readonly loginKey: Uint8Array;
  readonly counter: number;
  readonly bytes: Uint8Array;
};

export interface Bundles {
  /**
   * `which`: the member's first, or the next after the one that stands. False when the login is another member's, or it is
   * neither; the same bytes again are taken. With another login than before, every session of this member ends in the
   * same step. [RO4]
   */
  put(bundle: KeptBundle, which: "first" | "next"): Promise<boolean>;
  byLogin(login: string): Promise<KeptBundle | null>;
}

/** What waits for another signature: a roster entry, a certificate, or an entry and the certificate that goes with it. */
export type WaitingEntry = {
  readonly id: string;
  readonly hour: number;
  readonly entry: Uint8Array | null;
  readonly certificate: Uint8Array | null;
};

export interface WaitingEntries {
  /**
   * @param over what waited there under the same id when its writer looked; null for nothing. "changed" where it is
   * something else by now: another has signed it meanwhile, and that signature must not go.
   */
  put(waiting: WaitingEntry, over: WaitingEntry | null): Promise<"kept" | "changed" | "full">;
  all(): Promise<WaitingEntry[]>;
  remove(id: string): Promise<void>;
}

/** Sealed sentences by an id that only two words give. [VO1] */
export interface Vouchers {
  /** False where one stands under this id already. */
  put(voucher: { id: string; expires: number; bytes: Uint8Array }): Promise<boolean>;
  look(id: string, hour: number): Promise<Uint8Array | null>;
  drop(id: string): Promise<void>;
  /** Destroys what has run out. */
  expire(hour: number): Promise<number>;
}

export interface Beats {
  /** Each member's newest; false where a later one stands. */
  put(beat: { member: string; hour: number; bytes: Uint8Array }): Promise<boolean>;
  all(): Promise<Uint8Array[]>;
}

export type KeptInvitation = {
  readonly id: string;
  readonly by: string;
  readonly expires: number;
  /** The invitation, sealed by the inviter to himself. */
  readonly kept: Uint8Array;
  readonly joining: Uint8Array | null;
  readonly bundle: Uint8Array | null;
};

export interface Invitations {
  open(invitation: Omit<KeptInvitation, "joining" | "bundle">): Promise<void>;
  /** One answer to one invitation. False: no such invitation, expired, or answered otherwise. */
  answer(id: string, hour: number, joining: Uint8Array, bundle: Uint8Array): Promise<boolean>;
  by(member: string): Promise<KeptInvitation[]>;
  find(id: string): Promise<KeptInvitation | null>;
  answered(): Promise<KeptInvitation[]>;
  close(id: string): Promise<void>;
  expire(hour: number): Promise<number>;
}

export type NewRow = {
  /** Of the card that it is sealed to: "new" or the mailbox's own, and its number. */
  readonly card: { readonly mailbox: string; readonly counter: number };
  readonly mailbox: string;
  readonly seq: number;
  readonly previous: string;
  readonly hash: string;
  readonly message: string;
  readonly desk: string;
  readonly hour: number;
  /** Of a letter's arrival, for the alarm that it may arm; kept nowhere. Without it, the beginning of the hour. */
  readonly minute?: number;
  readonly bytes: Uint8Array;
  /** Refused as FL_MESSAGE_USED where any mailbox holds a letter of this message id. */
  readonly once?: boolean;
  /** Files that it names: refused as FL_FILE where one of them is not here whole. */
  readonly files?: readonly string[];
};

/** Bytes of letters that may be held. [MB9] */
export type Room = {
  /** For one mailbox that the team does not know yet. */
  readonly unanswered: number;
  /** For one that it knows. */
  readonly known: number;
  /** For all unknown ones together: what is left. */
  readonly left: number;
};

export type MailboxHeads = { readonly up: Head; readonly down: Head };

export type PostRefusal =
  | "FL_ACCESS"
  | "FL_CARD"
  /** A file that the letter names is not here, or not whole. */
  | "FL_FILE"
  /** Its holder reads it no more. [HO2] */
  | "FL_ENDED"
  /** Only a holding text is taken. [MB8] */
  | "FL_FROZEN"
  | "FL_FULL"
  | "FL_MAILBOX_UNKNOWN"
  /** Another row stands under this message id: what was sent now is not what is kept. [MB7] */
  | "FL_MESSAGE_USED"
  | "FL_QUOTA"
  /** The reply to be replaced has been read, or is gone. */
  | "FL_REPLY_READ";

export type PostAnswer =
  /** On the disk, now or since an earlier try with the same bytes. [ST5] */
  | { readonly kind: "accepted"; readonly hash: string }
  | ({ readonly kind: "stale" } & MailboxHeads)
  | { readonly kind: "refused"; readonly code: PostRefusal };

export type OpenedMailbox = MailboxHeads & {
  /** Ended: nothing that was before is said of it, its own card neither. [HO2] */
  readonly ended: boolean;
  readonly rows: readonly { readonly hash: string; readonly bytes: Uint8Array; readonly until: number | null }[];
};

export type ThreadRow = {
  readonly seq: number;
  readonly hash: string;
  readonly hour: number;
  /** null: erased, or sealed to a desk that the reader does not hold. */
  readonly row: Uint8Array | null;
};

/** `hash`: of the row, while it lies there and the caller has not confirmed it; else null. */
export type ThreadReply = { readonly message: string; readonly hash: string | null };

export type Thread = MailboxHeads & {
  readonly mailbox: string;
  readonly verifyKey: Uint8Array;
  readonly kemKey: Uint8Array;
  readonly desk: string;
  readonly rows: readonly ThreadRow[];
  /** Every one that was ever taken, in its order: under which message id, and whether it still lies there unread. [MB3] [MB7] */
  readonly replies: readonly ThreadReply[];
  /** So many of them lie there unread: for consoles of before the list. */
  readonly unread: number;
  /** Hour since which it is frozen. [MB8] */
  readonly frozen: number | null;
  /** Ended by its holder; later letters begin a chain of their own. [HO2] */
  readonly ended: Ended | null;
};

export interface Mailboxes {
  /** A letter to the team. The mailbox comes into being with its first. [MB9] */
  post(row: NewRow, keys: { verifyKey: Uint8Array; kemKey: Uint8Array }, room: Room): Promise<PostAnswer>;
  /** The mailbox in which a letter of this message id was accepted, if only as a hash by now. */
  letterAt(message: string): Promise<string | null>;
  /** Whether this very letter has been accepted before. */
  keeps(mailbox: string, hash: string): Promise<boolean>;
  /**
   * A reply, kept from its caller before `notBefore` and destroyed at `until`. `replaces` destroys, in the same step, an
   * unread one that it says again under another key; asked by a holder of the mailbox's desk. [MB3] [MB5] `alone`: every older reply goes in the same
   * step, read or not; asked by such a holder too. [TK1] `instead`: those replies go in the same step, by what the
   * message id of each shares with its twins, however it was signed and whether or not it still lies there. [MB5]
   */
  reply(
    row: NewRow,
    release: {
      until: number | null;
      notBefore: number | null;
      holding?: boolean;
      alone?: { member: string };
      instead?: { messages: readonly string[]; member: string };
    },
    replaces?: { hash: string; member: string },
  ): Promise<PostAnswer>;
  /** What its holder may see at this hour, replies after `after`. null: nobody has written to it. */
  open(mailbox: string, hour: number, after: number): Promise<OpenedMailbox | null>;
  /** Erases what was read once; standing instructions stay until their hour. [MB5] */
  confirm(mailbox: string, read: readonly string[], hour: number): Promise<number>;
  /**
   * Erases letters of desks that the member holds (after re-sealing into a case), and their files with them; with `filesTo`
   * those go on to this desk instead, which he must hold too. [MB4]
   */
  erase(member: string, mailbox: string, rows: readonly string[], filesTo?: string): Promise<number>;
  desk(mailbox: string): Promise<string | null>;
  /**
   * Freezes a mailbox: every reply in it is destroyed, and only a holding text is taken until it is thawed; frozen already,
   * nothing is destroyed. By a holder of its desk; false for anybody else. [MB8]
   */
  freeze(member: string, mailbox: string, hour: number): Promise<boolean>;
  thaw(member: string, mailbox: string): Promise<boolean>;
  /**
   * Ends a mailbox for ever, at its holder's word: unread replies are destroyed, none is taken any more, and it opens
   * like one that nobody has written to. Safe to repeat. [HO2]
   */
  end(mailbox: string, hour: number): Promise<void>;
  /**
   * Threads of the member's desks that changed after `since`, oldest change first, and the change they reach: at most
   * `limit`, and no more than `maxBytes` of letters beyond the first change. Of a thread in `have` only the rows after
   * that number.
   */
  threads(
    member: string,
    since: number,
    limit: number,
    maxBytes?: number,
    have?: ReadonlyMap<string, number>,
  ): Promise<{ threads: Thread[]; now: number }>;
  /** Destroys the bytes of every row whose hour has come. */
  expire(hour: number): Promise<number>;
  /** Bytes of letters still held for mailboxes that the team has neither answered nor given a card of their own. */
  unansweredBytes(): Promise<number>;
}

export type NewUpload = {
  readonly mailbox: string;
  readonly file: string;
  /** Message id of the letter that will name it. */
  readonly message: string;
  /** Padded bytes of the file; they are reserved. */
  readonly size: number;
  readonly hour: number;
  /** The signed form, for its sender to find again. */
  readonly bytes: Uint8Array;
};

export type NewChunk = {
  readonly mailbox: string;
  readonly file: string;
  readonly seq: number;
  readonly hash: string;
  readonly sealed: Uint8Array;
};

/** Bytes of files. [MB9] */
export type FileRoom = {
  /** One file. */
  readonly file: number;
  /** All of a mailbox that the team knows, and of one that it does not. */
  readonly known: number;
  readonly unknown: number;
  /** For all unknown ones together. */
  readonly left: number;
};

/** `have`: chunks that are here, which is where to go on. */
export type BeginAnswer =
  | { readonly kind: "accepted"; readonly have: number }
  | { readonly kind: "refused"; readonly code: "FL_FILE" | "FL_FILE_LARGE" | "FL_QUOTA" | "FL_FULL" };
export type ChunkAnswer =
  | { readonly kind: "accepted" | "stale"; readonly have: number }
  | { readonly kind: "refused"; readonly code: "FL_FILE" };

/** Files of letters, as sealed chunks. A file without a letter is nobody's but its sender's. [PAD1] */
export interface Files {
  /** The same bytes again find how far it has come. */
  begin(upload: NewUpload, room: FileRoom): Promise<BeginAnswer>;
  /** On the disk when it answers; the same chunk twice is one. [P6] [ST5] */
  append(chunk: NewChunk): Promise<ChunkAnswer>;
  /** Gives up an upload that no letter has named. */
  end(mailbox: string, file: string): Promise<boolean>;
  unfinished(mailbox: string): Promise<{ upload: Uint8Array; have: number } | null>;
  /** The verifying key of a mailbox that has written; null where it never has. */
  keysOf(mailbox: string): Promise<Uint8Array | null>;
  /** A chunk of a file of a letter at a desk that the member holds. */
  chunk(member: string, file: string, seq: number): Promise<Uint8Array | null>;
  /** Bytes that one file of this mailbox may have. */
  limit(mailbox: string, room: FileRoom): Promise<number>;
  /** By a holder of its desk; false for anybody else. */
  setLimit(member: string, mailbox: string, bytes: number): Promise<boolean>;
  /** Destroys uploads that no letter has named for two days. */
  expire(hour: number): Promise<number>;
}

export interface Alarms {
  /** Moves on every alarm whose time has come; each is claimed by one node only. [CK1] */
  advance(minute: number): Promise<number>;
  /** Alarms of the streams whose current epoch this member holds. */
  heldBy(member: string): Promise<AlarmView[]>;
}

/** Where a member wants to be called. [P9] */
export type BellKind = "ntfy" | "mail";
export type NewBell = {
  readonly bell: string;
  readonly member: string;
  /** What ladders name; one for all bells of a member. */
  readonly token: string;
  readonly kind: BellKind;
  readonly address: string;
  /** Minutes between two rings while nobody has it, and how many rings at most. */
  readonly every: number;
  readonly most: number;
};
export type KeptBell = NewBell & {
  /** Minute of the last ring that was handed over, and of the last that could not be, since then. */
  readonly rung: number | null;
  readonly failed: number | null;
};

export interface Bells {
  /** False where this member has as many as one may, or the id is another's. */
  put(bell: NewBell): Promise<boolean>;
  of(member: string): Promise<KeptBell[]>;
  remove(member: string, bell: string): Promise<void>;
  /** One ring, now, for no alarm. */
  test(member: string, bell: string, minute: number): Promise<boolean>;
  /** Takes those of everybody who may not be called any more. */
  keepOnly(members: readonly string[]): Promise<number>;
  /**
   * Bells that are to ring now, each taken by one node alone, which then says what came of it. One that says nothing
   * (killed on the way) lets go of it by itself after two minutes: rung twice is better than never.
   */
  take(minute: number): Promise<KeptBell[]>;
  rang(bell: string, minute: number): Promise<void>;
  failed(bell: string, minute: number): Promise<void>;
}

export interface Sessions {
  begin(tokenHash: string, member: string, expires: number): Promise<void>;
  find(tokenHash: string, now: number): Promise<{ member: string; expires: number } | null>;
  prolong(tokenHash: string, expires: number): Promise<void>;
  end(tokenHash: string): Promise<void>;
  sweep(now: number): Promise<void>;
}

/** One record of a snapshot: a table's name and one of its rows. The same on both engines. */
export type Cell = string | number | null | Uint8Array;
export type StoreRecord = { readonly table: string; readonly row: Readonly<Record<string, Cell>> };

export interface Store {
  readonly kind: "sqlite" | "postgresql";
  readonly streams: Streams;
  readonly roster: RosterEntries;
  readonly cards: Cards;
  readonly certificates: Certificates;
  readonly bundles: Bundles;
  readonly mailboxes: Mailboxes;
  readonly files: Files;
  readonly alarms: Alarms;
  readonly bells: Bells;
  readonly waiting: WaitingEntries;
  readonly beats: Beats;
  readonly vouchers: Vouchers;
  readonly invitations: Invitations;
  readonly sessions: Sessions;
  /** Small facts by name: the hour of the last backup, the key of the challenges. */
  readonly meta: {
    get(name: string): Promise<string | null>;
    put(name: string, value: string): Promise<void>;
    /** In one write, so that nobody else's comes in between. @param how may be asked more than once */
    change(name: string, how: (standing: string | null) => string): Promise<void>;
    /** Keeps `value` only where nothing stands yet; returns what stands. */
    putOnce(name: string, value: string): Promise<string>;
  };
  /** The change counter: grows with every kept write, on every node alike. */
  now(): Promise<number>;
  /** Called after a change, this node's or another's. Returns how to stop it. */
  onChange(listener: () => void): () => void;
  /** Everything but sessions, as it stood at one moment, while writing goes on. */
  snapshot(): AsyncIterable<StoreRecord>;
  /** Into an empty store only; all or nothing. */
  restore(records: AsyncIterable<StoreRecord> | Iterable<StoreRecord>): Promise<void>;
  close(): Promise<void>;
}

/** No room on the disk. Nothing of the write was kept. */
export class StoreFull extends Error {
  readonly code = "FL_STORE_FULL";
  constructor() {
    super("FL_STORE_FULL");
    this.name = "StoreFull";
  }
}

/** The disk or the database does not answer as it should; what was asked for was not acknowledged. Try again. */
export class StoreTrouble extends Error {
  readonly code = "FL_STORE_TROUBLE";
  constructor() {
    super("FL_STORE_TROUBLE");
    this.name = "StoreTrouble";
  }
}

/** Somebody asked for what the store will not do: restore into a store that holds something, or unknown records. */
export class StoreRefused extends Error {
  readonly code: "FL_STORE_NOT_EMPTY" | "FL_STORE_RECORD" | "FL_STORE_NEWER" | "FL_STORE_OLDER";
  constructor(code: StoreRefused["code"]) {
    super(code);
    this.name = "StoreRefused";
    this.code = code;
  }
}
