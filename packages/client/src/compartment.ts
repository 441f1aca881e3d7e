import { type Compartment as About, type Entry, type ErasureSeen, isGiven } from "@fairlead/casework";
import {
  type Bytes,
  type Commit,
  type CommitHeader,
  entitledAuthor,
  epochCommitment,
  epochContinuation,
  followCommit,
  type Hash,
  type Keeping,
  type MemberId,
  type MemberKeys,
  mayAdminister,
  mayCommit,
  maySkip,
  NO_COMMITS,
  type OrganisationId,
  openCommit,
  openLink,
  openWrap,
  parseCommit,
  parseWrap,
  Refused,
  type Role,
  type Roster,
  type StreamHead,
  type StreamId,
  verifyCommit,
  verifyWrap,
  vouchedLength,
} from "@fairlead/protocol";
import { breathe } from "./breath.ts";
import type { RecordedCard } from "./card-book.ts";
import { type Envelope, readEnvelope } from "./envelope.ts";
import { logOf } from "./log-readers.ts";
import { isProven } from "./proof.ts";
import type { SeenHead } from "./shelf/seen.ts";

export type Epoch = {
  epoch: number;
  commitment: Hash;
  link: Bytes | null;
  /** null: this member was not given it. */
  key: Bytes | null;
  /** Number of the roster entry that its commit cites. [CO3] */
  rosterSeq: number;
};

/** What this device keeps of a compartment: commits whose signatures it verified before, and the epoch keys it held. */
export type Kept = {
  /** Empty where this member was not given the epoch's key. */
  epochKeys: ReadonlyMap<number, Bytes>;
};

/** A commit as it stands in its chain. `bytes` null: taken over from what this device keeps of it, without the seal. */
export type Followed = {
  hash: Hash;
  header: Pick<CommitHeader, "stream" | "seq" | "epoch" | "rosterHead" | "author" | "framing">;
  bytes: Bytes | null;
};

/** One accepted commit. `envelope` and `text` are null where this member was not given the epoch's key. */
export type Accepted = {
  readonly commit: Followed;
  /** What stood inside the seal, as it was. */
  readonly text: Bytes | null;
  readonly envelope: Envelope | null;
  readonly entries: readonly Entry[];
  /** Of its author, at the head that it cites. */
  role: Role | null;
  /** Where the stream stood after it. */
  head: StreamHead;
  /** Its author was a colleague like any other when this hand took it: a later removal makes nobody doubt it. [ST3] */
  inTime: boolean;
  /** Its author was one who may begin an epoch, and so say who reads. [CO1] */
  mayGive: boolean;
  /** Who read the running epoch after it. */
  readers: ReadonlyMap<MemberId, Reader>;
};

/** `from` (ms): reads what was written since; null: everything. `rosterSeq`: of the commit that named him. */
export type Reader = { from: number | null; rosterSeq: number };

/** One stretch in which a member held the running keys. `from` null: with everything from before. [P5] */
export type Reading = {
  member: MemberId;
  from: number | null;
  /** ms: when he was given it, and when an epoch began without him; null while he reads. */
  since: number;
  to: number | null;
  /** The last epoch that he held, or the one in which he began. */
  epoch: number;
};

/** What stood inside a commit's seal, as it was and as it is read. */
export type Opened = { text: Bytes; envelope: Envelope };

/**
 * The beginning of a compartment as this device keeps it once every commit of it was accepted in time: where it stands,
 * and, for whoever asks, each commit without its seal. Nobody is in doubt there, every epoch's key is held.
 */
export type Past = {
  stream: StreamId;
  count: number;
  head: StreamHead;
  about: About | null;
  authors: readonly MemberId[];
  lastAuthor: MemberId;
  cards(): RecordedCard[];
  erasure: ErasureSeen | null;
  readers: ReadonlyMap<MemberId, Reader>;
  readings: readonly Reading[];
  /** `notes`: it says something of the compartment itself. `readers` is filled in by whoever lays them out. */
  commits(): Iterable<Accepted & { notes: boolean }>;
};

