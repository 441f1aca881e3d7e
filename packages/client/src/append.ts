import { isSeenBut, noteSeen, placeWritten, type Refusal, stepsOf, versionSaid, withOver } from "@fairlead/casework";
import { Refused, toHex } from "@fairlead/protocol";
import { type Accepted, Compartment } from "./compartment.ts";
import type { Outcome } from "./hand.ts";
import type { Held } from "./held.ts";
import { ServerRefused } from "./session.ts";
import { followCompartments } from "./sync.ts";
import { Unreachable } from "./transport.ts";
import { type Asked, isKept } from "./unsent/asking.ts";
import { goneWithCase, isGone, isGoneWithCase } from "./unsent/erased.ts";
import { choreOf, isKnown, type OnRecord, type PassedOver, passedOver } from "./unsent/passed-over.ts";
import { leftAsRefused, puttingBack } from "./unsent/put-back.ts";
import { isLook, type NotDone, type Unsent } from "./unsent/unsent.ts";
import { type Build, type Draft, Halted, NotSealed, type Sealed, seal } from "./writing.ts";

export type Written =
  | { kind: "done" }
  | Refusal
  | { kind: "passed-over"; why: Refusal }
  | { kind: "conflict" }
  | { kind: "offline" }
  | { kind: "refused-by-server"; code: string }
  | { kind: "halted"; code: string };

/** How a write is asked for again on top of what others wrote; `accepted` as in {@link Appender.write}. */
export type Ask = { build: Build; accepted: () => Promise<void> };

type Deed = NonNullable<Unsent["asked"]>;

/** A write that the server has not answered for. Its bytes stay, to be sent again as they are. [ST5] */
type Pending = {
  unsent: Unsent;
  ask: Ask;
  /** What its author did, of which this may be a later step. null: housekeeping, derived again from what stands. */
  deed: Deed | null;
  /** It was sealed before, by this window or another: it may be on the record already. */
  tried: boolean;
  /** The server has it; only what follows it may still be on its way, and is kept by whoever sends that. */
  done: boolean;
  /** The server is in trouble itself: no word about this write. */
  later: boolean;
};

/** What an older client writes could undo what newer ones rely on. What is kept to be sent stays. [RO3] */
export const OLD = { kind: "refused-by-server", code: "FL_CLIENT_OLD" } as const satisfies Written;

/** Said of a deed in which this code itself failed; the error is thrown to whoever asked for it. */
const FAULT = { kind: "refused-by-server", code: "FL_FAULT" } as const satisfies Written;

/** Housekeeping that no fold counted is written again after so long: what was in the way may be gone. */
const REST_MS = 15 * 60_000;

const REBASES = 8;
/** Tries on the same bytes before a write is kept for later: a lost answer is often just that. */
const TRIES = 3;
const SERVER_TROUBLE = 500;

/**
 * Writes, one after the other: build by casework's consent, seal at the known heads, append; where
 * someone else was first, follow, ask casework again, seal anew. [ST2]
 *
 * What a person asked for is on the device before it is sent, and leaves it when the server has it or its author lets
 * go of it: a window that dies in between loses nothing.
 */
export class Appender {
  readonly #held: Held;
  readonly #pending: Pending[] = [];
  /** What is being done in this turn, until the first write for it. */
  #asked: Asked | null = null;
  /** What is being done in this turn, to its end. */
  #deed: Deed | null = null;
  /** The same, where it is on the device already. */
  #early: Unsent | null = null;
  /** What is on the device and has not had its turn yet. */
  readonly #waitsForTurn = new Map<Unsent, Ask>();

  constructor(held: Held) {
    this.#held = held;
  }

  get pending(): number {
    return this.#pending.length;
  }

