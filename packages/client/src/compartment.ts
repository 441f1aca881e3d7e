import type { Compartment as About, Entry, ErasureSeen } from "@fairlead/casework";
import {
  type Bytes,
  type Commit,
  entitledAuthor,
  epochCommitment,
  epochContinuation,
  followCommit,
  type Hash,
  type MemberId,
  type MemberKeys,
  NO_COMMITS,
  openCommit,
  openLink,
  openWrap,
  parseCommit,
  parseWrap,
  Refused,
  type Roster,
  type StreamHead,
  type StreamId,
  verifyCommit,
  verifyWrap,
  vouchedLength,
} from "@fairlead/protocol";
import { breathe } from "./breath.ts";
import { type Envelope, readEnvelope } from "./envelope.ts";
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

/** One accepted commit. `envelope` is null where this member was not given the epoch's key. */
export type Accepted = { commit: Commit; envelope: Envelope | null; entries: Entry[] };

/**
 * One compartment as this hand has followed it: every commit checked in the order of [ST3], decrypted
 * once, and never forgotten as long as the hand is open, so that no head can go backwards. [ST4]
 */
export class Compartment {
  readonly stream: StreamId;
  head: StreamHead = NO_COMMITS;
  readonly accepted: Accepted[] = [];
  readonly epochs = new Map<number, Epoch>();
  /**
   * The hour at which the server erases it, as the newest retention commit says. Also one by a member who was removed
   * since: the server goes by it until another withdraws it.
   */
  erasure: ErasureSeen | null = null;
  /** What this device saw of it in earlier sessions: the least that a server may show. [ST4] */
  floor: SeenHead | null = null;
  /** Code of the failure that stopped us; what was accepted before it stands. */
  halted: string | null = null;

  constructor(stream: StreamId) {
    this.stream = stream;
  }

  get about(): About | null {
    for (const { envelope } of this.accepted) {
      for (const operation of envelope?.operations ?? []) if (operation.op === "begin") return operation.compartment;
    }
    return null;
  }

  /** Whether an earlier session saw more of it than this one has. [ST4] */
  isBelowFloor(roster: Roster): boolean {
    const { floor, head } = this;
    return floor !== null && floor.seq > head.seq && stillCounts(floor, roster);
  }

  get epoch(): Epoch | null {
    return this.epochs.get(this.head.epoch) ?? null;
  }

  /** To whom the running epoch was given when it began. */
  get readers(): readonly MemberId[] {
    return (
      this.accepted.findLast(({ envelope }) => envelope !== null && envelope.readers !== null)?.envelope?.readers ?? []
    );
  }

  /** How many of the accepted commits count: the rest was written by removed members, and nobody vouched. [ST3] */
  vouched(roster: Roster): number {
    const removed = [...roster.members.values()].some(({ standing }) => standing === "removed");
    if (!removed) return this.accepted.length;
    return vouchedLength(
      this.accepted.map(({ commit }) => commit),
      roster,
    );
  }

  /** Takes over a commit that this hand sealed itself and the server has accepted. */
  own(commit: Commit, envelope: Envelope, key: Bytes, roster: Roster): void {
    this.#follow(commit, roster);
    const epoch = this.epochs.get(commit.header.epoch);
    if (epoch !== undefined) epoch.key = key;
    this.#keep(commit, envelope, roster);
  }

  #follow(commit: Commit, roster: Roster): void {
    const head = followCommit(this.head, commit, roster);
    const { floor } = this;
    if (floor?.seq === head.seq && floor.hash !== head.hash && stillCounts(floor, roster))
      throw new Refused("FL_HEAD_FORKED");
    this.head = head;
    const { framing, epoch } = commit.header;
    if (framing.kind === "epoch") {
      const { commitment, link } = framing;
      this.epochs.set(epoch, { epoch, commitment, link, key: null, rosterSeq: this.head.rosterSeq });
    }
  }

  #keep(commit: Commit, envelope: Envelope | null, roster: Roster): void {
    const { stream, seq, author, rosterHead } = commit.header;
    const { framing } = commit.header;
    if (framing.kind === "retention") {
      const { eraseAt: hour } = framing;
      this.erasure = hour === null ? null : { hour, by: author, at: envelope?.at ?? null };
    }
    const role = roster.memberAt(author, rosterHead)?.role;
    const entries =
      envelope === null || role === undefined
        ? []
        : envelope.operations.map((operation) => ({ stream, seq, author, role, at: envelope.at, operation }));
    this.accepted.push({ commit, envelope, entries });
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
    const before = { head: this.head, epochs: new Map(this.epochs) };
    const checked: { commit: Commit; head: StreamHead }[] = [];
    let refusal: string | null = null;
    try {
      for (const [index, bytes] of given.entries()) {
        if (index % 4 === 3) await breathe();
        const commit = parseCommit(bytes);
        if (commit.header.stream !== this.stream) throw new Refused("FL_COMMIT_CHAIN");
        if (kept === null) verifyCommit(commit, roster);
        else entitledAuthor(commit, roster);
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
        const envelope = opened[index];
        if (envelope === undefined || typeof envelope === "string") {
          refusal = envelope ?? "FL_OPEN";
          break;
        }
        if (envelope === null && keyRefusal.has(commit.header.epoch)) {
          refusal = keyRefusal.get(commit.header.epoch) ?? "FL_WRAP";
          break;
        }
        if (!this.#continues(commit)) {
          refusal = "FL_COMMITMENT";
          break;
        }
        this.#keep(commit, envelope, roster);
        taken++;
      }
      await breathe();
    }
    if (refusal === null) return;
    this.halted = refusal;
    // What stands is exactly what was taken: the head too, or a later round would build on what was refused.
    this.head = checked[taken - 1]?.head ?? before.head;
    for (const epoch of [...this.epochs.keys()]) if (epoch > this.head.epoch) this.epochs.delete(epoch);
  }

  /** Kept keys count like any other: only if the accepted epoch commit names them. [CO1] */
  #takeKeys({ epochKeys }: Kept, { organisation }: Roster): void {
    const { stream } = this;
    for (const epoch of this.epochs.values()) {
      const key = epochKeys.get(epoch.epoch);
      if (key === undefined || key.length === 0) continue;
      if (epochCommitment(key, { organisation, stream, epoch: epoch.epoch }) === epoch.commitment) epoch.key = key;
    }
  }

  /** An epoch begun by someone who did not hold the one before is an outsider's. [CO1] */
  #continues({ header: { organisation, stream, epoch, framing } }: Commit): boolean {
    const before = this.epochs.get(epoch - 1)?.key ?? null;
    if (framing.kind !== "epoch" || before === null) return true;
    return framing.continuation === epochContinuation(before, { organisation, stream, epoch }, framing.commitment);
  }

  async #open(commit: Commit): Promise<Envelope | null> {
    const key = this.epochs.get(commit.header.epoch)?.key ?? null;
    return key === null ? null : readEnvelope(await openCommit(commit, key));
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
    this.accepted.length = 0;
  }
}

/** Where its author has left since, another commit may rightly stand in its place. [ST3] */
function stillCounts({ author }: SeenHead, roster: Roster): boolean {
  return roster.members.get(author)?.standing === "active";
}

/** The stable code of refused input. Our own bugs are not refused input: they go on up. */
export function codeOf(error: unknown): string {
  if (error instanceof Refused) return error.code;
  throw error;
}
