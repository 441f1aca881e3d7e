import { chunksOf, paddedSize, sealedLength } from "@fairlead/protocol/verify";
import { bytes, int, optionalBytes, text } from "./cells.ts";
import { endedAt, isEmptied } from "./ended.ts";
import { drop, type Engine, keep, type Outcome, type Reader, type SqlRow, type Writer } from "./engine.ts";
import { holds } from "./held.ts";
import type { BeginAnswer, ChunkAnswer, FileRoom, Files, NewChunk, NewUpload } from "./port.ts";

/** An upload that nobody has named in a letter is destroyed after so long: the phone was lost, or the courage. */
const UNFINISHED_HOURS = 48;
/** At once, of one mailbox: a letter names no more. */
const UNFINISHED = 16;

const COUNTED = "(SELECT COUNT(*) FROM file_chunks c WHERE c.file = f.file)";

export function filesOf(engine: Engine): Files {
  return {
    begin: (upload, room) => engine.write((writer) => begin(writer, upload, room)),
    append: (chunk) => append(engine, chunk),

    async end(mailbox, file) {
      const ended = await engine.write(async (writer) => {
        const gone = await destroy(writer, "f.file = $1 AND f.mailbox = $2 AND f.named IS NULL", file, mailbox);
        return gone === 0 ? drop(false) : keep(true);
      });
      if (ended) await engine.scrub();
      return ended;
    },

    async unfinished(mailbox) {
      const row = (
        await engine.all(
          `SELECT f.upload, ${COUNTED} AS have FROM files f
           WHERE f.mailbox = $1 AND f.named IS NULL ORDER BY f.hour DESC, f.file LIMIT 1`,
          mailbox,
        )
      )[0];
      const upload = row === undefined ? null : optionalBytes(row, "upload");
      return row === undefined || upload === null ? null : { upload, have: Number(row.have) };
    },

    keysOf: async (mailbox) => {
      const row = (await engine.all("SELECT verify_key FROM mailboxes WHERE mailbox = $1", mailbox))[0];
      return row === undefined || (await isEmptied(engine, mailbox)) ? null : bytes(row, "verify_key");
    },

    async chunk(member, file, seq) {
      const row = (
        await engine.all(
          "SELECT f.desk, c.bytes FROM files f JOIN file_chunks c ON c.file = f.file WHERE f.file = $1 AND c.seq = $2",
          ...[file, seq],
        )
      )[0];
      if (row === undefined || row.desk === null || !(await holds(engine, member, text(row, "desk")))) return null;
      return bytes(row, "bytes");
    },

    limit: async (mailbox, room) => (await roomOf(engine, mailbox, room)).file,

    setLimit: (member, mailbox, limit) =>
      engine.write(async (writer) => {
        const place = (await writer.all("SELECT desk FROM mailboxes WHERE mailbox = $1", mailbox))[0];
        if (place === undefined || !(await holds(writer, member, text(place, "desk")))) return drop(false);
        await writer.run("DELETE FROM mailbox_limits WHERE mailbox = $1", mailbox);
        await writer.run("INSERT INTO mailbox_limits (mailbox, bytes) VALUES ($1, $2)", mailbox, limit);
        return keep(true);
      }),

    async expire(hour) {
      const before = hour - UNFINISHED_HOURS;
      const due = "SELECT 1 AS due FROM files WHERE named IS NULL AND hour <= $1 LIMIT 1";
      if ((await engine.all(due, before)).length === 0) return 0;
      const gone = await engine.write(async (writer) => {
        const count = await destroy(writer, "f.named IS NULL AND f.hour <= $1", before);
        return count === 0 ? drop(0) : keep(count);
      });
      await engine.scrub();
      return gone;
    },
  };
}

