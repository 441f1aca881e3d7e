/**
 * JPEG (ITU-T T.81): everything that a decoder does not need goes. What stays: the picture, its colours (JFIF, ICC, Adobe)
 * and which way is up. Behind the picture's end phones hide a second, uncleaned picture or a film: that goes too.
 */
import { ascii, asciiBytes, type Bytes, holdsAny, join, u16 } from "./bytes.ts";
import { orientationIn, orientationOnly } from "./exif.ts";

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
/** What must not be in a cleaned file. */
const TELLING = ["http://ns.adobe.com/", "Photoshop 3.0", "MPF\0", "ftypmp42", "ftypisom"];

const segment = (marker: number, body: Uint8Array): Bytes =>
  join([Uint8Array.of(0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff), body]);

/** JFIF without the small picture that it may hold. */
const plainJfif = (body: Uint8Array): Bytes => {
  const plain = body.slice(0, 14);
  plain.fill(0, 12);
  return plain;
};

export const cleanJpeg = (bytes: Uint8Array): Bytes | null => {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return null;
  const kept: Uint8Array[] = [];
  let orientation = 1;
  let at = 2;
  for (;;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === EOI) break;
    const length = u16(bytes, at + 2);
    if (!(length >= 2) || at + 2 + length > bytes.length) return null;
    const body = bytes.subarray(at + 4, at + 2 + length);
    at += 2 + length;
    if (marker === APP1 && ascii(body, 0, 6) === "Exif\0\0") orientation = orientationIn(body.subarray(6));
    if (marker === APP0 && ascii(body, 0, 5) === "JFIF\0") kept.push(segment(APP0, plainJfif(body)));
    else if (marker === APP2 && ascii(body, 0, 12) === "ICC_PROFILE\0") kept.push(segment(APP2, body));
    else if (marker === APP14 && ascii(body, 0, 5) === "Adobe") kept.push(segment(APP14, body.subarray(0, 12)));
    else if (isPicture(marker)) kept.push(segment(marker, body));
    if (marker !== SOS) continue;
    const from = at;
    // Coded data: a marker byte is followed by 0 or by a restart mark.
    while (at + 1 < bytes.length && !(bytes[at] === 0xff && isMarker(bytes[at + 1] ?? 0))) at++;
    if (at + 1 >= bytes.length) return null;
    kept.push(bytes.subarray(from, at));
  }
  const upright =
    orientation === 1 ? [] : [segment(APP1, join([asciiBytes("Exif\0\0"), orientationOnly(orientation)]))];
  const whole = join([Uint8Array.of(0xff, SOI), ...upright, ...kept, Uint8Array.of(0xff, EOI)]);
  return kept.length === 0 || holdsAny(whole, TELLING) ? null : whole;
};

/** Frames, tables, scans: everything but application data and comments. */
const isPicture = (marker: number): boolean => (marker >= 0xc0 && marker <= 0xdf) || marker === 0x01;
const isMarker = (byte: number): boolean => byte !== 0 && !(byte >= 0xd0 && byte <= 0xd7);
