import type { State } from "../fold/state.ts";
import type { StreamId } from "../ids.ts";
import type { PhotoOperation } from "../photo/operation.ts";
import type { Outcome } from "../refusal.ts";
import { attempt, type Hand, notHeld } from "./attempt.ts";

/** A picture added, taken out, or one in the place of another: all of it or nothing. */
export const writePhotos = (
  state: State,
  stream: StreamId,
  operations: readonly PhotoOperation[],
  hand: Hand,
): Outcome => {
  if (state.streams.get(stream)?.content.is !== "part") return notHeld("part");
  // Only a checkpoint says a picture without it.
  if (operations.some((one) => one.op === "addPhoto" && one.picture === null))
    return { kind: "incomplete", field: "picture" };
  return attempt(state, hand, [{ stream, operations: [...operations] }]);
};
