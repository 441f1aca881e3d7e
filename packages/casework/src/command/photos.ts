import type { ConsentState } from "../fold/consent.ts";
import { caseOf, type State } from "../fold/state.ts";
import type { ConsentId, PhotoId, StreamId } from "../ids.ts";
import { pictureHeld } from "../photo/fold.ts";
import type { AddPhoto, PhotoOperation } from "../photo/operation.ts";
import type { Outcome, Refusal } from "../refusal.ts";
import { pictureStopped, standingRefusal } from "../rule/consent.ts";
import { attempt, type Hand, notHeld } from "./attempt.ts";

const consentsOf = (state: State, stream: StreamId): ConsentState | null => {
  const about = state.streams.get(stream)?.begun?.compartment;
  return (about?.about === "case" ? caseOf(state, about.case) : null)?.contact.consent ?? null;
};

/** By the consents of the case; whoever holds the part alone reads none, and goes by what the part was told. */
const stoppedBy = (
  state: State,
  stream: StreamId,
  photo: Pick<AddPhoto, "shows" | "rests">,
  at: number,
): ConsentId | null => {
  const consents = consentsOf(state, stream);
  if (consents !== null) return pictureStopped(consents, photo, at);
  const content = state.streams.get(stream)?.content;
  return content?.is === "part" ? pictureHeld(content.part, photo) : null;
};

/** What a face names is a consent to photographs that stands; and named by whoever reads it. */
const namedRefusal = (
  state: State,
  stream: StreamId,
  { shows, rests }: Pick<AddPhoto, "shows" | "rests">,
  at: number,
): Refusal | null => {
  if (rests === undefined || shows !== "person") return null;
  const consents = consentsOf(state, stream);
  return consents === null ? notHeld("contact") : standingRefusal(consents.records, rests, { for: "photo" }, at);
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
    const refusal = one.op === "addPhoto" ? namedRefusal(state, stream, one, hand.at) : null;
    if (refusal) return refusal;
  }
  return attempt(state, hand, [{ stream, operations: [...operations] }]);
};
