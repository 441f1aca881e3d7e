import type { PartState } from "../fold/part.ts";
import type { ConsentId } from "../ids.ts";
import type { Names } from "../view/person.ts";
import type { PersonRef } from "../view.ts";
import type { PhotoRecord } from "./fold.ts";

/** That there is a picture, of whom and of what; never the picture. `bytes` null: from before this member began to read. */
export type PhotoView = Omit<PhotoRecord, "by" | "removed"> & {
  by: PersonRef;
  removed: { by: PersonRef; at: number; reason: string } | null;
  /** The consent by whose end it is shown to nobody; null: it is shown. */
  stopped: ConsentId | null;
};

/** Newest first. */
export const photoViews = (
  part: PartState | null,
  names: Names,
  stopped: (photo: PhotoRecord) => ConsentId | null,
): PhotoView[] =>
  [...(part?.photos.values() ?? [])]
    .map((known) => {
      const { by, removed, ...photo } = known;
      return {
        ...photo,
        by: names(by),
        removed: removed && { ...removed, by: names(removed.by) },
        stopped: stopped(known),
      };
    })
    .toReversed();
