import type { Refusal } from "@fairlead/casework";
import { Refused } from "@fairlead/protocol";
import { Compartment } from "./compartment.ts";
import type { Held } from "./held.ts";
import { ServerRefused } from "./session.ts";
import { followCompartments } from "./sync.ts";
import { Unreachable } from "./transport.ts";
import { type Build, type Draft, Halted, type Sealed, seal } from "./writing.ts";

export type Written =
  | { kind: "done" }
  | Refusal
  | { kind: "conflict" }
  | { kind: "offline" }
  | { kind: "refused-by-server"; code: string };

/** A write that the server has not answered for. Its bytes stay, to be sent again as they are. [ST5] */
type Pending = {
  build: Build;
  sealed: Sealed | null;
  accepted: () => Promise<void>;
  /** The server has it; only what follows it may still be on its way, and is kept by whoever sends that. */
  done: boolean;
};

/** What an older client writes could undo what newer ones rely on. What is kept to be sent stays. [RO3] */
export const OLD = { kind: "refused-by-server", code: "FL_CLIENT_OLD" } as const satisfies Written;

const REBASES = 8;
/** Tries on the same bytes before a write is kept for later: a lost answer is often just that. */
const TRIES = 3;

/**
 * Writes, one after the other: build by casework's consent, seal at the known heads, append; where
 * someone else was first, follow, ask casework again, seal anew. [ST2]
 */
export class Appender {
  readonly #held: Held;
  readonly #pending: Pending[] = [];

  constructor(held: Held) {
    this.#held = held;
  }

  get pending(): number {
    return this.#pending.length;
  }

  /**
   * @param accepted runs once, when the server has it: for what must follow the write (a reply's row)
   * @returns `offline` when it is kept and will be sent again
   */
  async write(build: Build, accepted: () => Promise<void> = async () => undefined): Promise<Written> {
    if (this.#held.stopped !== null) return { kind: "refused-by-server", code: this.#held.stopped };
    if (this.#held.outdated) return OLD;
    if (this.#pending.length > 0) await this.flush();
    if (this.#pending.length > 0) {
      // Still no network: it waits its turn behind the others, but what cannot stand is said at once.
      const draft = await build(this.#held.hand());
      if (draft.kind !== "draft") return draft;
      this.#pending.push({ build, sealed: null, accepted, done: false });
      this.#held.changed();
      return { kind: "offline" };
    }
    const pending: Pending = { build, sealed: null, accepted, done: false };
    const written = await this.#run(pending);
    if (written.kind === "offline" && !pending.done) {
      this.#pending.push(pending);
      this.#held.changed();
    }
    return written;
  }

  /** Sends again what is kept, in its order. What then cannot stand is shown as undone, never dropped silently. */
  async flush(): Promise<void> {
    for (let next = this.#pending[0]; next !== undefined && !this.#held.outdated; next = this.#pending[0]) {
      const written = await this.#run(next);
      if (written === OLD) return;
      if (written.kind === "offline" && !next.done) return;
      this.#pending.shift();
      if (written.kind === "offline") return;
      if (written.kind !== "done" && written.kind !== "conflict" && written.kind !== "refused-by-server")
        this.#held.undone.push({ at: this.#held.effects.clock(), refusal: written });
      this.#held.changed();
    }
  }

  async #run(pending: Pending): Promise<Written> {
    const held = this.#held;
    try {
      for (let rebase = 0; rebase <= REBASES; rebase++) {
        // It may have learnt so just now, from the roster of a colleague's entry. [RO3]
        if (held.outdated) return OLD;
        if (pending.sealed === null) {
          const hand = held.hand();
          let draft: Draft | Refusal = await pending.build(hand);
          if (draft.kind !== "draft" && rebase === 0) {
            // Refused by what we knew; perhaps a claim was released since.
            await followCompartments(held);
            draft = await pending.build(hand);
          }
          if (draft.kind !== "draft") return draft;
          if (draft.writes.length === 0 && (draft.wraps ?? []).length === 0) return this.#done(pending);
          pending.sealed = await seal(held, draft, hand.at);
        }
        const posted = await this.#post(pending.sealed);
        if (posted === "epoch-due") {
          // Someone who is out was given this epoch behind the record's back: the next one leaves him out. [CO3]
          for (const { commit } of pending.sealed.parts) {
            const compartment = held.compartments.get(commit.header.stream);
            if (compartment !== undefined) compartment.renewAnyway = true;
          }
          pending.sealed = null;
          continue;
        }
        if (posted === "accepted") {
          this.#take(pending.sealed);
          return this.#done(pending);
        }
        pending.sealed = null;
        await followCompartments(held);
      }
      return { kind: "conflict" };
    } catch (error) {
      if (error instanceof Unreachable) {
        held.online = false;
        return { kind: "offline" };
      }
      if (error instanceof Halted || error instanceof ServerRefused || error instanceof Refused)
        return { kind: "refused-by-server", code: error.code };
      throw error;
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
    for (const { commit, envelope, key } of parts) {
      const { stream } = commit.header;
      let compartment = held.compartments.get(stream);
      if (compartment === undefined) {
        compartment = new Compartment(stream);
        held.compartments.set(stream, compartment);
      }
      // Already followed when a retry raced with a round of sync.
      if (compartment.accepted[commit.header.seq]?.commit.hash === commit.hash) continue;
      compartment.own(commit, envelope, key, held.roster);
    }
    held.fold();
    held.changed();
  }

  async #done(pending: Pending): Promise<Written> {
    pending.done = true;
    await pending.accepted();
    return { kind: "done" };
  }
}
