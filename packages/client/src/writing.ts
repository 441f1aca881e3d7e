import type { Hand as CaseworkHand, Operation, Refusal } from "@fairlead/casework";
import {
  type Bytes,
  type Commit,
  epochCommitment,
  epochContinuation,
  type Framing,
  type Keeping,
  type MemberPublic,
  makeWrap,
  mayCommit,
  NO_COMMITS,
  Refused,
  type Roster,
  type StreamHead,
  type StreamId,
  sealCommit,
  sealLink,
} from "@fairlead/protocol";
import { hasKey } from "./card-book.ts";
import { type Envelope, encodeEnvelope, type Given, readEnvelope } from "./envelope.ts";
import type { Held } from "./held.ts";
import { isRenewalDue, renewalOf } from "./renewal.ts";

/** A new compartment, or a new epoch of one: its key and who is given it. */
export type Beginning = {
  key: Bytes;
  readers: readonly MemberPublic[];
  /** Back-link to the epoch before; without it newcomers read "from now on" only. [CO2] */
  link: boolean;
  /** How it may end; else it lasts. Counts for a first epoch; later ones keep it. */
  keeping?: Keeping;
};

export type StreamWrite = {
  stream: StreamId;
  operations: readonly Operation[];
  /** As casework's `Write`. */
  follows?: true;
  framing?: Framing;
  cards?: readonly Bytes[];
  begins?: Beginning;
  /** Who reads this compartment from here on who did not before. The wraps go beside, in the draft. */
  given?: readonly Given[];
};

/** One append: all of it or none. */
export type Draft = { kind: "draft"; writes: readonly StreamWrite[]; wraps?: readonly Bytes[] };

/** Asks casework again on every re-base, so that what is sealed is allowed on what it follows. [ST2] */
export type Build = (hand: CaseworkHand) => Draft | Refusal | Promise<Draft | Refusal>;

export type Sealed = {
  /** `text`: what stands inside the seal, as bytes. */
  parts: { commit: Commit; text: Bytes; envelope: Envelope; key: Bytes }[];
  wraps: Bytes[];
};

/**
 * Seals a draft at the heads that this hand knows. The bytes are kept and sent again as they are; only
 * a re-base seals anew. [ST1] [ST5]
 *
 * @param name of what was asked for: two seals of the same deed can be told from two deeds
 * @throws Refused FL_COMMITMENT where this member does not hold a stream's key
 * @throws Halted where it stopped
 */
export async function seal(held: Held, draft: Draft, at: number, name?: string): Promise<Sealed> {
  const { organisation, head: rosterHead } = held.roster;
  const heads = new Map<StreamId, { head: StreamHead; key: Bytes | null }>();
  const sealed: Sealed = { parts: [], wraps: [...(draft.wraps ?? [])] };
  const canFollow = ({ stream, follows }: StreamWrite) =>
    !follows || (held.compartments.get(stream)?.halted ?? null) === null;
  for (const write of withRenewals(held, draft.writes.filter(canFollow))) {
    const { stream, begins } = write;
    const compartment = held.compartments.get(stream);
    if (compartment !== undefined && compartment.halted !== null) throw new Halted(compartment.halted);
    if (held.roster.erased.has(stream)) throw new NotSealed("FL_STREAM_ERASED");
    const running = compartment?.acceptedEpoch(held.roster);
    const place = heads.get(stream) ?? {
      head: compartment?.acceptedHead(held.roster) ?? NO_COMMITS,
      key: hasKey(running) ? running.key : null,
    };
    const epoch = place.head.epoch + (begins === undefined ? 0 : 1);
    const epochPlace = { organisation, stream, epoch };
    let framing: Framing = write.framing ?? { kind: "write" };
    let key = place.key;
    if (begins !== undefined) {
      const link = begins.link && key !== null ? await sealLink(begins.key, key, epochPlace) : null;
      const keeping = place.head.seq < 0 ? (begins.keeping ?? "lasting") : place.head.keeping;
      const commitment = epochCommitment(begins.key, epochPlace);
      const continuation = key === null ? null : epochContinuation(key, epochPlace, commitment);
      framing = { kind: "epoch", commitment, continuation, link, keeping };
      key = begins.key;
      sealed.wraps.push(...(await wrapsFor(held, epochPlace, begins)));
    }
    if (key === null) throw new Refused("FL_COMMITMENT");
    const text = encodeEnvelope({
      at,
      operations: [...write.operations],
      ...(write.cards === undefined ? {} : { cards: [...write.cards] }),
      ...(begins === undefined ? {} : { readers: begins.readers.map(({ id }) => id) }),
      ...(write.given === undefined ? {} : { given: [...write.given] }),
      ...(name === undefined ? {} : { write: name }),
    });
    const commit = await sealCommit({
      place: { ...epochPlace, seq: place.head.seq + 1, prev: place.head.hash, rosterHead },
      framing,
      epochKey: key,
      keys: held.keys,
      operations: text,
      random: held.effects.random,
    });
    const { seq, hash } = { seq: commit.header.seq, hash: commit.hash };
    heads.set(stream, { head: { ...place.head, seq, hash, epoch }, key });
    // Read back as any other reader will: what we could not read ourselves is not sent.
    sealed.parts.push({ commit, text, envelope: readEnvelope(text), key });
  }
  return sealed;
}

/**
 * A client that knows that somebody is out writes nothing under an epoch that he holds: it begins a new one first. Who
 * may not begin one waits for a colleague who may. [CO3]
 *
 * @throws NotSealed FL_EPOCH_DUE
 */
function withRenewals(held: Held, writes: readonly StreamWrite[]): StreamWrite[] {
  const renewed = new Set<StreamId>();
  return writes.flatMap((write) => {
    const compartment = held.compartments.get(write.stream);
    if (compartment === undefined || renewed.has(write.stream) || write.begins !== undefined) return [write];
    renewed.add(write.stream);
    if (!isRenewalDue(held, compartment)) return [write];
    if (!mayCommit(held.role, "epoch")) throw new NotSealed("FL_EPOCH_DUE");
    return [renewalOf(held, compartment), write];
  });
}

function wrapsFor(
  held: Held,
  place: { organisation: Roster["organisation"]; stream: StreamId; epoch: number },
  { key, readers }: Beginning,
): Promise<Bytes[]> {
  const { keys, roster } = held;
  return Promise.all(readers.map((to) => makeWrap({ place, epochKey: key, to, keys, rosterHead: roster.head })));
}

/** Nothing was sealed, and nothing left this device. */
export class NotSealed extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.name = "NotSealed";
    this.code = code;
  }
}

/** The compartment stopped earlier: nothing is written on top of what could not be checked. */
export class Halted extends NotSealed {}
