import { casesOf } from "@fairlead/casework";
import { type Framing, mayCommit, type StreamId } from "@fairlead/protocol";
import type { Accepted } from "../compartment.ts";
import type { Held } from "../held.ts";
import type { StreamWrite } from "../writing.ts";
import type { OnRecord } from "./passed-over.ts";

/**
 * The server acts by what stands outside the seal, and knows of no fold. What it was told by a commit of which nothing counts
 * is put back as it stood: an alarm that was armed so would ring for nothing, one that was cleared would never ring, and a
 * case of which no closing stands would be destroyed at its hour. Nothing, where somebody has said it anew since. [P7] [CK1]
 */
export function puttingBack({ compartments, state }: Held, commits: readonly OnRecord[]): StreamWrite[] {
  const counts = ({ stream, seq, envelope }: OnRecord) => {
    const passed = state.streams.get(stream)?.refused.filter((one) => one.seq === seq) ?? [];
    return new Set(passed.map(({ nth }) => nth)).size < envelope.operations.length;
  };
  return commits.flatMap((one): StreamWrite[] => {
    const { stream, seq, envelope } = one;
    // What says nothing itself stands or falls with the others: a closing sets the hour of all parts of its case.
    if (envelope.operations.length === 0 ? commits.some(counts) : counts(one)) return [];
    const accepted = compartments.get(stream)?.accepted ?? [];
    const framing = accepted.find(({ commit }) => commit.header.seq === seq)?.commit.header.framing;
    const before = framing === undefined ? null : stoodBefore(accepted, seq, framing);
    return before === null ? [] : [{ stream, operations: [], framing: before }];
  });
}

/**
 * What this member wrote, in any session and from any device, and nobody counts: a console that was killed before it had put
 * back what the server was told by that finds it here, on the record. Only their own: a colleague whose console folds
 * otherwise would be contradicted by a fault of this one.
 */
export function leftAsRefused(held: Held): OnRecord[][] {
  const { state, compartments, keys, role } = held;
  const left: OnRecord[][] = [];
  for (const [stream, { refused }] of state.streams) {
    const mine = new Set(refused.flatMap(({ seq, author }) => (author === keys.id ? [seq] : [])));
    for (const seq of mine) {
      const [one] = compartments.get(stream)?.since(seq) ?? [];
      if (one === undefined || !mayCommit(role, one.commit.header.framing.kind)) continue;
      const commits = [...onRecord(one), ...setWith(held, stream, one)];
      if (puttingBack(held, commits).length > 0) left.push(commits);
    }
  }
  return left;
}

/** The other parts of its case to which the same append gave the same hour, and said nothing there. */
function setWith({ state, compartments, keys }: Held, stream: StreamId, said: Accepted): OnRecord[] {
  const { framing } = said.commit.header;
  if (framing.kind !== "retention") return [];
  const parts = casesOf(state).find((one) => one.parts.some((part) => part.stream === stream))?.parts ?? [];
  return parts.flatMap((part) => {
    if (part.stream === stream) return [];
    const same = compartments.get(part.stream)?.accepted.find(({ commit: { header }, envelope }) => {
      if (header.author !== keys.id || header.framing.kind !== "retention") return false;
      if (envelope === null || envelope.operations.length > 0) return false;
      return envelope.at === said.envelope?.at && header.framing.eraseAt === framing.eraseAt;
    });
    return same === undefined ? [] : onRecord(same);
  });
}

const onRecord = ({ commit: { header }, envelope }: Accepted): OnRecord[] =>
  envelope === null ? [] : [{ stream: header.stream, seq: header.seq, envelope }];

function stoodBefore(accepted: readonly Accepted[], seq: number, framing: Framing): Framing | null {
  const same = accepted.filter(({ commit }) => isOfTheSame(commit.header.framing, framing));
  if (same.some(({ commit }) => commit.header.seq > seq)) return null;
  const before = same.filter(({ commit }) => commit.header.seq < seq).map(({ commit }) => commit.header.framing);
  if (framing.kind === "retention") return before.at(-1) ?? { kind: "retention", eraseAt: null };
  if (framing.kind !== "alarm") return null;
  // Who had seen it ring is rung for once more: better than nobody.
  const stood = before.findLast((one) => one.kind === "alarm" && one.step.verb !== "acknowledge");
  return stood ?? { kind: "alarm", step: { verb: "clear", alarm: framing.step.alarm } };
}

const isOfTheSame = (one: Framing, framing: Framing): boolean =>
  one.kind === "alarm" && framing.kind === "alarm"
    ? one.step.alarm === framing.step.alarm
    : one.kind === "retention" && framing.kind === "retention";
