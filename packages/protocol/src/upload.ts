import { BOX_OVERHEAD } from "./aead.ts";
import {
  type AttachedFile,
  CHUNK_LENGTH,
  FILE_FIELDS,
  FILE_LIMIT,
  fileFields,
  paddedSize,
  readFileFields,
  sealChunk,
} from "./attachment.ts";
import type { Bytes } from "./bytes.ts";
import { decodeForm, encodeForm, type Fields, KIND, type Value } from "./form.ts";
import { digest, hashOf, NOTHING } from "./hash.ts";
import { SEAL_OVERHEAD, sealTo } from "./hpke.ts";
import { type FileId, type Hash, idToBytes, type MailboxId, type MessageId, type OrganisationId } from "./id.ts";
import type { MailboxKeys } from "./mailbox.ts";
import { pad, paddedLength, unpad } from "./padding.ts";
import { refuse } from "./refusal.ts";
import { checkSigned, sign } from "./signature.ts";

/**
 * What a server sees of a file on its way: whose mailbox, in which letter it will be named (its message id, drawn
 * beforehand, so that row and files find each other without a word about either), a padded size, and sealed bytes.
 * Everything is signed by the mailbox; sending it again changes nothing, so an upload goes on where it was cut.
 */
export interface Upload {
  organisation: OrganisationId;
  mailbox: MailboxId;
  file: FileId;
  message: MessageId;
  /** Of the plaintext with its zeros: one of few. [P9] */
  size: number;
  /** For the mailbox itself, see {@link UploadNote}: the phone keeps nothing. [P8] */
  note: Bytes;
}

/** What is needed to go on with an upload after the tab was closed; sealed to the mailbox's own key. */
export interface UploadNote {
  file: AttachedFile;
  /** Bytes and SHA-256 of the file as it was picked, by which it is known again. */
  picked: { size: number; digest: Hash };
  /** SHA-256 of what is being sent: another cleaning that gives other bytes must begin anew. */
  sent: Hash;
}

export interface Chunk {
  organisation: OrganisationId;
  mailbox: MailboxId;
  file: FileId;
  index: number;
  sealed: Bytes;
  /** Of the whole form: the same bytes twice are one chunk. */
  hash: Hash;
}

/** An upload that its writer gives up. */
export type UploadEnd = Pick<Upload, "organisation" | "mailbox" | "file">;

const NOTE_LIMIT = 4 * 1024 + SEAL_OVERHEAD;
const CHUNKS_LIMIT = paddedLength(FILE_LIMIT) / CHUNK_LENGTH;

const placeFields = ({ organisation, mailbox, file }: UploadEnd): Value[] => [
  idToBytes(organisation),
  idToBytes(mailbox),
  idToBytes(file),
];

const readPlace = (fields: Fields): UploadEnd => ({
  organisation: fields.longId<OrganisationId>(),
  mailbox: fields.longId<MailboxId>(),
  file: fields.shortId<FileId>(),
});

const uploadFields = (upload: Upload): Value[] => [
  ...placeFields(upload),
  idToBytes(upload.message),
  upload.size,
  upload.note,
];

/** Begins an upload. @returns the form, and what it holds */
export async function signUpload(
  keys: MailboxKeys,
  from: { organisation: OrganisationId; message: MessageId; note: UploadNote },
): Promise<{ bytes: Bytes; upload: Upload }> {
  const { organisation, message, note } = from;
  const size = paddedSize(note.file.size);
  const place = { organisation, mailbox: keys.id, file: note.file.id };
  const sealed = await sealTo(keys.kemKey, uploadInfo(place), NOTHING, encodeUploadNote(note));
  const upload = { ...place, message, size, note: sealed };
  const fields = uploadFields(upload);
  const bytes = encodeForm(KIND.upload, [...fields, sign(keys.signSeed, encodeForm(KIND.upload, fields))]);
  return { bytes, upload };
}

export function encodeUploadNote({ file, picked, sent }: UploadNote): Bytes {
  const padded = pad(
    encodeForm(KIND.uploadNote, [fileFields(file), [picked.size, idToBytes(picked.digest)], idToBytes(sent)]),
  );
  decodeUploadNote(padded);
  return padded;
}

