import {
  type ConsentId,
  type PhotoId,
  type PhotoOperation,
  type PhotoShows,
  type StreamId,
  writePhotos,
} from "@fairlead/casework";
import { toHex } from "@fairlead/protocol";
import type { Workings } from "./actions.ts";
import { base64Of } from "./base64.ts";
import type { Outcome } from "./hand.ts";

/**
 * `picture`: a JPEG, drawn anew, of at most `PHOTO_BYTES_MOST`. `paper`: the number of the paper on it, or empty. `rests`: the consent of
 * whoever's face it is, where nobody else's is on it; missing: none, and a no of anybody in the case stops it.
 */
export type PhotoSaid = { person: string; shows: PhotoShows; paper: string; picture: Uint8Array; rests?: ConsentId };

export interface PhotoActions {
  /** `instead`: one that it takes the place of, which goes with `reason` in the same step. */
  addPhoto(
    stream: StreamId,
    said: PhotoSaid,
    instead?: { photo: PhotoId; reason: string },
  ): Promise<Outcome<{ photo: PhotoId }>>;
  removePhoto(stream: StreamId, photo: PhotoId, reason: string): Promise<Outcome>;
}

/** Pictures of people and papers, in the part that they belong to. */
export function makePhotoActions({ held, appender, run }: Pick<Workings, "held" | "appender" | "run">): PhotoActions {
  const inPart = (stream: StreamId, operations: readonly PhotoOperation[]) =>
    run(() =>
      appender.write((hand) => {
        const outcome = writePhotos(held.state, stream, operations, hand);
        return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
      }),
    );
  const out = (photo: PhotoId, reason: string): PhotoOperation => ({ op: "removePhoto", photo, reason });
  return {
    addPhoto: async (stream, { person, shows, paper, picture, rests }, instead) => {
      const photo = toHex(held.effects.random(16)) as PhotoId;
      const add: PhotoOperation = {
        ...{ op: "addPhoto", photo, person, shows, paper, picture: base64Of(picture) },
        ...(rests === undefined ? {} : { rests }),
      };
      const written = await inPart(stream, [...(instead ? [out(instead.photo, instead.reason)] : []), add]);
      return written.kind === "done" ? { kind: "done", photo } : written;
    },
    removePhoto: (stream, photo, reason) => inPart(stream, [out(photo, reason)]),
  };
}