/**
 * One compartment as this hand has followed it: every commit checked in the order of [ST3], decrypted
 * once, and never forgotten as long as the hand is open, so that no head can go backwards. [ST4]
 */
export class Compartment {
  readonly stream: StreamId;
  head: StreamHead = NO_COMMITS;
  readonly epochs = new Map<number, Epoch>();
  /**
   * The hour at which the server erases it, as the newest retention commit says. Also one by a member who was removed
   * since: the server goes by it until another withdraws it.
   */
  erasure: ErasureSeen | null = null;
  /** Someone holds the running epoch of whom its record does not know: nothing is written before the next one. [CO3] */
  renewAnyway = false;
  /** What this device saw of it in earlier sessions: the least that a server may show. [ST4] */
  floor: SeenHead | null = null;
  /** Code of the failure that stopped us; what was accepted before it stands. */
  halted: string | null = null;
  /** Code of what the server listed in the last round and did not give. */
  missed: string | null = null;
  /** Once its words have said it. */
  #about: About | null = null;
  #readers: ReadonlyMap<MemberId, Reader> = new Map();
  #readings: Reading[] = [];
  readonly #skipped = new Set<Hash>();
  /** As this device remembers its beginning, until somebody asks for one commit of it; then they stand in `#accepted`. */
  #past: Past | null = null;
  /** What was accepted; of a compartment with a past, after that. */
  #accepted: Accepted[] = [];
  #judged: Judged | null = null;

  constructor(stream: StreamId) {
    this.stream = stream;
  }

  /** Goes on from what this device remembers of it. @param epochs with their keys */
  static from(past: Past, epochs: readonly Epoch[]): Compartment {
    const compartment = new Compartment(past.stream);
    compartment.#past = past;
    compartment.head = past.head;
    compartment.#about = past.about;
    for (const epoch of epochs) compartment.epochs.set(epoch.epoch, epoch);
    compartment.erasure = past.erasure;
    compartment.#readers = past.readers;
    compartment.#readings = [...past.readings];
    return compartment;
  }

