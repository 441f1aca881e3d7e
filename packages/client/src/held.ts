import {
  type Compartment as About,
  type AlarmSeen,
  type CaseId,
  type CaseReader,
  type Hand as CaseworkHand,
  caseReader,
  casesOf,
  commonsOf,
  type DestroyedLetter,
  type ErasureSeen,
  emptyState,
  foldEntries,
  type MemberSeen,
  type Operation,
  type Outside,
  type ReaderSeen,
  type Refusal,
  type State,
  type StreamState,
  type ThreadReader,
  type ThreadSeen,
  threadReader,
  type Unheld,
} from "@fairlead/casework";
import type {
  AlarmId,
  Bytes,
  Certificate,
  Hash,
  MailboxId,
  MemberId,
  MemberKeys,
  Pin,
  Roster,
  StreamId,
  WordList,
} from "@fairlead/protocol";
import { hourOf, idFrom } from "@fairlead/protocol";
import type { Dispute } from "./beats.ts";
import { CardBook } from "./card-book.ts";
import type { Compartment, Reader } from "./compartment.ts";
import type { Effects, Halt } from "./hand.ts";
import type { OpenInvitation } from "./invitations.ts";
import { Looks } from "./looks.ts";
import { extendedRoster, type KnownRoster } from "./roster-sync.ts";
import type { Session } from "./session.ts";
import type { DeviceMemory } from "./shelf/device.ts";
import { type HeldThread, threadSeen } from "./thread.ts";
import type { Unsent } from "./unsent/unsent.ts";
import { CLIENT_VERSION } from "./version.ts";
import type { WaitingEntry } from "./waiting.ts";
import { watchesSeen } from "./watch.ts";

/** The roster is in no stream, nor is a thread that the server keeps back. */
const NO_STREAM = idFrom<StreamId>(new Uint8Array(16));

export type CardTold = { hash: Hash; counter: number; expires: number };

/** What the server says outside any compartment; hints, none of them trusted with a secret. */
export type Told = {
  certificate: Certificate | null;
  /** The card that new mailboxes are given now, where an intake key of ours signed it. */
  newCard: CardTold | null;
  backup: { hour: number | null } | null;
  /** Hours of the backups that the server knows of, newest first. */
  backups: number[];
  /** This device's clock and the server's are more than a day apart. */
  clockOff: boolean;
  /** ms by which the server's clock is ahead of this device's; behind: below 0. */
  clockAhead: number;
};

/**
 * Everything that one unlocked hand holds in memory, and how it is joined. Nothing here talks to the
 * server: `sync.ts` brings, `append.ts` writes.
 */