  /** What waits, in its order: also what has not had its turn yet. */
  get unsent(): readonly Unsent[] {
    return [...new Set([...this.#pending.map(({ unsent }) => unsent), ...this.#waitsForTurn.keys()])];
  }

  /**
   * The first write inside `work` is this deed's.
   *
   * @param early what {@link keepEarly} has kept of it
   */
  async for<T>(asked: Asked | null, work: () => Promise<Outcome<T>>, early: Unsent | null = null): Promise<Outcome<T>> {
    this.#asked = asked;
    this.#deed = asked;
    this.#early = early;
    try {
      const outcome = await work();
      if (early !== null) await this.#endEarly(early, outcome);
      return outcome;
    } catch (error) {
      const ask = early === null ? undefined : this.#waitsForTurn.get(early);
      if (early !== null && ask !== undefined && error instanceof Unreachable) this.adopt(early, ask);
      throw error;
    } finally {
      this.#asked = null;
      this.#deed = null;
      this.#early = null;
      if (early !== null) this.#waitsForTurn.delete(early);
    }
  }

  /** What is done for all inside somebody's turn: nothing that it writes is their deed. */
  async aside<T>(work: () => Promise<T>): Promise<T> {
    const [asked, deed, early] = [this.#asked, this.#deed, this.#early];
    this.#asked = null;
    this.#deed = null;
    this.#early = null;
    try {
      return await work();
    } finally {
      this.#asked = asked;
      this.#deed = deed;
      this.#early = early;
    }
  }

  /** Its author may have left the screen where they pressed long ago: what was refused meanwhile is not said there. */
  async #endEarly(early: Unsent, outcome: Outcome<unknown>): Promise<void> {
    const ask = this.#waitsForTurn.get(early);
    const waits = this.#pending.some(({ unsent }) => unsent === early);
    if (ask === undefined || waits || this.#held.locked) return;
    if (outcome.kind === "done" || outcome.kind === "offline" || outcome.kind === "passed-over")
      return this.#letGo(early);
    if (outcome === OLD || outcome.kind === "conflict") this.adopt(early, ask);
    else await this.#setApart(early, outcome);
  }

  /**
   * Onto the device at once, although its turn may be far: a window that dies meanwhile loses nothing. What it comes to is
   * known only as far as its author's desk is read, and with it what they had before their eyes: whatever other windows or
   * rounds bring before its turn, it is over that.
   *
   * @throws what no refusal is, a fault of ours: then it waits for its author to choose, and its turn does not come
   */
  async keepEarly(asked: Asked, revive: (unsent: Unsent) => Ask): Promise<Unsent> {
    const unsent = this.#unsent(asked);
    const ask = revive(unsent);
    const seen = asked.seen ?? this.#held.state;
    this.#waitsForTurn.set(unsent, ask);
    this.#held.changed();
    await this.#keep(unsent);
    try {
      await this.#drawn(async () => {
        const draft = await ask.build(this.#held.hand());
        if (draft.kind !== "draft" || this.#held.locked || !this.#waitsForTurn.has(unsent)) return;
        noteSeen(seen, draft.writes, unsent.over);
        if (unsent.over.size > 0 && !(await this.#goneElsewhere(unsent))) await this.#keep(unsent);
      });
    } catch (error) {
      // A fault of ours. Asked again by itself, also in a later session, it would stop everything behind it.
      this.#waitsForTurn.delete(unsent);
      if (!this.#held.locked) await this.#setApart(unsent, FAULT);
      throw error;
    }
    return unsent;
  }

  /**
   * Of what was kept before it was known what it comes to, here or in an earlier session: now it is known, by what stood on
   * this device, which is what its author saw. Before a round brings what they have not seen.
   */
  async drawUp(): Promise<void> {
    const early = [...this.#waitsForTurn].map(([unsent, ask]) => ({ unsent, ask }));
    for (const pending of [...this.#pending, ...early]) {
      if (pending.unsent.writes.length > 0 || (await this.#goneElsewhere(pending.unsent))) continue;
      await this.#drawn(async () => {
        const drawn = await this.#draft(pending);
        if (drawn.kind === "draft") await this.#keep(pending.unsent);
      });
    }
  }

  /** What cannot be drawn up yet is asked once more when its turn to be sent has come, and then said to its author. */
  async #drawn(draw: () => Promise<void>): Promise<void> {
    try {
      await draw();
    } catch (error) {
      if (!(error instanceof Halted) && !(error instanceof NotSealed) && !(error instanceof Refused)) throw error;
    }
  }

  /** Takes up what an earlier session left on the device. */
  adopt(unsent: Unsent, ask: Ask): void {
    const tried = unsent.sealed !== null;
    this.#pending.push({ unsent, ask, deed: unsent.asked, tried, done: false, later: false });
  }

  /**
   * @param accepted runs once, when the server has it: for what must follow the write (a reply's row)
   * @returns `offline` when it is kept and will be sent again
   */
  async write(build: Build, accepted: () => Promise<void> = async () => undefined): Promise<Written> {
    const [asked, early] = [this.#asked, this.#early];
    this.#asked = null;
    this.#early = null;
    // Sent by another window before its turn came here, or taken back there.
    if (early !== null && (await this.#goneElsewhere(early))) return { kind: "done" };
    if (this.#held.stopped !== null) return { kind: "halted", code: this.#held.stopped };
    if (this.#held.outdated) return OLD;
    if (this.#pending.length > 0) await this.flush();
    const ask = { build, accepted };
    // Another window may have found it on the device, and sent it.
    const unsent = early ?? this.#unsent(asked);
    const begun = { unsent, ask, deed: this.#deed, tried: early !== null };
    return this.#begin(begun, asked?.seen ?? undefined, early !== null);
  }

  /** The same deed once more, by its author's choice. @param seen what they had before their eyes */
  async again(unsent: Unsent, ask: Ask, seen?: Held["state"]): Promise<Written> {
    if (this.#pending.length > 0) await this.flush();
    return this.#begin({ unsent, ask, deed: unsent.asked, tried: true }, seen, true);
  }

  /** @param again it stays where it is, if it does not stand */
  async #begin(of: Omit<Pending, "done" | "later">, seen?: Held["state"], again = false): Promise<Written> {
    const pending: Pending = { ...of, done: false, later: false };
    const { unsent } = pending;
    if (this.#pending.length > 0) {
      // Still no network: it waits its turn behind the others, but what cannot stand is said at once.
      const draft = await this.#draft(pending, seen);
      if (draft.kind !== "draft") return this.#refused(pending, draft);
      await this.#keep(unsent);
      this.#pending.push(pending);
      this.#held.changed();
      return { kind: "offline" };
    }
    const written = await this.#run(pending, seen);
    if (written.kind === "offline" && !pending.done) {
      this.#pending.push(pending);
      this.#held.changed();
    } else if (!again || pending.done) await this.#letGo(unsent);
    return written;
  }

  /** Sends again what is kept, in its order. What then cannot stand waits for its author, and is never dropped. */
  async flush(): Promise<void> {
    for (let next = this.#pending[0]; next !== undefined && !this.#held.outdated; next = this.#pending[0]) {
      const { unsent } = next;
      if (await this.#goneElsewhere(unsent)) {
        this.#pending.shift();
        continue;
      }
      // Another window may have sent it, and died before it said so here.
      next.tried ||= unsent.kept;
      const written = await this.#run(next);
      if (this.#held.locked || written === OLD || written.kind === "conflict" || next.later) return;
      if (written.kind === "offline" && !next.done) return;
      this.#pending.shift();
      if (written.kind === "done" || written.kind === "offline" || written.kind === "passed-over")
        await this.#letGo(unsent);
      else await this.#setApart(unsent, written);
      this.#held.changed();
      if (written.kind === "offline") return;
    }
  }

  /**
   * Words that were to go into a case that has been erased leave memory and this device, waiting or refused; their author is
   * told that they did. At once with the reading of it. [CO6]
   */
  async letGoOfErased(): Promise<void> {
    const held = this.#held;
    const lost = [...this.unsent, ...held.undone].filter((one) => !isGone(one) && isGoneWithCase(held, one));
    if (lost.length === 0) return;
    for (const one of lost) {
      const at = this.#pending.findIndex(({ unsent }) => unsent === one);
      if (at >= 0) this.#pending.splice(at, 1);
      this.#waitsForTurn.delete(one);
      held.undone = held.undone.filter((each) => each !== one);
      await this.#setApart(one, { kind: "gone-with-case" });
    }
    held.changed();
  }

  /** Its author takes it back before it went. */
  async takeBack(id: string): Promise<Outcome> {
    const index = this.#pending.findIndex(({ unsent }) => unsent.id === id);
    const found = this.#pending[index];
    if (found === undefined) return { kind: "nothing-waits" };
    if (isLook(found.unsent)) return { kind: "look-stays" };
    this.#pending.splice(index, 1);
    await this.#letGo(found.unsent);
    this.#held.changed();
    return { kind: "done" };
  }

  /** What waits stands in this window alone from here on. Another may have found it on the device before, and sent it. */
  keptNoMore(): void {
    for (const pending of this.#pending) {
      pending.tried ||= pending.unsent.kept;
      pending.unsent.kept = false;
    }
    for (const early of this.#waitsForTurn.keys()) early.kept = false;
  }

  /** Memory alone: what is on the device stays there. */
  forget(): void {
    this.#pending.length = 0;
    this.#waitsForTurn.clear();
  }

  #unsent(asked: Asked | null): Unsent {
    const { effects, device } = this.#held;
    return {
      id: toHex(effects.random(16)),
      at: asked?.at ?? effects.clock(),
      asked: asked === null ? null : { action: asked.action, args: asked.args },
      reworded: false,
      kept: asked !== null && device !== null && isKept(asked),
      over: new Map(),
      writes: [],
      sealed: null,
      refused: null,
    };
  }

  /** Asks casework, and says in each operation what its author had before their eyes. */
  async #draft(
    { unsent, ask }: Pick<Pending, "unsent" | "ask">,
    seen?: Held["state"],
    hand = this.#held.hand(),
  ): Promise<Draft | Refusal> {
    const draft = await ask.build({ ...hand, seen: unsent.over });
    if (draft.kind !== "draft") return draft;
    const stamped = withOver(this.#held.state, draft.writes, unsent.over, seen);
    // Shown to its author also where it is refused.
    unsent.writes = stamped.kind === "operations" ? stamped.writes : draft.writes;
    return stamped.kind === "operations" ? { ...draft, writes: stamped.writes } : stamped;
  }

  async #run(pending: Pending, seen?: Held["state"]): Promise<Written> {
    const held = this.#held;
    const { unsent } = pending;
    pending.later = false;
    try {
      for (let rebase = 0; rebase <= REBASES; rebase++) {
        // It may have learnt so just now, from the roster of a colleague's entry. [RO3]
        if (held.outdated) return OLD;
        // Its stream was erased meanwhile: asked anew, it says so to its author, or goes where the case goes on. [CO6]
        if (unsent.sealed?.parts.some(({ commit }) => held.roster.erased.has(commit.header.stream)))
          unsent.sealed = null;
        if (unsent.sealed === null) {
          if (this.#isThere(pending)) return this.#goneBefore(pending);
          // Sealed under the very moment that casework was asked about: what holds for half an hour is refused a millisecond later.
          let hand = held.hand();
          let draft = await this.#draft(pending, seen, hand);
          if (draft.kind !== "draft" && rebase === 0) {
            // Refused by what we knew; perhaps a claim was released since.
            if (!(await this.#follows()))
              return this.#pending.includes(pending) ? { kind: "offline" } : this.#refused(pending, draft);
            hand = held.hand();
            draft = await this.#draft(pending, seen, hand);
          }
          if (draft.kind !== "draft") return this.#refused(pending, draft);
          // What was kept before it was known what it comes to could not be looked for until now.
          if (this.#isThere(pending)) return this.#goneBefore(pending);
          if (draft.writes.length === 0 && (draft.wraps ?? []).length === 0) return this.#done(pending);
          const rests = pending.deed === null ? this.#rests(draft) : null;
          if (rests !== null) return { kind: "passed-over", why: rests };
          unsent.sealed = await seal(held, draft, hand.at, unsent.asked === null ? undefined : unsent.id);
          pending.tried = true;
          await this.#keep(unsent);
        }
        const posted = await this.#post(unsent.sealed);
        if (posted === "epoch-due") {
          // Someone who is out was given this epoch behind the record's back: the next one leaves him out. [CO3]
          for (const { commit } of unsent.sealed.parts) {
            const compartment = held.compartments.get(commit.header.stream);
            if (compartment !== undefined) compartment.renewAnyway = true;
          }
          unsent.sealed = null;
          continue;
        }
        if (posted === "accepted") {
          const { parts } = unsent.sealed;
          this.#take(unsent.sealed);
          const commits = parts.map(({ commit, envelope }) => ({ ...commit.header, envelope }));
          const passed = passedOver(held.state, commits);
          if (passed !== null) return this.#passedOver(pending, passed, commits);
          for (const { stream, envelope } of commits)
            for (const operation of envelope.operations) held.passedOver.delete(choreOf(stream, operation));
          await this.#nowSeen(unsent, parts[0]?.envelope.at ?? 0);
          return this.#done(pending);
        }
        unsent.sealed = null;
        await followCompartments(held);
      }
      return { kind: "conflict" };
    } catch (error) {
      if (error instanceof Unreachable) {
        held.online = false;
        return { kind: "offline" };
      }
      pending.later = error instanceof ServerRefused && error.status >= SERVER_TROUBLE;
      if (error instanceof Halted) return { kind: "halted", code: error.code };
      if (error instanceof NotSealed || error instanceof ServerRefused || error instanceof Refused)
        return { kind: "refused-by-server", code: error.code };
      throw error;
    }
  }

  /** False without a network: nothing more can be known now, and who asks just now is told what is known. */
  async #follows(): Promise<boolean> {
    try {
      await followCompartments(this.#held);
      return true;
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      this.#held.online = false;
      return false;
    }
  }

  async #post({ parts, wraps }: Sealed): Promise<"accepted" | "stale" | "epoch-due"> {
    const body = { commits: parts.map(({ commit }) => commit.bytes), wraps };
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await this.#held.session.call("/api/append", body);
        this.#held.online = true;
        return answer.has("stale") ? "stale" : "accepted";
      } catch (error) {
        if (error instanceof ServerRefused && error.code === "FL_EPOCH_DUE") return "epoch-due";
        if (!(error instanceof Unreachable) || attempt === TRIES) throw error;
      }
    }
  }

  /** The server has it: it counts here too, without being fetched and opened again. */
  #take({ parts }: Sealed): void {
    const held = this.#held;
    for (const { commit, text, envelope, key } of parts) {
      const { stream } = commit.header;
      let compartment = held.compartments.get(stream);
      if (compartment === undefined) {
        compartment = new Compartment(stream);
        held.compartments.set(stream, compartment);
      }
      // Already followed when a retry raced with a round of sync.
      if (compartment.hashAt(commit.header.seq) === commit.hash) continue;
      compartment.own(commit, { text, envelope }, key, held.roster);
    }
    held.fold();
    held.changed();
  }

  #isThere({ unsent, tried }: Pending): boolean {
    return tried && this.#onRecord(unsent).length > 0;
  }

  /**
   * Another seal of the same deed that was taken: from a window that died before it heard so, or from one that is open.
   * Empty where none was. [ST5]
   */
  #onRecord({ id, writes }: Unsent): OnRecord[] {
    const { compartments } = this.#held;
    return [...new Set(writes.map(({ stream }) => stream))].flatMap((stream) =>
      this.#named(id, compartments.get(stream)?.accepted ?? []),
    );
  }

  #named(id: string, accepted: readonly Accepted[]): OnRecord[] {
    return accepted.flatMap(({ commit: { header }, envelope }) =>
      envelope?.write === id && header.author === this.#held.keys.id
        ? [{ stream: header.stream, seq: header.seq, envelope }]
        : [],
    );
  }

  /**
   * Casework refuses it; but perhaps because it stands already, by another window's hand. Where this one never knew what it
   * comes to, and so not where to look, it looks through all that this desk did not take over as a whole. [ST5]
   */
  async #refused(pending: Pending, refusal: Refusal): Promise<Written> {
    if (!pending.tried) return refusal;
    const { unsent } = pending;
    const known = this.#onRecord(unsent);
    const all = () =>
      [...this.#held.compartments.values()].flatMap((one) => this.#named(unsent.id, one.since(one.pastCount)));
    const there = known.length > 0 ? known : all();
    return there.length > 0 ? this.#goneBefore(pending, there) : refusal;
  }

  /** What waits behind it was written by someone who knew of it: on their own word nobody stumbles. */
  async #nowSeen({ over, writes }: Unsent, at: number): Promise<void> {
    const moved = new Set<Unsent>();
    const move = (place: string, from: number, to: number, stood: (waits: Unsent) => number | null | undefined) => {
      for (const unsent of this.unsent)
        if (unsent.over !== over && stood(unsent) === from) {
          unsent.over.set(place, to);
          moved.add(unsent);
        }
    };
    for (const write of writes) {
      for (const operation of write.operations) {
        const place = placeWritten(this.#held.state, write.stream, operation);
        const before = place === null ? undefined : over.get(place);
        if (place === null || before === undefined) continue;
        move(place, before, at, (waits) => waits.over.get(place));
        for (const unsent of this.unsent)
          for (const [other, seen] of unsent.over === over ? [] : unsent.over)
            if (isSeenBut(this.#held.state, { stream: write.stream, operation, before }, { place: other, seen })) {
              unsent.over.set(other, at);
              moved.add(unsent);
            }
      }
      for (const { place, from, to } of stepsOf(this.#held.state, this.#held.keys.id, write))
        move(place, from, to, (waits) => waits.over.get(place) ?? versionSaid(waits.writes, place));
    }
    // A window that dies now finds them so.
    for (const unsent of moved) await this.#keep(unsent);
  }

  /**
   * Under another seal, which may say it with other ids: what follows it is that window's, or is mended from the record. From
   * here it would come a second time, and no copy would name it. [MB7]
   */
  async #goneBefore(pending: Pending, commits = this.#onRecord(pending.unsent)): Promise<Written> {
    pending.done = true;
    const passed = passedOver(this.#held.state, commits);
    if (passed !== null) return this.#passedOver(pending, passed, commits);
    for (const { envelope } of commits.slice(0, 1)) await this.#nowSeen(pending.unsent, envelope.at);
    return { kind: "done" };
  }

  /**
   * It is on the record, and counts nowhere: said to its author, who chooses anew of what does not count. What follows a copy
   * that counts is mended from the record; what would follow one that does not must not go.
   */
  async #passedOver(pending: Pending, { why, writes }: PassedOver, commits: readonly OnRecord[]): Promise<Written> {
    pending.done = true;
    await this.#putBack(commits);
    const { deed } = pending;
    const written = { kind: "passed-over", why } as const;
    if (deed === null) {
      const now = this.#held.effects.clock();
      const found = this.#held.passedOver;
      for (const { stream, envelope } of commits)
        for (const operation of envelope.operations)
          if (isKnown(operation))
            found.set(choreOf(stream, operation), { stream, op: operation.op, why: null, at: now });
      for (const { stream, operations } of writes)
        for (const one of operations) found.set(choreOf(stream, one), { stream, op: one.op, why, at: now });
      this.#held.changed();
      return written;
    }
    const { at, kept } = pending.unsent;
    const asked = { action: deed.action, args: deed.args };
    // Under a name of its own: the one of before is on the record, and would be taken for sent.
    await this.#setApart({ ...this.#unsent(null), at, asked, kept, reworded: true, writes }, written);
    return written;
  }

  /**
   * Each round would write the same once more, as long as the fault is there. Why the last time did not count; null where
   * anything in it was not written then: nobody's alarm waits for another's fault.
   */
  #rests({ writes }: Draft): Refusal | null {
    const { effects, passedOver: found } = this.#held;
    const rest = writes
      .flatMap(({ stream, operations }) => operations.map((one) => found.get(choreOf(stream, one))))
      .map((one) => (one !== undefined && Math.abs(effects.clock() - one.at) < REST_MS ? one : null));
    return rest.includes(null) ? null : (rest.find((one) => one?.why != null)?.why ?? null);
  }

  /** What an earlier console of this member did not live to put back. Part of every round. */
  async putBackLeft(): Promise<void> {
    for (const commits of leftAsRefused(this.#held)) await this.#putBack(commits);
  }

  async #putBack(commits: readonly OnRecord[]): Promise<void> {
    if (puttingBack(this.#held, commits).length === 0) return;
    const build: Build = () => ({ kind: "draft", writes: puttingBack(this.#held, commits) });
    const ask = { build, accepted: async () => undefined };
    const pending = { unsent: this.#unsent(null), ask, deed: null, tried: false, done: false, later: false };
    const written = await this.#run(pending);
    if (written.kind === "offline") this.#pending.push(pending);
  }

  async #done(pending: Pending): Promise<Written> {
    pending.done = true;
    await pending.ask.accepted();
    return { kind: "done" };
  }

  async #setApart(unsent: Unsent, why: NotDone): Promise<void> {
    // Housekeeping is derived again from what stands; nobody has to choose.
    if (unsent.asked === null) return;
    const now = this.#held.effects.clock();
    // Asked anew in the very moment in which its case went: nothing of it stays either.
    if (why.kind === "gone-with-case" || isGoneWithCase(this.#held, unsent)) {
      const gone = goneWithCase(unsent, now);
      this.#held.undone.push(gone);
      return this.#keep(gone);
    }
    unsent.refused = { at: now, why };
    unsent.sealed = null;
    this.#held.undone.push(unsent);
    await this.#keep(unsent);
  }

  async #keep(unsent: Unsent): Promise<void> {
    // Where the device cannot, it waits in memory alone, and the screen says so.
    if (unsent.kept) unsent.kept = (await this.#held.device?.keepUnsent(unsent)) ?? false;
  }

  async #letGo(unsent: Unsent): Promise<void> {
    if (unsent.kept) await this.#held.device?.dropUnsent(unsent.id);
  }

  /** Another window of this member has sent it, or it was taken back there. */
  async #goneElsewhere({ kept, id }: Unsent): Promise<boolean> {
    return kept && (await this.#held.device?.hasUnsent(id)) === false;
  }
}