  /** All of it, in order. Lays out what was taken over as a whole: whoever only counts asks for {@link count}. */
  get accepted(): readonly Accepted[] {
    const past = this.#past;
    if (past === null) return this.#accepted;
    const [later, readers, readings, erasure] = [this.#accepted, this.#readers, this.#readings, this.erasure];
    this.#past = null;
    this.#accepted = [];
    this.#readers = new Map();
    this.#readings = [];
    for (const one of past.commits()) {
      this.#note(one.commit, one.notes ? one.envelope : null, one);
      one.readers = this.#readers;
      this.#accepted.push(one);
    }
    this.#accepted.push(...later);
    this.#readers = readers;
    this.#readings = readings;
    this.erasure = erasure;
    return this.#accepted;
  }

  /** How many were accepted. */
  get count(): number {
    return (this.#past?.count ?? 0) + this.#accepted.length;
  }

  /** How many of them this device took over as a whole, and nobody has asked for since. */
  get pastCount(): number {
    return this.#past?.count ?? 0;
  }

  /** From this number on. */
  since(seq: number): readonly Accepted[] {
    const past = this.#past?.count ?? 0;
    return seq < past ? this.accepted.slice(seq) : this.#accepted.slice(seq - past);
  }

  hashAt(seq: number): Hash | null {
    const past = this.#past;
    if (past !== null && seq === past.count - 1) return past.head.hash;
    return (
      (seq < (past?.count ?? 0) ? this.accepted[seq] : this.#accepted[seq - (past?.count ?? 0)])?.commit.hash ?? null
    );
  }

  /** Who wrote the newest. */
  get lastAuthor(): MemberId | null {
    return this.#accepted.at(-1)?.commit.header.author ?? this.#past?.lastAuthor ?? null;
  }

  /** Address cards that are recorded from this number on. */
  cards(from: number): RecordedCard[] {
    const past = this.#past;
    const before = past !== null && from < past.count ? past.cards().filter(({ seq }) => seq >= from) : [];
    const later = this.#accepted.slice(Math.max(0, from - this.pastCount)).flatMap(({ commit, envelope }) => {
      const { seq, epoch } = commit.header;
      const at = envelope?.at ?? 0;
      return (envelope?.cards ?? []).map((card) => ({ seq, epoch, at, card, signedBy: null }));
    });
    return [...before, ...later];
  }

  /** All who wrote in it. */
  #authors(): MemberId[] {
    return [...(this.#past?.authors ?? []), ...this.#accepted.map(({ commit }) => commit.header.author)];
  }

  /** As its first words say; who begins to read later is told by a checkpoint. The organisation's own by administrators. */
  get about(): About | null {
    return this.#about;
  }

  /** The newest that stands here: the same object as long as nothing came and nothing was taken back. */
  get newest(): object | null {
    return this.#accepted.at(-1) ?? this.#past;
  }

  /** What this roster makes of what stands here: asked of every compartment in every round, thought about once. */
  #by(roster: Roster): Judged {
    const { newest } = this;
    if (this.#judged?.roster !== roster || this.#judged.newest !== newest) this.#judged = { roster, newest };
    return this.#judged;
  }

  /** Whether an earlier session saw more of it than this one has. [ST4] */
  isBelowFloor(roster: Roster): boolean {
    const { floor, head } = this;
    return floor !== null && floor.seq > head.seq && stillCounts(floor, roster);
  }

  /** Whether an epoch began after that commit. */
  beganAfter(seq: number): boolean {
    return this.accepted.some(({ commit: { header } }) => header.framing.kind === "epoch" && header.seq > seq);
  }

  get epoch(): Epoch | null {
    return this.epochs.get(this.head.epoch) ?? null;
  }

  /** Who reads the running epoch, as its own record says: to whom it was given as it began, and who was added since. */
  get readers(): ReadonlyMap<MemberId, Reader> {
    return this.#readers;
  }

  /** Who read which stretch of it, past readers too: what somebody could have read, from when to when. [P5] */
  get readings(): readonly Reading[] {
    return this.#readings;
  }

  /** How many of the accepted commits count: the rest was written by removed members, and nobody vouched. [ST3] */
  vouched(roster: Roster): number {
    const judged = this.#by(roster);
    judged.vouched ??= this.#vouchedBy(roster);
    return judged.vouched;
  }

  #vouchedBy(roster: Roster): number {
    // What somebody's console showed is said by nobody else; it is asked about most when they are out.
    if (logOf(this.about) !== null) return this.count;
    const isOut = (id: MemberId) => roster.members.get(id)?.standing !== "active";
    if (!someoneIsOut(roster) || !this.#authors().some(isOut)) return this.count;
    return vouchedLength(
      this.accepted.map(({ commit }) => commit),
      roster,
    );
  }

  /** Takes over a commit that this hand sealed itself and the server has accepted. */
  own(commit: Commit, { text, envelope }: Opened, key: Bytes, roster: Roster): void {
    if (commit.header.seq <= this.head.seq) this.#cutBack(commit.header.seq);
    this.#follow(commit, roster);
    const epoch = this.epochs.get(commit.header.epoch);
    if (epoch !== undefined) epoch.key = key;
    this.#keep(commit, { text, envelope }, roster, this.head);
  }

  /** Whether this member was given the keys of what he had to pass over so far. [CO2] */
  get opensMore(): boolean {
    return this.accepted.some(({ commit, envelope }) => envelope === null && this.#keyOf(commit) !== null);
  }

  #keyOf({ header: { epoch } }: Followed): Bytes | null {
    return this.epochs.get(epoch)?.key ?? null;
  }

  /**
   * Where the next epoch begins: after the last commit that this hand accepts. What removed members wrote, and what came
   * to this hand only after it knew that they were, is left behind. What a suspended one wrote is vouched for: his
   * colleagues see it, and one member alone must not destroy another's last words by suspending him. [ST3] [CO3]
   */
  acceptedHead(roster: Roster): StreamHead {
    return this.#standingAt(this.#acceptedLength(roster))?.head ?? this.head;
  }

  /** Its epoch: not that of commits that are left behind, whose key somebody may have who is out. [CO3] */
  acceptedEpoch(roster: Roster): Epoch | null {
    return this.epochs.get(this.acceptedHead(roster).epoch) ?? null;
  }

  /**
   * Who reads what stands there, and may be given what follows. Whatever a member who is out said about readers in what
   * is left behind counts for nothing: he could name himself no more, and a friend instead. What a suspended one said at
   * the end stands, as his words do; but nobody is a reader by it alone, for it may have been written after his
   * suspension. [CO3]
   */
  acceptedReaders(roster: Roster): ReadonlyMap<MemberId, Reader> {
    const judged = this.#by(roster);
    judged.readers ??= this.#readersBy(roster);
    return judged.readers;
  }

  #readersBy(roster: Roster): ReadonlyMap<MemberId, Reader> {
    const length = this.#acceptedLength(roster);
    const standing = this.#standingAt(length)?.readers ?? this.#readers;
    const sure = this.#standingAt(this.#sureLength(roster, length));
    const kept = new Map([...standing].filter(([member]) => sure?.readers.has(member)));
    const mayGoOn = [...kept.keys()].some((id) => {
      const member = roster.members.get(id);
      return member?.standing === "active" && mayCommit(member.role, "epoch");
    });
    // Else nobody could ever begin the next one: what he handed over last would be lost with him.
    return mayGoOn ? kept : standing;
  }

  /** Where it stood after so many. */
  #standingAt(length: number): Pick<Accepted, "head" | "readers"> | undefined {
    const past = this.#past;
    return past !== null && length === past.count ? past : this.since(length - 1)[0];
  }

