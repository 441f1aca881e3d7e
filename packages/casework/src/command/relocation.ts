import { caseOf, type State, streamOf } from "../fold/state.ts";
import type { CaseId, StreamId } from "../ids.ts";
import type { Outcome } from "../refusal.ts";
import type { ApplicationOperation, PathwayOperation } from "../relocation/operation.ts";
import { attempt, type Hand, notHeld } from "./attempt.ts";

/** Into the register: no case stands there, nor who asked to go. */
export const writePathway = (state: State, operation: PathwayOperation, hand: Hand): Outcome => {
  const stream = streamOf(state, "resources");
  return stream ? attempt(state, hand, [{ stream, operations: [operation] }]) : notHeld("resources");
};

/** By whoever holds the part, and nothing more of the case. */
export const writeApplications = (
  state: State,
  stream: StreamId,
  operations: readonly ApplicationOperation[],
  hand: Hand,
): Outcome => {
  const { content, begun } = state.streams.get(stream) ?? {};
  if (content?.is !== "part") return notHeld("relocation");
  const about = begun?.compartment;
  const known = about?.about === "case" ? caseOf(state, about.case) : null;
  if (known?.contact.closed) return { kind: "case-closed" };
  return attempt(state, hand, [{ stream, operations: [...operations] }]);
};

/** The part in which a case's applications stand; null where it is not begun, or not this member's. */
export const relocationOf = (state: State, id: CaseId): StreamId | null =>
  caseOf(state, id)?.parts.find(({ part }) => part === "relocation")?.stream ?? null;
