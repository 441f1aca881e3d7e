import { type State, streamOf } from "../fold/state.ts";
import type { StreamId } from "../ids.ts";
import type { DefineField, RetireField, RevealName, SetFact } from "../operation.ts";
import type { Outcome } from "../refusal.ts";
import { attempt, type Hand, notHeld } from "./attempt.ts";

/** What is known of a person, in one part: all of it or none. */
export const writeFacts = (
  state: State,
  stream: StreamId,
  facts: readonly (SetFact | RevealName)[],
  hand: Hand,
): Outcome =>
  state.streams.get(stream)?.content.is === "part"
    ? attempt(state, hand, [{ stream, operations: [...facts] }])
    : notHeld("part");

/** What the organisation asks for besides what everybody does. */
export const writeField = (state: State, operation: DefineField | RetireField, hand: Hand): Outcome => {
  const stream = streamOf(state, "commons");
  return stream ? attempt(state, hand, [{ stream, operations: [operation] }]) : notHeld("commons");
};