export const uploadInfo = (place: UploadEnd): Bytes => encodeForm(KIND.uploadNote, placeFields(place));

export function decodeUploadNote(padded: Uint8Array): UploadNote {
  const fields = decodeForm(KIND.uploadNote, unpad(padded), 3);
  const file = readFileFields(fields.fields(FILE_FIELDS));
  const picked = fields.fields(2);
  return {
    file,
    picked: { size: picked.uint(), digest: picked.longId<Hash>() },
    sent: fields.longId<Hash>(),
  };
}

/** @throws Refused FL_FORM_FIELD, FL_SIGNATURE */
export function readUpload(bytes: Uint8Array, verifyKey: Uint8Array): Upload {
  const fields = decodeForm(KIND.upload, bytes, 7);
  const upload = {
    ...readPlace(fields),
    message: fields.shortId<MessageId>(),
    size: fields.uint(paddedLength(FILE_LIMIT)),
    note: fields.bytes(SEAL_OVERHEAD + 1, NOTE_LIMIT),
  };
  if (upload.size === 0 || paddedLength(upload.size) !== upload.size) refuse("FL_FORM_FIELD");
  checkSigned(verifyKey, encodeForm(KIND.upload, uploadFields(upload)), fields.bytes(64));
  return upload;
}

/** Which mailbox an upload, chunk or ending says that it is from: its key is needed to check it. */
export function mailboxIn(bytes: Uint8Array): MailboxId {
  const kind = [KIND.upload, KIND.chunk, KIND.uploadEnd].find((one) => one === bytes[2]);
  if (kind === undefined) return refuse("FL_FORM_VERSION");
  return readPlace(decodeForm(kind, bytes, FIELDS[kind])).mailbox;
}

const FIELDS = { [KIND.upload]: 7, [KIND.chunk]: 6, [KIND.uploadEnd]: 4 } as const;

function signedChunk(place: UploadEnd, index: number, sealed: Uint8Array): Bytes {
  return encodeForm(KIND.chunk, [...placeFields(place), index, digest(sealed)]);
}

/** Seals and signs one chunk. Drawn from nothing: the same file under the same key gives the same bytes. */
export async function signChunk(
  keys: MailboxKeys,
  organisation: OrganisationId,
  file: Pick<AttachedFile, "id" | "key" | "size">,
  index: number,
  part: Uint8Array,
): Promise<Bytes> {
  const sealed = await sealChunk(file, index, part);
  const place = { organisation, mailbox: keys.id, file: file.id };
  const signature = sign(keys.signSeed, signedChunk(place, index, sealed));
  return encodeForm(KIND.chunk, [...placeFields(place), index, sealed, signature]);
}

/** Framing and signature. @throws Refused FL_FORM_FIELD, FL_SIGNATURE */
export function readChunk(bytes: Uint8Array, verifyKey: Uint8Array): Chunk {
  const fields = decodeForm(KIND.chunk, bytes, FIELDS[KIND.chunk]);
  const place = readPlace(fields);
  const index = fields.uint(CHUNKS_LIMIT - 1);
  const sealed = fields.bytes(BOX_OVERHEAD + 1, CHUNK_LENGTH + BOX_OVERHEAD);
  checkSigned(verifyKey, signedChunk(place, index, sealed), fields.bytes(64));
  return { ...place, index, sealed, hash: hashOf(bytes) };
}

export function signUploadEnd(keys: MailboxKeys, organisation: OrganisationId, file: FileId): Bytes {
  const fields = placeFields({ organisation, mailbox: keys.id, file });
  return encodeForm(KIND.uploadEnd, [...fields, sign(keys.signSeed, encodeForm(KIND.uploadEnd, fields))]);
}

/** @throws Refused FL_FORM_FIELD, FL_SIGNATURE */
export function readUploadEnd(bytes: Uint8Array, verifyKey: Uint8Array): UploadEnd {
  const fields = decodeForm(KIND.uploadEnd, bytes, FIELDS[KIND.uploadEnd]);
  const place = readPlace(fields);
  checkSigned(verifyKey, encodeForm(KIND.uploadEnd, placeFields(place)), fields.bytes(64));
  return place;
}