async function begin(writer: Writer, upload: NewUpload, room: FileRoom): Promise<Outcome<BeginAnswer>> {
  const standing = (await writer.all(`SELECT f.*, ${COUNTED} AS have FROM files f WHERE f.file = $1`, upload.file))[0];
  if (standing !== undefined) {
    const same = optionalBytes(standing, "upload");
    return same !== null && Buffer.compare(same, upload.bytes) === 0
      ? drop({ kind: "accepted", have: Number(standing.have) })
      : drop({ kind: "refused", code: "FL_FILE" });
  }
  const left = await roomOf(writer, upload.mailbox, room);
  if (left.unfinished >= UNFINISHED) return drop({ kind: "refused", code: "FL_QUOTA" });
  if (upload.size > paddedSize(left.file)) return drop({ kind: "refused", code: "FL_FILE_LARGE" });
  if (upload.size > left.bytes) return drop({ kind: "refused", code: "FL_QUOTA" }); // [MB9]
  if (!left.known && upload.size > room.left - (await unknownBytes(writer)))
    return drop({ kind: "refused", code: "FL_FULL" });
  await writer.run(
    `INSERT INTO files (file, mailbox, message, size, hour, desk, named, upload) VALUES ($1, $2, $3, $4, $5, NULL, NULL, $6)`,
    ...[upload.file, upload.mailbox, upload.message, upload.size, upload.hour, upload.bytes],
  );
  return keep({ kind: "accepted", have: 0 });
}

/** Room that this mailbox has: for one file, and for what it may still send. Reserved when an upload begins. */
async function roomOf(
  reader: Reader,
  mailbox: string,
  room: FileRoom,
): Promise<{ file: number; bytes: number; known: boolean; unfinished: number }> {
  const ended = await endedAt(reader, mailbox);
  const row = (
    await reader.all(
      `SELECT m.answered, (SELECT l.bytes FROM mailbox_limits l WHERE l.mailbox = m.mailbox) AS raised,
         (SELECT COALESCE(SUM(f.size), 0) FROM files f WHERE f.mailbox = m.mailbox AND (f.named IS NULL OR f.named IN
            (SELECT r.hash FROM mailbox_rows r WHERE r.mailbox = m.mailbox AND r.seq > $2))) AS used,
         (SELECT COUNT(*) FROM files f WHERE f.mailbox = m.mailbox AND f.named IS NULL) AS unfinished
       FROM mailboxes m WHERE m.mailbox = $1`,
      ...[mailbox, ended?.rows ?? 0],
    )
  )[0];
  if (row === undefined) return { file: room.unknown, bytes: 0, known: false, unfinished: 0 };
  const raised = row.raised === null ? 0 : Number(row.raised);
  // Whoever comes with words that were given up has the room of somebody new, and no more. [HO2]
  const known = ended === null && (int(row, "answered") === 1 || raised > 0);
  const file = known ? Math.max(room.file, raised) : Math.min(room.file, room.unknown);
  const whole = known ? Math.max(room.known, 4 * paddedSize(file)) : paddedSize(room.unknown);
  const bytesLeft = Math.max(0, whole - Number(row.used));
  return { file, bytes: bytesLeft, known, unfinished: Number(row.unfinished) };
}

/** What mailboxes that the team does not know yet have reserved, all together. */
async function unknownBytes(reader: Reader): Promise<number> {
  const row = (
    await reader.all(
      `SELECT COALESCE(SUM(f.size), 0) AS used FROM files f JOIN mailboxes m ON m.mailbox = f.mailbox WHERE m.answered = 0`,
    )
  )[0];
  return Number(row?.used ?? 0);
}

/**
 * One statement, kept at once and no change for anybody else: nobody at a console is woken for each 64 KiB. A chunk is
 * taken only where it comes next, and chunks go only all together, so two tabs cannot make a file with a gap.
 */