export class Held {
  readonly effects: Effects;
  pin: Pin;
  readonly lists: readonly WordList[];
  readonly session: Session;
  readonly keys: MemberKeys;
  known: KnownRoster;
  /** What this device remembers between sessions; null where it keeps nothing. */
  readonly device: DeviceMemory | null;
  /** Of the bundle that the server has; the next one counts one higher. */
  bundleCounter: number;
  readonly compartments = new Map<StreamId, Compartment>();
  readonly book = new CardBook();
  readonly threads = new Map<MailboxId, HeldThread>();
  /** Answered by the team, and no longer given by the server. */
  withheldThreads: MailboxId[] = [];
  /** Gone from the server unread, as of the last round. */
  destroyedLetters: DestroyedLetter[] = [];
  /** Change counter up to which threads were read. */
  threadsRead = 0;
  /** The same of the list of compartments; null: the server does not say. */
  listedUpTo: number | null = null;
  /** ms of the last whole list of them. */
  listedAt: number | null = null;
  /** Threads that this device has seen and did not keep, until a round has brought them. */
  threadsNotKept = 0;
  /** Compartments that were held when threads were read. */
  readonly threadsReadFor = new Set<StreamId>();
  alarms: (AlarmSeen & { stream: StreamId; due: number })[] = [];
  /** Open check-ins whose alarm the server does not hold as their case says, as it answered last. */
  unheld: ReadonlyMap<AlarmId, Unheld> = new Map();
  /** Alarms that were told once more by itself, in this session. */
  readonly toldAnew = new Set<AlarmId>();
  /** The bells that open check-ins were last told to ring, as {@link Outside} has them. */
  ladders = new Map<AlarmId, readonly string[]>();
  told: Told = { certificate: null, newCard: null, backup: null, backups: [], clockOff: false, clockAhead: 0 };
  state: State = emptyState();
  /** Set where the roster itself does not hold: then nothing else can be trusted. */
  stopped: string | null = null;
  /** Code with which the server refused the last round as a whole. */
  refused: string | null = null;
  syncedAt: number | null = null;
  /** That was in this session. */
  syncedHere = false;
  /** Grows with every thread that was read anew. */
  threadChanges = 0;
  online = true;
  /** Cases of which this hand saw the last part erased, in this session. */
  readonly erasedCases = new Set<CaseId>();
  /** What this member wrote and what could not stand, until they have chosen. */
  undone: Unsent[] = [];
  /**
   * What housekeeping here wrote and no fold counts, by compartment and what it is about; `at` in ms. `why` null: it counts,
   * and stood beside what does not.
   */
  readonly passedOver = new Map<string, { stream: StreamId; op: Operation["op"]; why: Refusal | null; at: number }>();
  /** Of a desk that has ended: what its member had written and nobody has taken. */
  notTaken: { at: number; action: string }[] = [];
  /** New epochs being begun after somebody left, as they are. */
  renewing: { done: number; of: number } | null = null;
  /** The organisation's own compartments that a roster entry says are erased: they are not. [CO6] */
  readonly unlawful = new Set<StreamId>();
  /** Who was given a compartment's key without its record saying so, as the server counts: once a session. [CO4] */
  readonly unrecorded = new Map<StreamId, MemberId[]>();
  /** Colleagues' notes of what they were shown, as far as they do not fit what this hand was shown. [ST4] */
  disputes: Dispute[] = [];
  /** ms of the newest beat of anybody else; null before any was seen. */
  heardAt: number | null = null;
  /** Hour of this hand's own newest beat, and of the last reading of others'. */
  beatHour: number | null = null;
  beatsReadHour: number | null = null;
  /** Hour of each member's newest note, as it was last read. */
  beats: ReadonlyMap<MemberId, number> = new Map();
  /** What this console has shown, as far as it is not written yet. */
  readonly looks = new Looks();
  /** Entries and certificates that wait for another signature. */
  waiting: WaitingEntry[] = [];
  /** What of it this member proposed, on this device, and has not taken back. */
  readonly proposed = new Set<Hash>();
  /** Invitations that this member has open, as the server has them; what it cannot read is kept here too. */
  invitations: OpenInvitation[] = [];
  /** The first answer to each that this hand was shown. */
  readonly answers = new Map<Hash, Bytes>();
  locked = false;
  /** Compartments of this device that are read by now, while the rest is read behind an open desk. */
  reading: { done: number; of: number } | null = null;
  /** This member is out, or his phrase opens nothing any more: the desk ends and forgets. [P5] */
  shutOut: "suspended" | "removed" | "phrase" | null = null;
  /** Compartments that the server no longer gives to this member: withdrawn from him, or withheld. */
  readonly takenAway = new Map<StreamId, string>();
  /** Cards that could not be put on the server, with the code that says why. */
  readonly cardTroubles = new Map<"new" | MailboxId, { stream: StreamId; code: string }>();
  /** Cards that the server gave out and nobody of ours recorded. */
  readonly foreignCards = new Map<Hash, "new" | MailboxId>();
  /** Remembers the views that it made: goes with the words in them. */
  readThreads: ThreadReader = threadReader();
  readCases: CaseReader = caseReader();
  /** A thread that was not read again is the same object as before: views are made anew for the others alone. */
  #seen = new WeakMap<HeldThread, ThreadSeen>();
  #readers: ReadonlyMap<StreamId, readonly ReaderSeen[]> = new Map();
  readonly #readersShown = new WeakMap<ReadonlyMap<MemberId, Reader>, readonly ReaderSeen[]>();
  readonly #lastReaders = new WeakMap<Compartment, readonly ReaderSeen[]>();
  /** Of the alarms that letters arm: said once, not at every look. */
  readonly watchedAlarms = new Map<MailboxId, AlarmId>();
  readonly #folded = new Map<StreamId, Taken>();
  readonly #booked = new Map<StreamId, Taken>();
  readonly #listeners = new Set<() => void>();

