import type { ContactState } from "../fold/contact.ts";
import { withDecision } from "../fold/decision.ts";
import type { Place } from "../fold/place.ts";
import type { DecisionId, JourneyId, MemberId, StreamId } from "../ids.ts";
import type { Journeys } from "../journey/fold.ts";
import type { Propose } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import type { KeepJourney, PruneJourneys, PruningOperation } from "./operation.ts";

type Said = { by: MemberId; at: number };

export type KeptJourney = Omit<KeepJourney, "op">;
export type KeptJourneys = ReadonlyMap<JourneyId, KeptJourney>;

/** `by`, `at`: whose hand came by; who wanted it stands in the decision. */
export type Pruning = Said & {
  decision: DecisionId;
  from: StreamId;
  to: StreamId;
  journeys: readonly JourneyId[];
  asked: Said;
  approved: Said;
};

export const isOfPruning = <O extends { op: string }>(operation: O): operation is Extract<O, PruningOperation> =>
  operation.op === "keepJourney" || operation.op === "endJourneyPart" || operation.op === "pruneJourneys";

export const foldKept = (
  kept: KeptJourneys,
  journeys: Journeys,
  { op: _, ...journey }: KeepJourney,
): KeptJourneys | Refusal => {
  if (journeys.has(journey.journey) || kept.has(journey.journey)) return { kind: "already-kept" };
  return new Map(kept).set(journey.journey, journey);
};

type Spine = Pick<ContactState, "decisions" | "begun" | "prunings">;

/** Whether what is asked for could be carried out: one that names no journey, or another part, would erase what nobody saw. */
export const pruneMissing = (
  { begun }: Spine,
  { about, prunes }: Pick<Propose, "about" | "prunes">,
): Refusal | null => {
  if (about !== "prune") return prunes ? { kind: "incomplete", field: "about" } : null;
  if (!prunes || prunes.journeys.length === 0) return { kind: "incomplete", field: "prunes" };
  const stands = begun.some(({ part, stream }) => part === "journey" && stream === prunes.stream);
  return stands ? null : { kind: "incomplete", field: "prunes" };
};

export const foldPruning = (
  { decisions, begun, prunings }: Spine,
  { decision: id, from, to }: PruneJourneys,
  { by, at }: Place,
): Spine | Refusal => {
  const decision = decisions.find((one) => one.decision === id);
  if (!decision?.prunes) return { kind: "no-such-decision", decision: id };
  const { prunes, verdict, withdrawn, spent, expires } = decision;
  if (withdrawn !== null || verdict?.verdict !== "approve") return { kind: "not-approved" };
  const part = begun.find((one) => one.part === "journey");
  if (spent || part?.stream !== from || prunes.stream !== from) return { kind: "already-decided" };
  if (at > expires) return { kind: "expired", at: expires };
  if (begun.some(({ stream }) => stream === to) || prunings.some((one) => one.from === to || one.to === to))
    return { kind: "already-open" };
  const one: Pruning = {
    ...{ by, at, decision: id, from, to, journeys: prunes.journeys },
    asked: { by: decision.by, at: decision.at },
    approved: { by: verdict.by, at: verdict.at },
  };
  return {
    decisions: withDecision(decisions, { ...decision, spent: true }),
    begun: begun.map((each) => (each === part ? { ...each, stream: to } : each)),
    prunings: [...prunings, one],
  };
};