async function append(engine: Engine, { mailbox, file, seq, hash, sealed }: NewChunk): Promise<ChunkAnswer> {
  const place = (
    await engine.all(
      `SELECT f.size, f.named, ${COUNTED} AS have FROM files f WHERE f.file = $1 AND f.mailbox = $2`,
      ...[file, mailbox],
    )
  )[0];
  if (place === undefined) return { kind: "refused", code: "FL_FILE" };
  const size = int(place, "size");
  if (seq >= chunksOf(size) || sealed.length !== sealedLength(size, seq)) return { kind: "refused", code: "FL_FILE" };
  const have = Number(place.have);
  if (seq > have) return { kind: "stale", have };
  const kept = async (): Promise<ChunkAnswer> => {
    const row = (await engine.all("SELECT hash FROM file_chunks WHERE file = $1 AND seq = $2", file, seq))[0];
    return row?.hash === hash
      ? { kind: "accepted", have: Math.max(have, seq + 1) }
      : { kind: "refused", code: "FL_FILE" };
  };
  if (seq < have) return kept();
  try {
    await engine.runAside(
      "INSERT INTO file_chunks (file, seq, hash, bytes) VALUES ($1, $2, $3, $4) ON CONFLICT (file, seq) DO NOTHING",
      ...[file, seq, hash, sealed],
    );
  } catch (error) {
    // Given up or expired at this very moment: the reference has nothing to refer to.
    if ((await engine.all("SELECT 1 AS here FROM files WHERE file = $1", file)).length > 0) throw error;
  }
  return kept();
}

/**
 * A letter is kept: the files that were sent for it are its own from now on, and at its desk. Their notes go: whoever has
 * the code words and the phone opens nothing of what was sent. [P8] [MB5]
 *
 * @returns how many of `expected` are there and whole
 */
export async function nameFiles(
  writer: Writer,
  row: { mailbox: string; message: string; hash: string; desk: string },
  expected: readonly string[],
): Promise<number> {
  const whole = `f.mailbox = $1 AND f.message = $2 AND f.named IS NULL`;
  const sent = await writer.all(
    `SELECT f.file, f.size, ${COUNTED} AS have FROM files f WHERE ${whole}`,
    ...[row.mailbox, row.message],
  );
  const complete = sent
    .filter((one) => Number(one.have) === chunksOf(int(one, "size")))
    .map((one) => text(one, "file"));
  if (complete.length > 0)
    await writer.run(
      `UPDATE files SET named = $1, desk = $2, upload = NULL WHERE ${writer.oneOf("file", "$3")}`,
      ...[row.hash, row.desk, JSON.stringify(complete)],
    );
  return expected.filter((file) => complete.includes(file)).length;
}

/**
 * Letters are being erased: their files go with them, or on to the desk of the case that has taken the letters over,
 * where that desk's reader asks for it. Only what lies at a desk that he holds.
 */
export async function releaseFiles(
  writer: Writer,
  member: string,
  rows: readonly string[],
  to: string | undefined,
): Promise<number> {
  const held = await writer.all(
    `SELECT f.file, f.desk FROM files f WHERE ${writer.oneOf("f.named", "$1")}`,
    JSON.stringify(rows),
  );
  const mine: string[] = [];
  for (const row of held) if (await holds(writer, member, text(row, "desk"))) mine.push(text(row, "file"));
  if (mine.length === 0) return 0;
  const names = JSON.stringify(mine);
  if (to === undefined) return destroy(writer, writer.oneOf("f.file", "$1"), names);
  if (!(await holds(writer, member, to))) return 0;
  return writer.run(`UPDATE files SET desk = $1 WHERE ${writer.oneOf("file", "$2")}`, to, names);
}

/** Nobody could open them any more, and a seizure finds nothing to keep. [CO6] */
export const destroyFilesAt = (writer: Writer, desk: string): Promise<number> => destroy(writer, "f.desk = $1", desk);

/** Files of this mailbox that no letter has named. */
export const destroyUnfinished = (writer: Writer, mailbox: string): Promise<number> =>
  destroy(writer, "f.mailbox = $1 AND f.named IS NULL", mailbox);

async function destroy(writer: Writer, which: string, ...values: readonly (string | number)[]): Promise<number> {
  const found = await writer.all(`SELECT f.file FROM files f WHERE ${which}`, ...values);
  if (found.length === 0) return 0;
  const names = JSON.stringify(found.map((row: SqlRow) => text(row, "file")));
  await writer.run(`DELETE FROM file_chunks WHERE ${writer.oneOf("file", "$1")}`, names);
  await writer.run(`DELETE FROM files WHERE ${writer.oneOf("file", "$1")}`, names);
  return found.length;
}
