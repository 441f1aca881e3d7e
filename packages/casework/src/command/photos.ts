import { caseOf, type State } from "../fold/state.ts";
import type { ConsentId, PhotoId, StreamId } from "../ids.ts";
import type { AddPhoto, PhotoOperation } from "../photo/operation.ts";
import type { Outcome } from "../refusal.ts";
import { pictureStopped } from "../rule/consent.ts";
import { attempt, type Hand, notHeld } from "./attempt.ts";

const stoppedBy = (state: State, stream: StreamId, shows: Pick<AddPhoto, "shows">, at: number): ConsentId | null => {
  const about = state.streams.get(stream)?.begun?.compartment;
  const known = about?.about === "case" ? caseOf(state, about.case) : null;
  return known === null ? null : pictureStopped(known.contact.consent, shows, at);
};

/** The consent by whose end this picture is shown to nobody; null: it is shown, or there is none. */
export const photoStopped = (state: State, stream: StreamId, photo: PhotoId, at: number): ConsentId | null => {
  const content = state.streams.get(stream)?.content;
  const known = content?.is === "part" ? content.part.photos.get(photo) : undefined;
  return known === undefined ? null : stoppedBy(state, stream, known, at);
};

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
  // Here and not in the fold of the part, which reads no other compartment.
  for (const one of operations) {
    const consent = one.op === "addPhoto" ? stoppedBy(state, stream, one, hand.at) : null;
    if (consent !== null) return { kind: "consent-ended", consent };
  }
  return attempt(state, hand, [{ stream, operations: [...operations] }]);
};