  constructor(
    from: Pick<Held, "effects" | "pin" | "lists" | "session" | "keys" | "known" | "bundleCounter"> &
      Partial<Pick<Held, "device">>,
  ) {
    this.effects = from.effects;
    this.pin = from.pin;
    this.lists = from.lists;
    this.session = from.session;
    this.keys = from.keys;
    this.known = from.known;
    this.device = from.device ?? null;
    this.bundleCounter = from.bundleCounter;
  }

  get roster(): Roster {
    return this.known.roster;
  }

  get role() {
    return this.roster.members.get(this.keys.id)?.role ?? "auditor";
  }

  /** The organisation requires a newer client: this one reads on and writes nothing. [RO3] */
  get outdated(): boolean {
    return this.roster.minimumVersion > CLIENT_VERSION;
  }

  get handle(): string | null {
    return commonsOf(this.state).handles.get(this.keys.id) ?? null;
  }

  get members(): MemberSeen[] {
    return [...this.roster.members.values()].map(({ id, role, standing }) => {
      const [first] = this.roster.history(id);
      return { id, role, standing, ...(first && { enrolled: { by: first.by, hour: first.hour } }) };
    });
  }

  /** As casework wants to know it: who writes, in which role, when. */
  hand(): CaseworkHand {
    return { by: this.keys.id, role: this.role, at: this.effects.clock(), members: this.members };
  }

  compartment(of: Exclude<About["about"], "case" | "access">): Compartment | null {
    for (const compartment of this.compartments.values()) if (compartment.about?.about === of) return compartment;
    return null;
  }

