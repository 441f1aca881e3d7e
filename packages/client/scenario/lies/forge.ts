import type { Operation, StreamId } from "@fairlead/casework";
import {
  type Bytes,
  type Commit,
  epochCommitment,
  epochContinuation,
  type Framing,
  hashOf,
  type MemberKeys,
  makeEpochKey,
  makeWrap,
  openCommit,
  parseCommit,
  parseWrap,
  Refused,
  sealCommit,
  toHex,
} from "@fairlead/protocol";
import { encodeEnvelope } from "../../src/envelope.ts";
import { random } from "../house.ts";
import type { World } from "./lie.ts";
import { type Compartments, type Handle, SAID, type Scene, threatNamed } from "./scene.ts";

type Place = Parameters<typeof sealCommit>[0]["place"];

/** What a member with changed software writes: each part as it should be, unless it is said otherwise. */
export type Forgery = {
  by: Handle | MemberKeys;
  place?: Partial<Place>;
  framing?: Framing;
  /** Instead of the epoch's. */
  key?: Bytes;
  /** Instead of words that belong there. */
  operations?: Bytes;
};

const FORGED: Record<Compartments, readonly Operation[]> = {
  "case contact": [{ op: "note", text: SAID.forged }],
  "case threat": [{ op: "addThreat", threat: "00".repeat(16), ...threatNamed(SAID.forged) }],
  intake: [{ op: "handOver", text: SAID.forged }],
  commons: [],
  "intake-keys": [],
  figures: [],
  ledger: [],
};

export function envelopeOf({ house }: Scene, operations: readonly Operation[]): Bytes {
  return encodeEnvelope({ at: house.now, operations: [...operations] });
}

/** The next commit of a compartment, as its team holds it, forged. */
export async function forge(scene: Scene, about: Compartments, forgery: Forgery): Promise<Commit> {
  const { by, place = {}, framing = { kind: "write" }, key, operations = envelopeOf(scene, FORGED[about]) } = forgery;
  const team = compartment(scene, about);
  return sealCommit({
    place: { ...nextOf(scene, about), ...place },
    framing,
    epochKey: key ?? team.key,
    keys: typeof by === "string" ? scene.held[by].keys : by,
    operations,
    random,
  });
}

/** A new epoch as someone outside would begin it, with keys of his own. */
export function ownEpoch(scene: Scene, about: Compartments, over?: Partial<Framing & { kind: "epoch" }>) {
  const key = makeEpochKey(random);
  const { organisation, stream, epoch } = nextOf(scene, about);
  const place = { organisation, stream, epoch: epoch + 1 };
  const commitment = epochCommitment(key, place);
  const continuation = epochContinuation(compartment(scene, about).key, place, commitment);
  const { keeping } = compartment(scene, about).head;
  const framing: Framing = { kind: "epoch", commitment, continuation, link: null, keeping, ...over };
  return { key, place, framing };
}

export type Giving = Partial<Parameters<typeof makeWrap>[0]>;

/** A wrap of the running epoch for Willow, each part as it should be, unless it is said otherwise. */
export async function forgeWrap(scene: Scene, about: Compartments, by: Handle | MemberKeys, over: Giving = {}) {
  const { key, head } = compartment(scene, about);
  const { organisation, head: rosterHead, members } = scene.held.Willow.roster;
  const to = members.get(scene.held.Willow.keys.id);
  if (to === undefined) throw new Error("Willow is not in the roster");
  const place = { organisation, stream: scene.streams[about], epoch: head.epoch };
  const keys = typeof by === "string" ? scene.held[by].keys : by;
  return makeWrap({ place, epochKey: key, to, keys, rosterHead, ...over });
}

export function compartment(scene: Scene, about: Compartments) {
  const held = scene.held.Willow.compartments.get(scene.streams[about]);
  const key = held?.epoch?.key;
  if (held === undefined || key === undefined || key === null) throw new Error(`Willow does not hold ${about}`);
  return { head: held.head, key, held };
}

export function nextOf(scene: Scene, about: Compartments): Place {
  const { head } = compartment(scene, about);
  const { organisation, head: rosterHead } = scene.held.Willow.roster;
  const stream = scene.streams[about];
  return { organisation, stream, seq: head.seq + 1, prev: head.hash, epoch: head.epoch, rosterHead };
}

/** Puts it on the disk as the newest of its stream, whatever the server would have said to it. */
export function keep({ disk }: Pick<World, "disk">, { header, hash, bytes }: Commit, stream: StreamId = header.stream) {
  disk((db) => {
    db.prepare("INSERT INTO commits (hash, stream, seq, bytes) VALUES (?, ?, ?, ?)").run(
      ...([hash, stream, header.seq, bytes] as const),
    );
    db.prepare("UPDATE streams SET seq = ?, hash = ? WHERE stream = ?").run(header.seq, hash, stream);
  });
}

/** Puts a wrap on the disk; the compartment stands in that epoch from then on. */
export function keepWrap({ disk }: Pick<World, "disk">, bytes: Bytes): void {
  const { stream, epoch, member } = parseWrap(bytes);
  disk((db) => {
    db.prepare("INSERT INTO wraps (hash, stream, epoch, member, bytes) VALUES (?, ?, ?, ?, ?)").run(
      ...([hashOf(bytes), stream, epoch, member, bytes] as const),
    );
    db.prepare("UPDATE streams SET epoch = ? WHERE stream = ?").run(epoch, stream);
  });
}

/** Nothing that Willow wrote in this stream opens with this key. @throws Error where something does */
export async function nothingUnder({ scene, read }: World, stream: string, key: Uint8Array): Promise<void> {
  for (const { bytes } of read("SELECT bytes FROM commits WHERE stream = ?", stream)) {
    const commit = parseCommit(bytes instanceof Uint8Array ? bytes : new Uint8Array());
    if (commit.header.author !== scene.held.Willow.keys.id) continue;
    const opened = await openCommit(commit, key).catch((error: unknown) => {
      if (error instanceof Refused) return null;
      throw error;
    });
    if (opened !== null) throw new Error("written under the key of somebody who should not read it");
  }
}

/** Puts other bytes where the first ones stand, of the same length: a form stays a form. */
export function replaced(form: Uint8Array, from: Uint8Array, to: Uint8Array): Uint8Array {
  const hex = toHex(form);
  if (from.length !== to.length || !hex.includes(toHex(from))) throw new Error("nothing to replace");
  return Uint8Array.from(Buffer.from(hex.replaceAll(toHex(from), toHex(to)), "hex"));
}

export function flipped(form: Uint8Array, fromEnd: number): Uint8Array {
  const copy = Uint8Array.from(form);
  const at = copy.length - fromEnd;
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

/** The second byte of every form names the suite of its primitives. */
export function downgraded(form: Uint8Array): Uint8Array {
  return Uint8Array.from(form).with(1, 0);
}