  /** How many of the first `length` stand before those at the end that came late from members who are out; the first does. */
  #sureLength(roster: Roster, length: number): number {
    const isLate = ({ commit, inTime }: Accepted) =>
      !inTime && roster.members.get(commit.header.author)?.standing !== "active";
    const past = this.#past?.count ?? 0;
    return Math.max(1, past, past + this.#accepted.slice(0, length - past).findLastIndex((one) => !isLate(one)) + 1);
  }

  /** Whether something stands at the end that the next epoch must leave behind, and so must begin first. [CO3] */
  leavesBehind(roster: Roster): boolean {
    return this.#acceptedLength(roster) < this.count;
  }

  #acceptedLength(roster: Roster): number {
    // What was taken over as a whole was taken in time, all of it.
    const past = this.#past?.count ?? 0;
    let length = this.count;
    for (; length > Math.max(1, past); length--) {
      const last = this.#accepted[length - 1 - past];
      if (last === undefined || last.inTime || !isRemoved(last, roster)) break;
    }
    return length;
  }

  /** Number of the first of the commits at the end that were written by removed members; what may be skipped. */
  mayBeSkippedFrom(roster: Roster): number | null {
    if (!this.#authors().some((id) => roster.members.get(id)?.standing === "removed")) return null;
    const kept = this.accepted.findLastIndex((one) => !isRemoved(one, roster)) + 1;
    return kept > 0 && kept < this.accepted.length ? kept : null;
  }

  /** Whether this commit stood here once, until a new epoch took its place. */
  wasSkipped(hash: Hash): boolean {
    return this.#skipped.has(hash);
  }

  /** Takes back the commits from `seq` on: another has taken their place. */
  #cutBack(seq: number): void {
    for (const { commit } of this.accepted.slice(seq)) this.#skipped.add(commit.hash);
    this.#accepted.length = seq;
    this.#about = null;
    for (const { entries } of this.#accepted) this.#about ??= aboutIn(entries);
    this.head = this.#accepted.at(-1)?.head ?? NO_COMMITS;
    for (const epoch of [...this.epochs.keys()]) if (epoch > this.head.epoch) this.epochs.delete(epoch);
    this.#readers = new Map();
    this.#readings = [];
    this.erasure = null;
    for (const one of this.#accepted) this.#note(one.commit, one.envelope, one);
  }

  #follow(commit: Commit, roster: Roster): void {
    const head = followCommit(this.head, commit, roster);
    const { floor } = this;
    if (floor?.seq === head.seq && floor.hash !== head.hash && stillCounts(floor, roster))
      throw new Refused("FL_HEAD_FORKED");
    this.head = head;
    const { framing, epoch } = commit.header;
    if (framing.kind === "epoch") {
      this.renewAnyway = false;
      const { commitment, link } = framing;
      this.epochs.set(epoch, { epoch, commitment, link, key: null, rosterSeq: this.head.rosterSeq });
    }
  }

  #keep(commit: Commit, opened: Opened | null, roster: Roster, head: StreamHead): void {
    const { author, rosterHead } = commit.header;
    const role = roster.memberAt(author, rosterHead)?.role ?? null;
    const mayGive = role !== null && mayCommit(role, "epoch");
    const { text = null, envelope = null } = opened ?? {};
    this.#note(commit, envelope, { head, mayGive });
    const entries = entriesIn(commit, envelope, role, roster.organisation);
    this.#about ??= aboutIn(entries);
    const inTime = roster.members.get(author)?.standing === "active";
    this.#accepted.push({ commit, text, envelope, entries, role, head, inTime, mayGive, readers: this.#readers });
  }

  /** What a commit says of the compartment itself: who reads it, when it runs out, which keys are gone. */
  #note(
    { header: { framing, author, epoch } }: Followed,
    envelope: Envelope | null,
    { head: { rosterSeq }, mayGive }: Pick<Accepted, "head" | "mayGive">,
  ): void {
    if (framing.kind === "retention") {
      const { eraseAt: hour } = framing;
      this.erasure = hour === null ? null : { hour, by: author, at: envelope?.at ?? null };
    }
    if (framing.kind === "forget") {
      for (const known of this.epochs.values()) {
        if (known.epoch >= framing.before) continue;
        known.key?.fill(0);
        known.key = null;
      }
    }
    // Whoever may only write says nothing about who reads, whatever stands in what he sealed.
    if (envelope === null || !mayGive) return;
    const { at, given } = envelope;
    const readers = framing.kind === "epoch" ? envelope.readers : null;
    const from = new Map(given.map(({ member, history }) => [member, history ? null : at]));
    const before = this.#readers;
    if (readers !== null) {
      const first = before.size === 0;
      // Whoever begins an epoch has its key, whether he names himself or not: when he leaves, it must end. [CO3]
      this.#readers = new Map(
        [...new Set([...readers, author])].map((member) => [
          member,
          {
            from: before.get(member)?.from ?? from.get(member) ?? (first || before.has(member) ? null : at),
            rosterSeq,
          },
        ]),
      );
      for (const reading of this.#readings)
        if (reading.to === null && !this.#readers.has(reading.member))
          Object.assign(reading, { to: at, epoch: epoch - 1 });
    } else if (from.size > 0) {
      const added = [...from].map(([member, since]) => [member, { from: since, rosterSeq }] as const);
      this.#readers = new Map([...before, ...added]);
    }
    for (const [member, { from: since }] of this.#readers) {
      const reading = this.#readings.find((one) => one.member === member && one.to === null);
      if (reading === undefined) this.#readings.push({ member, from: since, since: at, to: null, epoch });
      // He was given the history later.
      else if (since === null) reading.from = null;
    }
  }

  /**
   * Follows what the server gave, as far as it holds. Roster chain (before) → signature → entitled →
   * chain → key commitment → decrypt → parse. [ST3]
   *
   * @param wraps those that the server has for this member; asked for only when a key is missing
   * @param kept where the bytes come from this device's own sealed records, where only accepted commits stand: their
   * signatures were verified before; everything else is checked again
   */
  async follow(
    given: readonly Bytes[],
    roster: Roster,
    keys: MemberKeys,
    wraps: () => Promise<readonly Bytes[]>,
    kept: Kept | null = null,
  ): Promise<void> {
    if (this.halted !== null) return;
    const checked: { commit: Commit; head: StreamHead }[] = [];
    let refusal: string | null = null;
    try {
      for (const [index, bytes] of given.entries()) {
        if (index % 4 === 3) await breathe();
        const commit = parseCommit(bytes);
        const { seq, stream } = commit.header;
        if (stream !== this.stream) throw new Refused("FL_COMMIT_CHAIN");
        if (this.hashAt(seq) === commit.hash) continue; // asked for again, to see what follows it
        if (kept === null) verifyCommit(commit, roster);
        else entitledAuthor(commit, roster);
        if (seq <= this.head.seq) this.#giveWayTo(commit, roster);
        this.#follow(commit, roster);
        checked.push({ commit, head: this.head });
      }
    } catch (error) {
      refusal = codeOf(error);
    }
    if (kept !== null) this.#takeKeys(kept, roster);
    const keyRefusal = await this.#findKeys(roster, keys, wraps);

    // Decrypting is WebCrypto's work and runs beside ours; parsing keeps the order.
    let taken = 0;
    for (let from = 0; from < checked.length && taken === from; from += 32) {
      const part = checked.slice(from, from + 32);
      const opened = await Promise.all(part.map(({ commit }) => this.#open(commit).catch(codeOf)));
      for (const [index, { commit }] of part.entries()) {
        const inside = opened[index];
        if (inside === undefined || typeof inside === "string") {
          refusal = inside ?? "FL_OPEN";
          break;
        }
        if (inside === null && keyRefusal.has(commit.header.epoch)) {
          refusal = keyRefusal.get(commit.header.epoch) ?? "FL_WRAP";
          break;
        }
        if (!this.#continues(commit)) {
          refusal = "FL_COMMITMENT";
          break;
        }
        this.#keep(commit, inside, roster, checked[from + index]?.head ?? this.head);
        taken++;
      }
      await breathe();
    }
    // How it may end is settled by what it is: else one member could begin a part of a case whose past he can destroy.
    if (this.about !== null && keepingOf(this.about) !== this.head.keeping) refusal ??= "FL_COMMIT_RETENTION";
    if (refusal === null) return;
    this.halted = refusal;
    // What stands is exactly what was taken: the head too, or a later round would build on what was refused.
    this.head = this.#accepted.at(-1)?.head ?? this.#past?.head ?? NO_COMMITS;
    for (const epoch of [...this.epochs.keys()]) if (epoch > this.head.epoch) this.epochs.delete(epoch);
  }

  /** Kept keys count like any other: only if the accepted epoch commit names them. [CO1] */
  #takeKeys({ epochKeys }: Kept, { organisation }: Roster): void {
    const { stream } = this;
    for (const epoch of this.epochs.values()) {
      const key = epochKeys.get(epoch.epoch);
      if (key === undefined || key.length === 0 || epoch.key !== null) continue;
      if (epochCommitment(key, { organisation, stream, epoch: epoch.epoch }) === epoch.commitment) epoch.key = key;
    }
  }

  /** A new epoch in the place of commits that this hand has taken: only of what members wrote who are out. [ST3] */
  #giveWayTo(commit: Commit, roster: Roster): void {
    const { seq, prev } = commit.header;
    const skipped = this.accepted.slice(seq).map((one) => one.commit.header);
    if (this.accepted[seq - 1]?.commit.hash !== prev || !maySkip(commit, skipped, roster))
      throw new Refused("FL_HEAD_FORKED");
    this.#cutBack(seq);
  }

  /** An epoch begun by someone who did not hold the one before is an outsider's. [CO1] */
  #continues({ header: { organisation, stream, epoch, framing } }: Commit): boolean {
    const before = this.epochs.get(epoch - 1)?.key ?? null;
    if (framing.kind !== "epoch" || before === null) return true;
    return framing.continuation === epochContinuation(before, { organisation, stream, epoch }, framing.commitment);
  }

  async #open(commit: Commit): Promise<Opened | null> {
    const key = this.#keyOf(commit);
    if (key === null) return null;
    const text = await openCommit(commit, key);
    return { text, envelope: readEnvelope(text) };
  }

  /**
   * Epoch keys by wrap or by back-link, each only if it matches the commitment of the accepted epoch
   * commit. [CO1] [CO2] @returns for epochs left without a key: why a wrap was refused
   */
  async #findKeys(
    roster: Roster,
    keys: MemberKeys,
    fetchWraps: () => Promise<readonly Bytes[]>,
  ): Promise<Map<number, string>> {
    const refused = new Map<number, string>();
    const without = () => [...this.epochs.values()].filter(({ key }) => key === null);
    if (without().length === 0) return refused;
    for (const bytes of await fetchWraps()) {
      let epoch: Epoch | undefined;
      try {
        const wrap = parseWrap(bytes);
        epoch = this.epochs.get(wrap.epoch);
        if (wrap.stream !== this.stream || wrap.member !== keys.id) throw new Refused("FL_WRAP");
        if (epoch === undefined || epoch.key !== null) continue;
        verifyWrap(wrap, roster);
        epoch.key = await openWrap(wrap, keys, epoch.commitment);
      } catch (error) {
        if (epoch !== undefined) refused.set(epoch.epoch, codeOf(error));
      }
    }
    for (const epoch of without().sort((a, b) => b.epoch - a.epoch)) {
      const next = this.epochs.get(epoch.epoch + 1);
      if (next?.key === null || next === undefined || next.link === null) continue;
      const place = { organisation: roster.organisation, stream: this.stream, epoch: next.epoch };
      try {
        epoch.key = await openLink(next.key, next.link, place, epoch.commitment);
      } catch (error) {
        refused.set(epoch.epoch, codeOf(error));
      }
    }
    for (const { epoch } of [...this.epochs.values()].filter(({ key }) => key !== null)) refused.delete(epoch);
    return refused;
  }

  forget(): void {
    for (const epoch of this.epochs.values()) epoch.key?.fill(0);
    this.epochs.clear();
    this.#past = null;
    this.#accepted = [];
    this.#about = null;
    this.#judged = null;
    this.#readers = new Map();
    this.#readings = [];
  }
}

