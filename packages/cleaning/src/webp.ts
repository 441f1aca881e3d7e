/** WebP (RFC 9649): picture, colours and animation stay; EXIF (but which way is up), XMP and unknown chunks go. */
import { ascii, asciiBytes, type Bytes, join, littleEndian, u32le } from "./bytes.ts";
import { orientationIn, orientationOnly } from "./exif.ts";

const PICTURE = new Set(["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"]);
const EXIF_FLAG = 0x08;
const XMP_FLAG = 0x04;
/** Of an animation's frame, before its own chunks. */
const FRAME_HEAD = 16;

type Chunk = { type: string; body: Uint8Array };

const chunksIn = (bytes: Uint8Array): Chunk[] | null => {
  const chunks: Chunk[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = u32le(bytes, at + 4);
    if (!(at + 8 + length <= bytes.length)) return null;
    chunks.push({ type: ascii(bytes, at, 4), body: bytes.subarray(at + 8, at + 8 + length) });
    at += 8 + length + (length % 2);
  }
  return chunks;
};

const chunk = ({ type, body }: Chunk): Bytes =>
  join([asciiBytes(type), littleEndian(body.length, 4), body, new Uint8Array(body.length % 2)]);

const cleanFrame = (body: Uint8Array): Bytes | null => {
  const inner = chunksIn(body.subarray(FRAME_HEAD));
  return inner && join([body.subarray(0, FRAME_HEAD), ...inner.filter(({ type }) => PICTURE.has(type)).map(chunk)]);
};

export const cleanWebp = (bytes: Uint8Array): Bytes | null => {
  if (ascii(bytes, 0, 4) !== "RIFF" || ascii(bytes, 8, 4) !== "WEBP") return null;
  const size = u32le(bytes, 4);
  if (!(8 + size <= bytes.length)) return null;
  const chunks = chunksIn(bytes.subarray(12, 8 + size));
  if (chunks === null) return null;
  const exif = chunks.find(({ type }) => type === "EXIF")?.body;
  const orientation =
    exif === undefined ? 1 : orientationIn(ascii(exif, 0, 6) === "Exif\0\0" ? exif.subarray(6) : exif);
  const kept: Bytes[] = [];
  for (const { type, body } of chunks) {
    if (!PICTURE.has(type)) continue;
    const own = type === "ANMF" ? cleanFrame(body) : body.slice();
    if (own === null) return null;
    if (type === "VP8X") own[0] = ((own[0] ?? 0) & ~(EXIF_FLAG | XMP_FLAG)) | (orientation === 1 ? 0 : EXIF_FLAG);
    kept.push(chunk({ type, body: own }));
  }
  if (kept.length === 0) return null;
  if (orientation !== 1) kept.push(chunk({ type: "EXIF", body: orientationOnly(orientation) }));
  const body = join([asciiBytes("WEBP"), ...kept]);
  return join([asciiBytes("RIFF"), littleEndian(body.length, 4), body]);
};
