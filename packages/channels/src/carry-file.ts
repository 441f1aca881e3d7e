/** One file into a mailbox, chunk by chunk, going on where a crash has cut it. [P6] [PAD1] */
import type { Line } from "@fairlead/portal/line";
import type { OwnMailbox } from "@fairlead/portal/own-mailbox";
import { findUnfinished, giveUp, packParcel, upload } from "@fairlead/portal/upload";
import { type AttachedFile, hashOf, type MessageId } from "@fairlead/protocol/files";

export type Carried =
  /** The server holds all of it, now or since an earlier try. */
  { kind: "there" } | { kind: "refused"; why: "large" | "full" } | { kind: "waits"; why: string };

const REFUSED: Readonly<Record<string, "large" | "full">> = {
  FL_FILE_LARGE: "large",
  FL_QUOTA: "full",
  FL_FULL: "full",
};

type Into = { line: Line; own: OwnMailbox /** Of the letter that will name it. */; message: MessageId };

/** @param file under a key that is derived from its bytes: sealed again they are the same chunks */
export const carryFile = async (
  { line, own, message }: Into,
  file: AttachedFile,
  bytes: Uint8Array,
): Promise<Carried> => {
  const { keys } = own;
  if (bytes.length > own.fileLimit) return { kind: "refused", why: "large" };
  const half = own.unfinished ? await findUnfinished(line, keys) : null;
  if (own.unfinished && half === null) return { kind: "waits", why: "network" };
  const isThis = half?.note.file.id === file.id;
  // What another mail had begun and could not end would take the room of this one until the server forgets it.
  if (half !== null && !isThis) await giveUp(line, keys, half.note.file);
  const digest = hashOf(bytes);
  const note = { file, picked: { size: bytes.length, digest }, sent: digest };
  const parcel = isThis
    ? { file, message, bytes, form: half.form }
    : await packParcel(line, keys, { note, message, bytes });
  const nothing = () => undefined;
  const on = { line, keys, onProgress: nothing, onWaiting: nothing, isStopped: () => false };
  const uploaded = await upload(parcel, on);
  if (uploaded.kind === "there") return uploaded;
  if (uploaded.kind === "stopped") return { kind: "waits", why: "network" };
  // A letter has named it already: that letter, sent again, is found to be there. If not, it is refused, and this waits.
  if (uploaded.code === "FL_FILE") return { kind: "there" };
  const why = REFUSED[uploaded.code];
  return why === undefined ? { kind: "waits", why: uploaded.code } : { kind: "refused", why };
};
