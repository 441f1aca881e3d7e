/**
 * One file on its way: begun once, then chunk after chunk, each until the server has said that it is on the disk. A dead
 * network, a restarted server or a closed tab cost at most the chunk that was under way. [P6] [P8]
 */
import {
  type AttachedFile,
  CHUNK_LENGTH,
  chunksOf,
  decodeBody,
  hashOf,
  type MailboxKeys,
  type MessageId,
  openUploadNote,
  paddedSize,
  readUpload,
  signChunk,
  signOpening,
  signUpload,
  signUploadEnd,
  solveWork,
  type UploadNote,
  unpadPage,
} from "@fairlead/protocol/files";
import type { Line } from "../script/line.ts";

export type Parcel = {
  file: AttachedFile;
  /** Of the letter that will name it. */
  message: MessageId;
  /** What is sent: cleaned, where it could be. */
  bytes: Uint8Array;
  /** The form that began it. Sealed anew it would be another. */
  form: Uint8Array;
};

export type Uploading = {
  line: Line;
  keys: MailboxKeys;
  /** Bytes that are safely there. */
  onProgress: (bytes: number) => void;
  onWaiting: (why: "network" | "busy" | null) => void;
  isStopped: () => boolean;
};

export type Uploaded =
  | { kind: "there" }
  | { kind: "stopped" }
  /** The server's word: no room, too large, or it no longer knows the upload. */
  | { kind: "refused"; code: string };

const PAUSES = [2_000, 5_000, 10_000, 20_000];
/** More than this is no answer to have patience with. */
const RENEWALS = 3;

/** Makes everything that is sent before the first byte; nothing is sent yet. */
export const packParcel = async (
  line: Line,
  keys: MailboxKeys,
  { note, message, bytes }: { note: UploadNote; message: MessageId; bytes: Uint8Array },
): Promise<Parcel> => {
  const { organisation } = line.pin;
  const { bytes: form } = await signUpload(keys, { organisation, message, note });
  return { file: note.file, message, bytes, form };
};

export const upload = async (parcel: Parcel, to: Uploading): Promise<Uploaded> => {
  const begun = await beginUpload(parcel, to);
  if (typeof begun !== "number") return begun;
  const { file, bytes } = parcel;
  const chunks = chunksOf(paddedSize(file.size));
  for (let have = begun; have < chunks; ) {
    to.onProgress(Math.min(file.size, have * CHUNK_LENGTH));
    const part = bytes.subarray(have * CHUNK_LENGTH, (have + 1) * CHUNK_LENGTH);
    const chunk = await signChunk(to.keys, to.line.pin.organisation, file, have, part);
    const answer = await patiently("/api/file/chunk", { chunk }, to);
    if (!(answer instanceof Uint8Array)) return answer;
    have = haveIn(answer);
  }
  to.onProgress(file.size);
  return { kind: "there" };
};

/** How many chunks are there already. Work is proved again while what was proved has aged on a slow line. [MB9] */
const beginUpload = async ({ form }: Parcel, to: Uploading): Promise<number | Uploaded> => {
  for (let renewed = 0; ; renewed++) {
    const { freshWork } = to.line.carrier({ onWaiting: to.onWaiting, onWorked: () => undefined });
    let work = await freshWork();
    for (let attempt = 0; work === null; attempt++) {
      to.onWaiting("network");
      await to.line.effects.pause(pauseFor(attempt));
      if (to.isStopped() || to.line.isOver()) return { kind: "stopped" };
      work = await freshWork();
    }
    const answer = await solveWork(work.challenge, hashOf(form), work.bits);
    const said = await patiently("/api/file/begin", { upload: form, work: { challenge: work.challenge, answer } }, to);
    if (said instanceof Uint8Array) return haveIn(said);
    if (said.kind !== "refused" || said.code !== "FL_WORK" || renewed >= RENEWALS) return said;
  }
};

const pauseFor = (attempt: number): number => PAUSES[Math.min(attempt, PAUSES.length - 1)] ?? 20_000;

/** Until the server answers, whatever it says: a lost network is waited for, not reported as an end. */
const patiently = async (path: string, body: object, to: Uploading): Promise<Uint8Array | Uploaded> => {
  for (let attempt = 0; ; attempt++) {
    if (to.isStopped() || to.line.isOver()) return { kind: "stopped" };
    const answer = await to.line.post(path, body);
    if (typeof answer !== "string") {
      to.onWaiting(null);
      return answer instanceof Uint8Array ? answer : { kind: "refused", code: answer.code };
    }
    to.onWaiting(answer === "busy" ? "busy" : "network");
    await to.line.effects.pause(pauseFor(attempt));
  }
};

const haveIn = (answer: Uint8Array): number => {
  const { have } = decodeBody(answer);
  return typeof have === "number" && Number.isSafeInteger(have) && have >= 0 ? have : 0;
};

/** What one's own note says of an upload that was cut. */
export type Unfinished = { note: UploadNote; message: MessageId; form: Uint8Array; have: number };

/** @returns null where there is none, or where the note is not one's own: the server then knows no more than before */
export const findUnfinished = async (line: Line, keys: MailboxKeys): Promise<Unfinished | null> => {
  const nonce = await line.nonce();
  if (typeof nonce === "string") return null;
  const answer = await line.post("/api/file/unfinished", {
    opening: signOpening(keys, line.pin.organisation, nonce),
  });
  if (!(answer instanceof Uint8Array)) return null;
  const found = decodeBody(unpadPage(answer)).unfinished as { upload?: unknown; have?: unknown } | null;
  if (!(found?.upload instanceof Uint8Array) || typeof found.have !== "number") return null;
  try {
    const read = readUpload(found.upload, keys.verifyKey);
    const note = await openUploadNote(read, keys.kemSeed);
    if (read.mailbox !== keys.id || read.file !== note.file.id || read.size !== paddedSize(note.file.size)) return null;
    return { note, message: read.message, form: found.upload, have: found.have };
  } catch {
    return null;
  }
};

export const giveUp = async (line: Line, keys: MailboxKeys, file: AttachedFile): Promise<boolean> =>
  (await line.post("/api/file/end", { end: signUploadEnd(keys, line.pin.organisation, file.id) })) instanceof
  Uint8Array;

/** The same file again: by its size and hash, never by its name. */
export const isSame = (picked: Uint8Array, note: UploadNote): boolean =>
  picked.length === note.picked.size && hashOf(picked) === note.picked.digest;
