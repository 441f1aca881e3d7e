import {
  type Bytes,
  type CommitKind,
  epochCommitment,
  type Framing,
  type Hash,
  hourOf,
  makeEpochKey,
  makeWrap,
  newId,
  openBundle,
  parseBundle,
  publicKeys,
  readCodeWords,
  sealCommit,
  stretch,
  unlockingKeys,
  ZERO_HASH,
} from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { Appender, type Written } from "../../src/append.ts";
import type { Compartment } from "../../src/compartment.ts";
import { encodeEnvelope } from "../../src/envelope.ts";
import { Held } from "../../src/held.ts";
import { fetchRoster } from "../../src/roster-sync.ts";
import { ServerRefused, Session } from "../../src/session.ts";
import { followCompartments } from "../../src/sync.ts";
import type { StreamWrite } from "../../src/writing.ts";
import { type House, random } from "../house.ts";

/**
 * A member's console with the rules taken out of it: real keys, real seals, the real server, and no command that would
 * ask casework first. What a role may do is what the others' consoles and the server let stand.
 */
export class LawlessConsole {
  readonly held: Held;
  readonly #appender: Appender;

  private constructor(held: Held) {
    this.held = held;
    this.#appender = new Appender(held);
  }

  static async open(house: House, handle: string): Promise<LawlessConsole> {
    const words = readCodeWords(house.phraseOf(handle), [ENGLISH]);
    if (words.kind !== "words") throw new Error(`${handle} has no phrase`);
    const unlocking = await unlockingKeys(await stretch(words.entropy, house.pin.organisation));
    const session = new Session(house.line().transport, house.pin.organisation, unlocking);
    const bundle = parseBundle((await session.login()).bundle);
    const keys = await openBundle(bundle, unlocking);
    const known = await fetchRoster((path, body) => session.call(path, body), house.pin);
    const effects = { transport: house.line().transport, clock: house.clock, random };
    const bundleCounter = bundle.counter;
    const { pin } = house;
    const console = new LawlessConsole(
      new Held({ effects, pin, lists: [ENGLISH], session, keys, known, bundleCounter }),
    );
    await console.follow();
    return console;
  }

  async follow(): Promise<void> {
    await followCompartments(this.held);
    this.held.fold();
  }

  write(...writes: StreamWrite[]): Promise<Written> {
    return this.writeGiving([], ...writes);
  }

  /** … and gives these keys with it, whoever the record says is to have them. */
  async writeGiving(wraps: readonly Bytes[], ...writes: StreamWrite[]): Promise<Written> {
    // Whether anybody counts it is the others' question; and he tries again at once.
    this.held.passedOver.clear();
    const written = await this.#appender.write(() => ({ kind: "draft", writes, wraps }));
    return written.kind === "passed-over" ? { kind: "done" } : written;
  }

  /**
   * Into a compartment that was not given to him: somebody told him where it stands, its key he lacks.
   * @returns the server's answer to a commit of this kind, to a key given to himself, or to being asked for it
   */
  async breakIn(
    { stream, head }: Pick<Compartment, "stream" | "head">,
    how: CommitKind | "wrap" | "read",
  ): Promise<string> {
    const { organisation, head: rosterHead } = this.held.roster;
    const { keys } = this.held;
    const epochKey = makeEpochKey(random);
    const to = { ...(await publicKeys(keys)), id: keys.id };
    const wrapFor = (epoch: number) =>
      makeWrap({ place: { organisation, stream, epoch }, epochKey, to, keys, rosterHead });
    if (how === "read") return this.#answerTo("/api/commits", { stream, from: 0, limit: 1 });
    if (how === "wrap") return this.#answerTo("/api/append", { commits: [], wraps: [await wrapFor(head.epoch)] });
    const epoch = head.epoch + (how === "epoch" ? 1 : 0);
    const commit = await sealCommit({
      place: { organisation, stream, seq: head.seq + 1, prev: head.hash, epoch, rosterHead },
      framing: this.framing(how, epochCommitment(epochKey, { organisation, stream, epoch })),
      epochKey,
      keys,
      operations: encodeEnvelope({ at: this.held.effects.clock(), operations: [] }),
      random,
    });
    const wraps = how === "epoch" ? [await wrapFor(epoch)] : [];
    return this.#answerTo("/api/append", { commits: [commit.bytes], wraps });
  }

  /** One of each kind, such as could stand now. */
  framing(kind: CommitKind, commitment: Hash = ZERO_HASH): Framing {
    const minute = Math.floor(this.held.effects.clock() / 60_000);
    switch (kind) {
      case "write":
        return { kind };
      case "epoch":
        return { kind, commitment, continuation: commitment, link: null, keeping: "perishable" };
      case "alarm":
        return {
          kind,
          step: { verb: "arm", alarm: newId(random), due: minute - (minute % 5) + 60, grace: 5, ladder: [] },
        };
      case "watch":
        return { kind, step: { verb: "have" } };
      case "retention":
        return { kind, eraseAt: hourOf(this.held.effects.clock()) + 24 * 365 };
      case "forget":
        return { kind, before: 1 };
    }
  }

  async #answerTo(path: string, body: object): Promise<string> {
    try {
      const answer = await this.held.session.call(path, body);
      return answer.has("stale") ? "stale" : "accepted";
    } catch (error) {
      if (error instanceof ServerRefused) return error.code;
      throw error;
    }
  }
}
