import type { LetterFile, MailboxId } from "@fairlead/casework";
import { CHUNK_LENGTH, chunksOf, type FileId, openChunk, paddedSize } from "@fairlead/protocol";
import type { Held } from "./held.ts";
import { ServerRefused } from "./session.ts";

/** `gone`: erased, or lies at a desk that this hand does not hold. `altered`: not what the letter names. [P4] */
export type FileOpened =
  | { kind: "file"; bytes: Uint8Array<ArrayBuffer> }
  | { kind: "gone" }
  | { kind: "altered" }
  | { kind: "stopped" };

/**
 * Fetches a letter's file and opens it, in memory only. Whole or not at all: a file that has lost its end could say the
 * opposite of what was sent.
 *
 * @param onProgress bytes that have come
 * @throws Unreachable
 */
export async function openFile(
  held: Held,
  file: LetterFile,
  onProgress: (bytes: number) => void,
  stop: AbortSignal,
): Promise<FileOpened> {
  const whole = new Uint8Array(file.size);
  const named = { id: file.id as FileId, key: file.key, size: file.size };
  for (let index = 0; index < chunksOf(paddedSize(file.size)); index++) {
    if (stop.aborted) return { kind: "stopped" };
    let chunk: Uint8Array;
    try {
      chunk = (await held.session.call("/api/file", { file: file.id, index })).bytes("chunk");
    } catch (error) {
      if (error instanceof ServerRefused && error.code === "FL_ACCESS") return { kind: "gone" };
      throw error;
    }
    try {
      const part = await openChunk(named, index, chunk);
      whole.set(part, Math.min(index * CHUNK_LENGTH, file.size));
    } catch {
      return { kind: "altered" };
    }
    onProgress(Math.min(file.size, (index + 1) * CHUNK_LENGTH));
  }
  return { kind: "file", bytes: whole };
}

/** Bytes that one file of this mailbox may have; null asks only. By a holder of its desk. [MB9] @throws ServerRefused */
export async function fileLimit(held: Held, mailbox: MailboxId, bytes: number | null): Promise<number> {
  return (await held.session.call("/api/mailbox/limit", { mailbox, bytes })).uint("bytes");
}