  /** Folds what was accepted since, and takes the cards that were recorded. Cheap when nothing came. */
  fold(): void {
    const entries = [];
    for (const [stream, compartment] of this.compartments) {
      const counts = compartment.vouched(this.roster);
      let from = stillTaken(compartment, this.#folded.get(stream));
      if (from === null || from > counts) {
        // A removal came to light: what nobody vouched for, or what was skipped, leaves the picture again. [ST3]
        const streams = new Map(this.state.streams);
        streams.delete(stream);
        this.state = { streams };
        from = 0;
      }
      if (from === counts && from > 0) continue;
      for (const accepted of compartment.since(from).slice(0, counts - from)) entries.push(...accepted.entries);
      this.#folded.set(stream, takenUpTo(compartment, counts));
    }
    if (entries.length > 0) this.state = foldEntries(this.state, entries);
    this.#takeCards();
  }

  /** Takes over what an earlier session folded of these, as far as they stand. */
  adopt(folded: ReadonlyMap<StreamId, StreamState | null>): void {
    const streams = new Map(this.state.streams);
    for (const [stream, state] of folded) {
      const compartment = this.compartments.get(stream);
      if (compartment === undefined || compartment.pastCount === 0) continue;
      if (state !== null) streams.set(stream, state);
      this.#folded.set(stream, takenUpTo(compartment, compartment.pastCount));
    }
    this.state = { streams };
  }

  /** What the fold made of all that was accepted of it; undefined where something of it does not count, or is not folded. */
  foldOf(compartment: Compartment): StreamState | null | undefined {
    const { stream, count } = compartment;
    if (compartment.vouched(this.roster) !== count) return undefined;
    if (stillTaken(compartment, this.#folded.get(stream)) !== count) return undefined;
    return this.state.streams.get(stream) ?? null;
  }

  #takeCards(): void {
    const bookedOf = (one: Compartment) => stillTaken(one, this.#booked.get(one.stream)) ?? 0;
    const behind = [...this.compartments.values()].filter((one) => bookedOf(one) !== one.count);
    if (behind.length === 0) return;
    let spines: Set<StreamId> | null = null;
    const reader = {
      organisation: this.pin.organisation,
      intakeKeys: this.known.intakeKeys,
      hour: hourOf(this.effects.clock()),
      isSpine: (stream: StreamId) => {
        spines ??= new Set(casesOf(this.state).map(({ contactStream }) => contactStream));
        return spines.has(stream);
      },
    };
    for (const compartment of behind) {
      for (const recorded of compartment.cards(bookedOf(compartment))) {
        const epoch = compartment.epochs.get(recorded.epoch);
        if (epoch !== undefined) this.book.take(compartment, epoch, recorded, reader);
      }
      this.#booked.set(compartment.stream, takenUpTo(compartment, compartment.count));
    }
  }

  /** As {@link drop}, of one that was erased for ever; with the last of a case, the case is. */
  erase(stream: StreamId): void {
    const about = this.compartments.get(stream)?.about;
    this.drop(stream);
    if (about?.about !== "case") return;
    const isThere = [...this.compartments.values()].some(
      (one) => one.about?.about === "case" && one.about.case === about.case,
    );
    if (!isThere) this.erasedCases.add(about.case);
  }

  /** Lets go of a compartment that was erased, and of every letter that could be read through it. */
  drop(stream: StreamId): void {
    for (const [mailbox, thread] of this.threads) {
      const sealedHere = ({ header }: HeldThread["rows"][number]) =>
        header !== null && this.book.byHash(header.card)?.stream === stream;
      if (thread.desk === stream) this.threads.delete(mailbox);
      else this.letGo(mailbox, sealedHere);
    }
    this.threadChanges++;
    this.compartments.get(stream)?.forget();
    this.compartments.delete(stream);
    this.#folded.delete(stream);
    this.#booked.delete(stream);
    const streams = new Map(this.state.streams);
    streams.delete(stream);
    this.state = { streams };
  }

  /** What these letters said leaves memory. Also from what was shown of them. */
  letGo(mailbox: MailboxId, which: (row: HeldThread["rows"][number]) => boolean): void {
    const thread = this.threads.get(mailbox);
    const opened = thread?.rows.filter((row) => row.letter !== null && which(row)) ?? [];
    if (thread === undefined || opened.length === 0) return;
    for (const row of opened) row.letter = null;
    this.#seen.delete(thread);
  }

  outside(): Outside {
    const { readers, erasures } = this.#tables();
    return {
      now: this.effects.clock(),
      me: this.keys.id,
      members: this.members,
      threads: [...this.threads.values()].map((thread) => this.#threadSeen(thread)),
      alarms: this.alarms,
      ladders: this.ladders,
      unheld: this.unheld,
      watches: watchesSeen(this),
      readers,
      readings: (member) =>
        [...this.compartments].flatMap(([stream, { readings }]) =>
          readings.filter((one) => one.member === member).map(({ from, to, since }) => ({ stream, from, to, since })),
        ),
      beats: this.beats,
      asksSince: this.#roleSince(),
      erasures,
    };
  }

  /** Hour of the entry since which this member has had this role without a break. */
  #roleSince(): number {
    const all = this.roster.history(this.keys.id);
    const before = all.findLastIndex(({ member: { role, standing } }) => role !== this.role || standing !== "active");
    return all[before + 1]?.hour ?? 0;
  }

  #threadSeen(thread: HeldThread): ThreadSeen {
    const before = this.#seen.get(thread);
    if (before !== undefined) return before;
    const seen = threadSeen(thread);
    this.#seen.set(thread, seen);
    return seen;
  }

  /** Who reads, the same table again while nobody was added or left; and what runs out. */
  #tables(): Pick<Outside, "readers" | "erasures"> {
    const erasures = new Map<StreamId, ErasureSeen>();
    const seen: (readonly ReaderSeen[])[] = [];
    for (const compartment of this.compartments.values()) {
      seen.push(this.#readersSeen(compartment));
      if (compartment.erasure !== null) erasures.set(compartment.stream, compartment.erasure);
    }
    const before = this.#readers;
    if (before.size !== seen.length || [...before.values()].some((readers, place) => readers !== seen[place])) {
      const streams = [...this.compartments.keys()];
      this.#readers = new Map(seen.map((readers, place) => [streams[place] as StreamId, readers]));
    }
    return { readers: this.#readers, erasures };
  }

  /** The same object as long as nobody was added or left. */
  #readersSeen(compartment: Compartment): readonly ReaderSeen[] {
    const readers = compartment.acceptedReaders(this.roster);
    const before = this.#readersShown.get(readers);
    if (before !== undefined) return before;
    const now = [...readers].map(([member, { from }]) => ({ member, from }));
    // A note makes a table of the same readers.
    const last = this.#lastReaders.get(compartment);
    const same =
      last?.length === now.length &&
      last.every(({ member, from }, place) => member === now[place]?.member && from === now[place]?.from);
    const seen = same ? last : now;
    this.#readersShown.set(readers, seen);
    this.#lastReaders.set(compartment, seen);
    return seen;
  }

  halts(): Halt[] {
    const halts: Halt[] = [];
    if (this.stopped !== null)
      halts.push({ stream: NO_STREAM, about: "roster", code: this.stopped, safe: "everything-stops" });
    for (const [stream, { halted, about, count }] of this.compartments) {
      if (halted === null) continue;
      const safe = count === 0 ? "nothing-read" : "read-until";
      halts.push({ stream, about: aboutText(about), code: halted, safe });
    }
    for (const { stream, code } of this.cardTroubles.values())
      halts.push({ stream, about: "card", code, safe: "read-until" });
    for (const { desk, mailbox, halted } of this.threads.values()) {
      if (halted !== null) halts.push({ stream: desk, mailbox, about: "thread", code: halted, safe: "read-until" });
    }
    const withheld = { stream: NO_STREAM, about: "thread", code: "FL_THREAD_WITHHELD", safe: "nothing-read" } as const;
    halts.push(...this.withheldThreads.map(() => withheld));
    return halts;
  }

  setAside(): number {
    let count = 0;
    for (const compartment of this.compartments.values()) count += compartment.count - compartment.vouched(this.roster);
    return count;
  }

  /** What was added to the roster since. @throws Refused where it does not follow: then everything stops. */
  async followRoster(): Promise<void> {
    this.known = await extendedRoster((path, body) => this.session.call(path, body), this.known);
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** Keys and what they opened leave memory, as far as the language lets us. */
  forget(): void {
    this.locked = true;
    this.reading = null;
    for (const seed of [this.keys.signSeed, this.keys.kemSeed, this.keys.otherKemSeed]) seed?.fill(0);
    for (const compartment of this.compartments.values()) compartment.forget();
    this.compartments.clear();
    this.book.forget();
    this.threads.clear();
    this.readThreads = threadReader();
    this.readCases = caseReader();
    this.withheldThreads = [];
    this.destroyedLetters = [];
    this.alarms = [];
    this.ladders = new Map();
    this.unheld = new Map();
    this.toldAnew.clear();
    this.state = emptyState();
    this.undone = [];
    this.erasedCases.clear();
    this.passedOver.clear();
    this.disputes = [];
    this.looks.forget();
    this.waiting = [];
    this.proposed.clear();
    this.invitations = [];
    this.session.forget();
    // Who is shut out leaves nothing behind that opens without the server. [P5]
    if (this.shutOut === null) this.device?.close();
    else void this.device?.dropCache();
  }
}

/** How much of a stream was taken over, and the last commit of it: another may take its place. [ST3] */
type Taken = { count: number; last: Hash | null };

function takenUpTo(compartment: Compartment, count: number): Taken {
  return { count, last: count === 0 ? null : compartment.hashAt(count - 1) };
}

/** From where on there is more to take; null where what was taken stands no longer. */
function stillTaken(compartment: Compartment, taken: Taken | undefined): number | null {
  if (taken === undefined || taken.count === 0) return 0;
  return compartment.hashAt(taken.count - 1) === taken.last ? taken.count : null;
}

export function aboutText(about: About | null): string {
  if (about === null) return "";
  return about.about === "case" ? `case ${about.part}` : about.about;
}
