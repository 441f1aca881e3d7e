import { PAPER_KINDS, type PaperKind } from "../fact/value.ts";
import type { ConsentId, PhotoId } from "../ids.ts";

/** Bytes of one picture: a face, or a page that can be read. With what sealing adds it stays far below what a commit holds. */
export const PHOTO_BYTES_MOST = 200 * 1024;
/** Standing at once in one part. Each is carried to every console that reads the part. */
export const PHOTOS_MOST = 30;

/** What is on it: the person, or a paper of theirs. */
export const PHOTO_SHOWS = ["person", ...PAPER_KINDS] as const;
export type PhotoShows = "person" | PaperKind;

/**
 * A picture of one of the party, or of a paper. `picture`: a JPEG in base64, drawn anew by its author's console, so that
 * nothing of its camera is in it; null in a checkpoint, for whoever begins to read after it. `paper`: the number of the paper
 * that it shows, or empty. `rests`: the consent of whoever's face it is, where nobody else is on it. Missing: none is named, and a no of
 * anybody in the case counts for it.
 */
export type AddPhoto = {
  op: "addPhoto";
  photo: PhotoId;
  person: string;
  shows: PhotoShows;
  paper: string;
  picture: string | null;
  rests?: ConsentId;
};
/** It is shown to nobody any more. Its sealed bytes go when the part is erased. */
export type RemovePhoto = { op: "removePhoto"; photo: PhotoId; reason: string };

export type PhotoOperation = AddPhoto | RemovePhoto;

export const isOfPhotos = (operation: { op: string }): operation is PhotoOperation =>
  operation.op === "addPhoto" || operation.op === "removePhoto";
