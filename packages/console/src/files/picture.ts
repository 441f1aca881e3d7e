/**
 * What a picture says of itself in its first bytes, without decoding it. A file of some kilobytes can unfold to gigabytes
 * of pixels; so can a picture that is none. Only what is read here is ever given to the browser as a picture.
 */
export type Picture = { type: "image/jpeg" | "image/png" | "image/webp" | "image/gif"; width: number; height: number };

/** Pixels; a large camera's photo has forty-five million. */
export const PIXELS_LIMIT = 50_000_000;

const ascii = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));
const big = (bytes: Uint8Array, at: number, length: number): number => {
  let value = 0;
  for (let index = 0; index < length; index++) value = value * 256 + (bytes[at + index] ?? 0);
  return value;
};
const little = (bytes: Uint8Array, at: number, length: number): number => {
  let value = 0;
  for (let index = length - 1; index >= 0; index--) value = value * 256 + (bytes[at + index] ?? 0);
  return value;
};

export const pictureIn = (bytes: Uint8Array): Picture | null => {
  const found = pngIn(bytes) ?? gifIn(bytes) ?? webpIn(bytes) ?? jpegIn(bytes);
  return found !== null && found.width > 0 && found.height > 0 ? found : null;
};

const pngIn = (bytes: Uint8Array): Picture | null =>
  ascii(bytes, 1, 3) === "PNG" && ascii(bytes, 12, 4) === "IHDR"
    ? { type: "image/png", width: big(bytes, 16, 4), height: big(bytes, 20, 4) }
    : null;

const gifIn = (bytes: Uint8Array): Picture | null =>
  /^GIF8[79]a$/.test(ascii(bytes, 0, 6))
    ? { type: "image/gif", width: little(bytes, 6, 2), height: little(bytes, 8, 2) }
    : null;

const webpIn = (bytes: Uint8Array): Picture | null => {
  if (ascii(bytes, 0, 4) !== "RIFF" || ascii(bytes, 8, 4) !== "WEBP") return null;
  const type = "image/webp" as const;
  switch (ascii(bytes, 12, 4)) {
    case "VP8X":
      return { type, width: 1 + little(bytes, 24, 3), height: 1 + little(bytes, 27, 3) };
    case "VP8 ":
      return { type, width: little(bytes, 26, 2) % 16_384, height: little(bytes, 28, 2) % 16_384 };
    case "VP8L": {
      const packed = little(bytes, 21, 4);
      return { type, width: 1 + (packed % 16_384), height: 1 + (Math.floor(packed / 16_384) % 16_384) };
    }
    default:
      return null;
  }
};

/** The frame header, wherever it stands among the segments. */
const jpegIn = (bytes: Uint8Array): Picture | null => {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    // What has no length of its own stands before no honest frame: read as if it had one, it hides a giant's from us alone.
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xda)) return null;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { type: "image/jpeg", width: big(bytes, at + 7, 2), height: big(bytes, at + 5, 2) };
    const length = big(bytes, at + 2, 2);
    if (length < 2) return null;
    at += 2 + length;
  }
  return null;
};