/** By the roster and the record that it names, neither of which changes; another makes it anew. */
type Judged = {
  readonly roster: Roster;
  readonly newest: object | null;
  vouched?: number;
  readers?: ReadonlyMap<MemberId, Reader>;
};

/** Asked of every compartment in every round. */
const out = new WeakMap<Roster, boolean>();

function someoneIsOut(roster: Roster): boolean {
  const known = out.get(roster) ?? [...roster.members.values()].some(({ standing }) => standing !== "active");
  out.set(roster, known);
  return known;
}

/** What a commit says to casework. */
export function entriesIn(
  { header: { stream, seq, author } }: Pick<Followed, "header">,
  envelope: Envelope | null,
  role: Role | null,
  organisation: OrganisationId,
): Entry[] {
  if (envelope === null || role === null) return [];
  return envelope.operations.map((operation) => {
    const proven = isProven(operation, organisation);
    return { stream, seq, author, role, at: envelope.at, operation, ...(proven && { proven }) };
  });
}

function aboutIn(entries: readonly Entry[]): About | null {
  for (const { operation, role, author } of entries) {
    if (operation.op !== "begin" && operation.op !== "checkpoint") continue;
    if (mayName(author, role, operation.compartment)) return operation.compartment;
  }
  return null;
}

const mayName = (author: MemberId, role: Role, about: About): boolean =>
  isGiven(about.about) || mayAdminister(role) || logOf(about) === author;

/** A part of a case, or a thread that is interpreted, may be erased, the intake's keys turn, and all else lasts. [P11] [RO3] */
export function keepingOf({ about }: About): Keeping {
  if (isGiven(about)) return "perishable";
  return about === "intake-keys" ? "turning" : "lasting";
}

/** Where its author has left since, another commit may rightly stand in its place. [ST3] */
function stillCounts({ author }: SeenHead, roster: Roster): boolean {
  return roster.members.get(author)?.standing === "active";
}

function isRemoved({ commit }: Accepted, roster: Roster): boolean {
  return roster.members.get(commit.header.author)?.standing === "removed";
}

/** The stable code of refused input. Our own bugs are not refused input: they go on up. */
export function codeOf(error: unknown): string {
  if (error instanceof Refused) return error.code;
  throw error;
}
