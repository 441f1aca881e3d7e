import { type ConsentId, isHex, type PhotoId } from "../ids.ts";
import { type Fields, type Guard, maybe, oneOf, orNull, text } from "../read/guard.ts";
import { type AddPhoto, PHOTO_BYTES_MOST, PHOTO_SHOWS, type RemovePhoto } from "./operation.ts";

const photo: Guard<PhotoId> = (value): value is PhotoId => isHex(value, 16);
const consent: Guard<ConsentId> = (value): value is ConsentId => isHex(value, 16);
const person: Guard<string> = (value): value is string => typeof value === "string" && /^[1-9]\d?$/.test(value);
const short: Guard<string> = (value): value is string => text(value) && value.length <= 2_000;

const PICTURE_MOST = Math.ceil(PHOTO_BYTES_MOST / 3) * 4;
/** How the first three bytes of every JPEG read in base64. */
const JPEG = "/9j/";

/** Whether it is a JPEG is asked again by whoever draws it; here, that it is no page, no script and no gigabyte. */
const picture: Guard<string> = (value): value is string =>
  typeof value === "string" &&
  value.length <= PICTURE_MOST &&
  value.length % 4 === 0 &&
  value.startsWith(JPEG) &&
  /^[A-Za-z0-9+/]+={0,2}$/.test(value);

export const PHOTO_SHAPES: {
  readonly addPhoto: Fields<Omit<AddPhoto, "op">>;
  readonly removePhoto: Fields<Omit<RemovePhoto, "op">>;
} = {
  addPhoto: { photo, person, shows: oneOf(PHOTO_SHOWS), paper: short, picture: orNull(picture), rests: maybe(consent) },
  removePhoto: { photo, reason: text },
};
