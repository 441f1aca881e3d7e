import type { Framing } from "@fairlead/protocol";
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
