import { type Bytes, concat, decodeBody, digest, encodeBody, sameBytes } from "@fairlead/protocol";
import type { StoreRecord } from "@fairlead/server";

/**
 * A backup's inside: records one after the other, each as four bytes of length (big-endian) and one
 * CBOR map. First {format, hour}, then {table, row} for each row of the store, last {records, digest}
 * with a running SHA-256, so that a file cut short is never taken for a whole one.
 */
export const FORMAT = "fairlead-backup/1";

export class BackupBroken extends Error {
  readonly code = "FL_BACKUP_BROKEN";
}

function frame(body: object): Bytes {
  const bytes = encodeBody(body);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return concat(length, bytes);
}

export async function* writeRecords(records: AsyncIterable<StoreRecord>, hour: number): AsyncGenerator<Bytes, number> {
  yield frame({ format: FORMAT, hour });
  let running = digest();
  let count = 0;
  for await (const { table, row } of records) {
    const framed = frame({ table, row });
    running = digest(running, framed);
    count++;
    yield framed;
  }
  yield frame({ records: count, digest: running });
  return count;
}

export interface BackupRead {
  hour: number;
  records: AsyncGenerator<StoreRecord, number>;
}

/** @throws BackupBroken before the last record where the file is not whole. */
export async function readRecords(chunks: AsyncIterable<Uint8Array>): Promise<BackupRead> {
  const frames = framesOf(chunks);
  const first = (await frames.next()).value?.body;
  if (first?.format !== FORMAT || typeof first.hour !== "number") throw new BackupBroken();
  return { hour: first.hour, records: recordsOf(frames) };
}

async function* recordsOf(
  frames: AsyncGenerator<{ body: Record<string, unknown>; framed: Bytes }>,
): AsyncGenerator<StoreRecord, number> {
  let running = digest();
  let count = 0;
  for await (const { body, framed } of frames) {
    if (typeof body.records === "number") {
      const whole = body.digest;
      if (body.records !== count || !(whole instanceof Uint8Array) || !sameBytes(whole, running))
        throw new BackupBroken();
      return count;
    }
    if (typeof body.table !== "string" || !isRow(body.row)) throw new BackupBroken();
    running = digest(running, framed);
    count++;
    yield { table: body.table, row: body.row };
  }
  throw new BackupBroken();
}

function isRow(value: unknown): value is StoreRecord["row"] {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every(
      (cell) => cell === null || typeof cell === "string" || typeof cell === "number" || cell instanceof Uint8Array,
    )
  );
}

const FRAME_LIMIT = 64 * 1024 * 1024;

async function* framesOf(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ body: Record<string, unknown>; framed: Bytes }> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    size += chunk.length;
    let buffer: Uint8Array | null = null;
    for (;;) {
      if (size < 4) break;
      buffer ??= held.length === 1 ? (held[0] ?? new Uint8Array(0)) : concat(...held);
      const length = new DataView(buffer.buffer, buffer.byteOffset).getUint32(0);
      if (length > FRAME_LIMIT) throw new BackupBroken();
      if (size < 4 + length) break;
      const framed = new Uint8Array(buffer.subarray(0, 4 + length));
      yield { body: decodeBody(framed.subarray(4)), framed };
      buffer = buffer.subarray(4 + length);
      size = buffer.length;
    }
    if (buffer !== null) held = [buffer];
  }
  if (size > 0) throw new BackupBroken();
}
