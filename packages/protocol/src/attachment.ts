import { BOX_OVERHEAD, type BoxKey, box } from "./aead.ts";
import { type Bytes, concat, fromHex, toHex, utf8 } from "./bytes.ts";
import type { Random } from "./effects.ts";
import type { Fields, Value } from "./form.ts";
import { derive, NOTHING } from "./hash.ts";
import { type FileId, idToBytes, newId } from "./id.ts";
import { paddedLength } from "./padding.ts";
import { refuse } from "./refusal.ts";

/**
 * Files beside a letter. [PAD1]
 *
 * Each has a random key of its own, which stands in the letter and nowhere else. Its bytes are cut into chunks of 64 KiB,
 * each sealed for its place: the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár: "Online Authenticated-
 * Encryption and its Nonce-Reuse Misuse-Resistance", CRYPTO 2015), with the nonce that age uses: eleven bytes of the
 * chunk's number, one that says whether it is the last. So chunks that are left out, added, reordered, taken from another
 * file, or a file that ends early, do not open.
 */
export interface AttachedFile {
  id: FileId;
  /** 32 bytes in hex. */
  key: string;
  name: string;
  /** Media type, by the writer's claim. */
  type: string;
  /** Bytes of the file itself; what follows them in the last chunks is zeros. */
  size: number;
  cleaned: Cleaned;
}

/** What became of location, camera and author in it: taken out, could not be, or left in because the caller asked so. */
export const CLEANED = ["cleaned", "not-cleanable", "original"] as const;
export type Cleaned = (typeof CLEANED)[number];

export const CHUNK_LENGTH = 64 * 1024;
/** Largest file of the protocol. What a server takes from one mailbox is far less. */
export const FILE_LIMIT = 100 * 1024 * 1024;
/** Files that one letter may name. */
export const FILES_LIMIT = 16;
export const NAME_LIMIT = 120;

/** Controls, invisible and direction marks, line breaks and what would make it a path: "gpj.exe" must not read "exe.jpg". */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\]/u;
const UNSAFE_ALL = new RegExp(UNSAFE, "gu");
const TYPE = /^[a-z0-9]+\/[a-z0-9.+-]{1,80}$/;

/** A name as a letter may carry it: what a parser would refuse is taken out, the ending is kept. */
export function safeName(name: string): string {
  // Half surrogates do not survive the way through UTF-8, and a pile of marks on one letter hides what stands around it.
  const clean = new TextDecoder()
    .decode(utf8(name.slice(0, 10 * NAME_LIMIT)))
    .normalize("NFC")
    .replace(/(\p{M}{3})\p{M}+/gu, "$1")
    .replace(UNSAFE_ALL, "")
    .replace(/^[.\s]+/, "")
    .trim();
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(clean)?.[0] ?? "";
  const front = clean.slice(0, clean.length - ending.length);
  return `${front.slice(0, NAME_LIMIT - ending.length).replace(/[\ud800-\udbff]$/, "") || "file"}${ending}`;
}

/** A media type as a letter may carry it. */
export const safeType = (type: string): string => (TYPE.test(type) ? type : "application/octet-stream");

export function fileFields({ id, key, name, type, size, cleaned }: AttachedFile): Value[] {
  return [idToBytes(id), fromHex(key), name, type, size, cleaned];
}

export const FILE_FIELDS = 6;

export function readFileFields(fields: Fields): AttachedFile {
  const file = {
    id: fields.shortId<FileId>(),
    key: toHex(fields.bytes(32)),
    name: fields.text(NAME_LIMIT),
    type: fields.text(100),
    size: fields.uint(FILE_LIMIT),
    cleaned: fields.oneOf(CLEANED),
  };
  if (UNSAFE.test(file.name) || file.name === "" || file.name.startsWith(".") || !TYPE.test(file.type))
    refuse("FL_FORM_FIELD");
  return file;
}

/** A new file's name on the server, and its key. */
export function newFileKey(random: Random): Pick<AttachedFile, "id" | "key"> {
  return { id: newId<FileId>(random), key: toHex(random(32)) };
}

/** Bytes of its plaintext with the zeros after it: few sizes. [PAD1] [P9] */
export const paddedSize = (size: number): number => paddedLength(Math.max(1, size));

export const chunksOf = (padded: number): number => Math.ceil(padded / CHUNK_LENGTH);

/** Bytes of the sealed chunk of this number. */
export function sealedLength(padded: number, index: number): number {
  return Math.min(CHUNK_LENGTH, padded - index * CHUNK_LENGTH) + BOX_OVERHEAD;
}

/** Key and nonce of one chunk of one file; used for one text only. */
export function chunkKey({ id, key, size }: Pick<AttachedFile, "id" | "key" | "size">, index: number): BoxKey {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(7, index);
  nonce[11] = index === chunksOf(paddedSize(size)) - 1 ? 1 : 0;
  return { key: derive(fromHex(key), NOTHING, "file", idToBytes(id), 32), nonce };
}

/** @param part the file's bytes from `index * CHUNK_LENGTH` on; shorter than a chunk, or empty, where it has ended */
export async function sealChunk(
  file: Pick<AttachedFile, "id" | "key" | "size">,
  index: number,
  part: Uint8Array,
): Promise<Bytes> {
  const zeros = sealedLength(paddedSize(file.size), index) - BOX_OVERHEAD - part.length;
  return box(chunkKey(file, index), NOTHING, concat(part, new Uint8Array(zeros)));
}
