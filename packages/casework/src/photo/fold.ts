import type { Place } from "../fold/place.ts";
import type { ConsentId, MemberId, PhotoId } from "../ids.ts";
import type { Refusal } from "../refusal.ts";
import { type AddPhoto, PHOTOS_MOST, type PhotoOperation } from "./operation.ts";

type Said = { by: MemberId; at: number };

/** What stands about a picture, without it: that is read from its commit when somebody has said why they look. */
export type PhotoRecord = Pick<AddPhoto, "photo" | "person" | "shows" | "paper" | "rests"> &
  Said & {
    /** Its size, in bytes; null: added before its reader began to read. [CO2] */
    bytes: number | null;
    removed: (Said & { reason: string }) | null;
  };

export type Photos = ReadonlyMap<PhotoId, PhotoRecord>;

const bytesIn = (base64: string): number =>
  (base64.length / 4) * 3 - (base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0);

/** What the part was told of a no: which consents it takes with it, and by which one the faces go that name none. */
export type ToldNo = {
  ended: { has(consent: ConsentId): boolean };
  faces: { consent: ConsentId } | null;
};

/** The consent by whose end a picture is shown to nobody, as the part itself was told; null: it was told of none. */
export const pictureHeld = (
  { ended, faces }: ToldNo,
  { shows, rests }: Pick<AddPhoto, "shows" | "rests">,
): ConsentId | null => {
  if (shows !== "person") return null;
  if (rests === undefined) return faces?.consent ?? null;
  return ended.has(rests) ? rests : null;
};

/** Two who add a picture are never in each other's way; one that is out already is taken out by nobody again. */
export const foldPhoto = (
  photos: Photos,
  operation: PhotoOperation,
  { by, at }: Pick<Place, "by" | "at">,
  told: ToldNo,
): Photos | Refusal => {
  const known = photos.get(operation.photo);
  if (operation.op === "removePhoto") {
    if (!known) return { kind: "no-such-photo" };
    if (known.removed) return { kind: "photo-out", by: known.removed.by, at: known.removed.at };
    if (operation.reason.trim() === "") return { kind: "incomplete", field: "reason" };
    return new Map(photos).set(known.photo, { ...known, removed: { by, at, reason: operation.reason } });
  }
  if (known) return { kind: "already-kept" };
  const standing = [...photos.values()].filter(({ removed }) => removed === null);
  if (standing.length >= PHOTOS_MOST) return { kind: "too-many-photos", most: PHOTOS_MOST };
  const no = pictureHeld(told, operation);
  if (no !== null) return { kind: "consent-ended", consent: no };
  const { photo, person, shows, paper, picture, rests } = operation;
  const bytes = picture === null ? null : bytesIn(picture);
  return new Map(photos).set(photo, {
    ...{ photo, person, shows, paper, bytes, by, at, removed: null },
    ...(rests === undefined ? {} : { rests }),
  });
};
