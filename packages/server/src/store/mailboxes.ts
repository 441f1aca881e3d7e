import { cardExpired } from "@fairlead/protocol/verify";
import { bytes, int, optionalInt, text } from "./cells.ts";
import { type Ended, end, endedAt, headsSince, usedSince } from "./ended.ts";
import { drop, type Engine, keep, type Outcome, type Reader, type SqlRow, type Writer } from "./engine.ts";
import { destroyUnfinished, nameFiles, releaseFiles } from "./files.ts";
import { holds } from "./held.ts";
import type { Mailboxes, MailboxHeads, NewRow, PostAnswer, Room, Thread } from "./port.ts";
import { armByLetter } from "./watches.ts";

const ZERO = "00".repeat(32);
/** Streams whose current epoch member $1 holds. */
const DESKS = `SELECT s.stream FROM wraps w JOIN streams s ON s.stream = w.stream AND s.epoch = w.epoch
  WHERE w.member = $1 AND s.erased_at IS NULL`;

/** Of a message id in hex, what a reply and its twins under other keys have in common. [MB3] */
const TWIN_DIGITS = 24;

type Direction = "to-team" | "to-mailbox";
type Release = Parameters<Mailboxes["reply"]>[1];
const AT_ONCE: Release = { until: null, notBefore: null };

export function mailboxesOf(engine: Engine): Mailboxes {
  return {
    post: (row, keys, room) => engine.write((writer) => post(writer, row, keys, room)),
    async reply(row, release, replaces) {
      const answer = await engine.write((writer) => reply(writer, row, release, replaces));
      if (answer.kind === "accepted" && [replaces, release.alone, release.instead].some(Boolean)) await engine.scrub();
      return answer;
    },
    letterAt: (message) => letterAt(engine, message),
    keeps: async (mailbox, hash) =>
      (await engine.all("SELECT 1 AS kept FROM mailbox_rows WHERE mailbox = $1 AND hash = $2", mailbox, hash)).length >
      0,

    async open(mailbox, hour, after) {
      const place = await find(engine, mailbox);
      if (place === undefined) return null;
      const ended = await endedAt(engine, mailbox);
      const rows = await engine.all(
        `SELECT hash, bytes, until FROM mailbox_rows
         WHERE mailbox = $1 AND direction = 'to-mailbox' AND seq > $3 AND bytes IS NOT NULL
           AND (not_before IS NULL OR not_before <= $2) AND (until IS NULL OR until > $2)
         ORDER BY seq LIMIT 64`,
        ...[mailbox, hour, after],
      );
      return {
        ...headsSince(headsOf(place), ended),
        ended: ended !== null,
        rows: rows.map((row) => ({
          hash: text(row, "hash"),
          bytes: bytes(row, "bytes"),
          until: optionalInt(row, "until"),
        })),
      };
    },

    async confirm(mailbox, read, hour) {
      if (read.length === 0) return 0;
      const erased = await engine.write(async (writer) => {
        const mine = `mailbox = $1 AND direction = 'to-mailbox' AND ${writer.oneOf("hash", "$2")}
          AND (not_before IS NULL OR not_before <= $3)`;
        const values = [mailbox, JSON.stringify(read), hour] as const;
        const gone = await writer.run(
          `UPDATE mailbox_rows SET bytes = NULL WHERE ${mine} AND bytes IS NOT NULL AND (until IS NULL OR until <= $3)`,
          ...values,
        );
        const seen = await writer.run(
          `UPDATE mailbox_rows SET confirmed = $3 WHERE ${mine} AND confirmed IS NULL`,
          ...values,
        );
        if (gone + seen === 0) return drop(0);
        await touch(writer, mailbox);
        return keep(gone);
      });
      if (erased > 0) await engine.scrub();
      return erased;
    },

    async erase(member, mailbox, rows, filesTo) {
      if (rows.length === 0) return 0;
      const erased = await engine.write(async (writer) => {
        const gone = await writer.run(
          `UPDATE mailbox_rows SET bytes = NULL WHERE mailbox = $2 AND direction = 'to-team' AND bytes IS NOT NULL
             AND ${writer.oneOf("hash", "$3")} AND desk IN (${DESKS})`,
          ...[member, mailbox, JSON.stringify(rows)],
        );
        const files = await releaseFiles(writer, member, rows, filesTo);
        if (gone + files === 0) return drop(0);
        await measure(writer, [mailbox]);
        await touch(writer, mailbox);
        return keep(gone);
      });
      if (erased > 0) await engine.scrub();
      return erased;
    },

    async desk(mailbox) {
      const place = await find(engine, mailbox);
      return place === undefined ? null : text(place, "desk");
    },

    async freeze(member, mailbox, hour) {
      const frozen = await engine.write(async (writer) => {
        if (!(await isAtDeskOf(writer, member, mailbox))) return drop(false);
        const begun = await writer.run(
          "INSERT INTO frozen_mailboxes (mailbox, hour) VALUES ($1, $2) ON CONFLICT (mailbox) DO NOTHING",
          ...[mailbox, hour],
        );
        // Two hands of a desk come by at once: the second would destroy the holding text that the first has sent, whose
        // message id is used up. What lies here is nothing older.
        if (begun === 0) return keep(true);
        // Nothing older: whoever holds the phone now finds no reply, and neither does whoever seizes the server.
        await writer.run(
          "UPDATE mailbox_rows SET bytes = NULL WHERE mailbox = $1 AND direction = 'to-mailbox' AND bytes IS NOT NULL",
          mailbox,
        );
        // Nor what was being sent: its note opens with the words, and says what the photo is called.
        await destroyUnfinished(writer, mailbox);
        await touch(writer, mailbox);
        return keep(true);
      });
      if (frozen) await engine.scrub();
      return frozen;
    },

    thaw: (member, mailbox) =>
      engine.write(async (writer) => {
        if (!(await isAtDeskOf(writer, member, mailbox))) return drop(false);
        await writer.run("DELETE FROM frozen_mailboxes WHERE mailbox = $1", mailbox);
        await touch(writer, mailbox);
        return keep(true);
      }),

    async end(mailbox, hour) {
      const ended = await engine.write(async (writer) => {
        const place = await find(writer, mailbox);
        if (place === undefined || (await endedAt(writer, mailbox)) !== null) return drop(false);
        await end(writer, mailbox, hour, int(place, "up_seq"));
        // Files half sent go too: their names are sealed to its holder.
        await destroyUnfinished(writer, mailbox);
        await touch(writer, mailbox);
        return keep(true);
      });
      if (ended) await engine.scrub();
    },

    threads: (member, since, limit, maxBytes = Number.MAX_SAFE_INTEGER, have = new Map()) =>
      threads(engine, member, since, { limit, maxBytes, have }),

    async expire(hour) {
      const due = "SELECT DISTINCT mailbox FROM mailbox_rows WHERE until <= $1 AND bytes IS NOT NULL";
      if ((await engine.all(`${due} LIMIT 1`, hour)).length === 0) return 0;
      const gone = await engine.write(async (writer) => {
        for (const row of await writer.all(due, hour)) await touch(writer, text(row, "mailbox"));
        const count = await writer.run(
          "UPDATE mailbox_rows SET bytes = NULL WHERE until <= $1 AND bytes IS NOT NULL",
          hour,
        );
        return count === 0 ? drop(0) : keep(count);
      });
      await engine.scrub();
      return gone;
    },

    async unansweredBytes() {
      const row = (await engine.all("SELECT COALESCE(SUM(used), 0) AS used FROM mailboxes WHERE answered = 0"))[0];
      // PostgreSQL sums integers as numeric, which arrives as text.
      return Number(row?.used ?? 0);
    },
  };
}

async function isAtDeskOf(reader: Reader, member: string, mailbox: string): Promise<boolean> {
  const place = await find(reader, mailbox);
  return place !== undefined && (await holds(reader, member, text(place, "desk")));
}

async function find(reader: Reader, mailbox: string): Promise<SqlRow | undefined> {
  return (await reader.all("SELECT * FROM mailboxes WHERE mailbox = $1", mailbox))[0];
}

function headsOf(row: SqlRow): MailboxHeads {
  return {
    up: { seq: int(row, "up_seq"), hash: text(row, "up_hash") },
    down: { seq: int(row, "down_seq"), hash: text(row, "down_hash") },
  };
}

const NOTHING_YET: MailboxHeads = { up: { seq: 0, hash: ZERO }, down: { seq: 0, hash: ZERO } };

async function post(
  writer: Writer,
  row: NewRow,
  keys: { verifyKey: Uint8Array; kemKey: Uint8Array },
  room: Room,
): Promise<Outcome<PostAnswer>> {
  const before = await sameMessage(writer, row, "to-team");
  if (before !== null) return drop(before);
  if (row.once === true && (await letterAt(writer, row.message)) !== null)
    return drop({ kind: "refused", code: "FL_MESSAGE_USED" });
  const place = await find(writer, row.mailbox);
  const ended = await endedAt(writer, row.mailbox);
  const heads = place === undefined ? NOTHING_YET : headsSince(headsOf(place), ended);
  if (row.seq !== heads.up.seq + 1 || row.previous !== heads.up.hash) return drop({ kind: "stale", ...heads });
  const whole = place === undefined ? 0 : int(place, "used");
  const used = ended === null ? whole : await usedSince(writer, row.mailbox, ended);
  const answered = place !== undefined && ended === null && int(place, "answered") === 1;
  if (!(await mayBeSealedTo(writer, row, ended))) return drop({ kind: "refused", code: "FL_CARD" });
  const quota = answered ? room.known : room.unanswered;
  if (used + row.bytes.length > quota) return drop({ kind: "refused", code: "FL_QUOTA" }); // [MB9]
  if (!answered && row.bytes.length > room.left) return drop({ kind: "refused", code: "FL_FULL" });
  // The desk is set here once and moves with a new card only: a letter sealed to an old card must not draw the
  // thread back to the intake. [MB4]
  if (place === undefined) await beginMailbox(writer, row, keys);
  const files = row.files ?? [];
  if ((await nameFiles(writer, row, files)) < files.length) return drop({ kind: "refused", code: "FL_FILE" });
  const seq = row.seq + (ended?.rows ?? 0);
  await insert(writer, { ...row, seq }, "to-team", AT_ONCE);
  await writer.run(
    "UPDATE mailboxes SET up_seq = $2, up_hash = $3, used = used + $4, changed = $5 WHERE mailbox = $1",
    ...[row.mailbox, seq, row.hash, row.bytes.length, writer.change],
  );
  await armByLetter(writer, row, place === undefined || ended !== null ? row.desk : text(place, "desk"));
  return keep({ kind: "accepted", hash: row.hash });
}

/** Where there is none: with a caller's first letter, or with the card that a member gives a ticket. [TK1] */
export async function beginMailbox(
  writer: Writer,
  { mailbox, desk }: { mailbox: string; desk: string },
  { verifyKey, kemKey }: { verifyKey: Uint8Array; kemKey: Uint8Array },
): Promise<void> {
  await writer.run(
    `INSERT INTO mailboxes (mailbox, verify_key, kem_key, desk, up_seq, up_hash, down_seq, down_hash, used, answered, changed)
     VALUES ($1, $2, $3, $4, 0, $5, 0, $5, 0, 0, 0) ON CONFLICT (mailbox) DO NOTHING`,
    ...[mailbox, verifyKey, kemKey, desk, ZERO],
  );
}

async function reply(
  writer: Writer,
  row: NewRow,
  release: Release,
  replaces?: { hash: string; member: string },
): Promise<Outcome<PostAnswer>> {
  const before = await sameMessage(writer, row, "to-mailbox");
  if (before !== null) return drop(before);
  const place = await find(writer, row.mailbox);
  if (place === undefined) return drop({ kind: "refused", code: "FL_MAILBOX_UNKNOWN" });
  if ((await endedAt(writer, row.mailbox)) !== null) return drop({ kind: "refused", code: "FL_ENDED" });
  const heads = headsOf(place);
  if (row.seq !== heads.down.seq + 1 || row.previous !== heads.down.hash) return drop({ kind: "stale", ...heads });
  const frozen = await writer.all("SELECT 1 AS frozen FROM frozen_mailboxes WHERE mailbox = $1", row.mailbox);
  if (frozen.length > 0 && release.holding !== true) return drop({ kind: "refused", code: "FL_FROZEN" }); // [MB8]
  if (replaces !== undefined) {
    if (!(await holds(writer, replaces.member, text(place, "desk"))))
      return drop({ kind: "refused", code: "FL_ACCESS" });
    const gone = await writer.run(
      `UPDATE mailbox_rows SET bytes = NULL WHERE hash = $1 AND mailbox = $2 AND direction = 'to-mailbox'
         AND confirmed IS NULL AND bytes IS NOT NULL`,
      ...[replaces.hash, row.mailbox],
    );
    // Said again, it would come back to somebody who has read it and let it go. [MB5]
    if (gone === 0) return drop({ kind: "refused", code: "FL_REPLY_READ" });
  }
  if (release.alone !== undefined) {
    if (!(await holds(writer, release.alone.member, text(place, "desk"))))
      return drop({ kind: "refused", code: "FL_ACCESS" });
    // What a ticket said before is not to be found beside what it says now. [TK1]
    await writer.run(
      "UPDATE mailbox_rows SET bytes = NULL WHERE mailbox = $1 AND direction = 'to-mailbox' AND bytes IS NOT NULL",
      row.mailbox,
    );
  }
  if (release.instead !== undefined) {
    if (!(await holds(writer, release.instead.member, text(place, "desk"))))
      return drop({ kind: "refused", code: "FL_ACCESS" });
    for (const message of release.instead.messages)
      await writer.run(
        `UPDATE mailbox_rows SET bytes = NULL WHERE mailbox = $1 AND direction = 'to-mailbox'
           AND substr(message, 1, ${TWIN_DIGITS}) = $2 AND bytes IS NOT NULL`,
        ...[row.mailbox, message],
      );
  }
  await insert(writer, row, "to-mailbox", release);
  await writer.run(
    "UPDATE mailboxes SET down_seq = $2, down_hash = $3, answered = 1, changed = $4 WHERE mailbox = $1",
    ...[row.mailbox, row.seq, row.hash, writer.change],
  );
  return keep({ kind: "accepted", hash: row.hash });
}

/**
 * Whether this card is one that a page may still have in hand. [MB4]
 *
 * A letter under keys that were destroyed would be lost, and one under the general card would reach people whom the
 * mailbox's own card was made to leave out. Refused, the page fetches the newest card and seals again.
 */
async function mayBeSealedTo(
  writer: Writer,
  { card, mailbox, desk, hour }: NewRow,
  ended: Ended | null,
): Promise<boolean> {
  const erased = "SELECT 1 AS erased FROM streams WHERE stream = $1 AND erased_at IS NOT NULL";
  if ((await writer.all(erased, desk)).length > 0) return false;
  const newest = "SELECT counter, expires FROM cards WHERE mailbox = $1 ORDER BY counter DESC LIMIT 1";
  // Of an ended one the page is given the general card, as if it had never had another.
  const own = ended === null ? (await writer.all(newest, mailbox))[0] : undefined;
  if (card.mailbox === "new" && own !== undefined && !cardExpired({ expires: int(own, "expires") }, hour)) return false;
  const last = card.mailbox === "new" ? (await writer.all(newest, "new"))[0] : own;
  return last === undefined || card.counter >= int(last, "counter") - 1;
}

/**
 * A retry with the same bytes is accepted again; the same message id over other bytes is not: "accepted" must mean that
 * these words are kept. [MB7] [ST5]
 */
async function sameMessage(writer: Writer, row: NewRow, direction: Direction): Promise<PostAnswer | null> {
  const kept = await writer.all(
    "SELECT hash FROM mailbox_rows WHERE mailbox = $1 AND direction = $2 AND (message = $3 OR hash = $4)",
    ...[row.mailbox, direction, row.message, row.hash],
  );
  if (kept.some(({ hash }) => hash === row.hash)) return { kind: "accepted", hash: row.hash };
  return kept.length === 0 ? null : { kind: "refused", code: "FL_MESSAGE_USED" };
}

async function letterAt(reader: Reader, message: string): Promise<string | null> {
  const sql = "SELECT mailbox FROM mailbox_rows WHERE message = $1 AND direction = 'to-team' LIMIT 1";
  const row = (await reader.all(sql, message))[0];
  return row === undefined ? null : text(row, "mailbox");
}

/** Counts again what is held of these mailboxes' letters: what was erased takes no room. [MB9] */
export async function measure(writer: Writer, mailboxes: readonly string[]): Promise<void> {
  await writer.run(
    `UPDATE mailboxes SET used = (SELECT COALESCE(SUM(LENGTH(r.bytes)), 0) FROM mailbox_rows r
       WHERE r.mailbox = mailboxes.mailbox AND r.direction = 'to-team' AND r.bytes IS NOT NULL)
     WHERE ${writer.oneOf("mailbox", "$1")}`,
    JSON.stringify(mailboxes),
  );
}

async function insert(writer: Writer, row: NewRow, direction: Direction, release: Release): Promise<void> {
  await writer.run(
    `INSERT INTO mailbox_rows (hash, mailbox, direction, seq, message, desk, hour, until, not_before, confirmed, bytes)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL, $10)`,
    ...[row.hash, row.mailbox, direction, row.seq, row.message, row.desk, row.hour],
    ...[release.until, release.notBefore, row.bytes],
  );
}

async function touch(writer: Writer, mailbox: string): Promise<void> {
  await writer.run("UPDATE mailboxes SET changed = $2 WHERE mailbox = $1", mailbox, writer.change);
}

/**
 * A thread is shown to whoever holds its desk, and to whoever holds the desk of a letter that still lies in it:
 * a letter sealed to a superseded card must find the one who can re-seal it. [MB4]
 */
async function threads(
  engine: Engine,
  member: string,
  since: number,
  of: { limit: number; maxBytes: number; have: ReadonlyMap<string, number> },
): Promise<{ threads: Thread[]; now: number }> {
  const counter = (await engine.all("SELECT value FROM change_counter WHERE id = 1"))[0];
  const mine = `m.changed > $2 AND (m.desk IN (${DESKS}) OR EXISTS (SELECT 1 FROM mailbox_rows r WHERE r.mailbox = m.mailbox
    AND r.direction = 'to-team' AND r.bytes IS NOT NULL AND r.desk IN (${DESKS})))`;
  // A cut list ends between two changes, never inside one: the next call goes on exactly there.
  const cut = (
    await engine.all(
      `SELECT m.changed FROM mailboxes m WHERE ${mine} ORDER BY m.changed LIMIT 1 OFFSET $3`,
      ...[member, since, of.limit - 1],
    )
  )[0];
  const reached = cut === undefined ? (counter === undefined ? 0 : int(counter, "value")) : int(cut, "changed");
  const found = await engine.all(
    `SELECT m.*, (SELECT f.hour FROM frozen_mailboxes f WHERE f.mailbox = m.mailbox) AS frozen
     FROM mailboxes m WHERE ${mine} AND m.changed <= $3 ORDER BY m.changed, m.mailbox`,
    ...[member, since, reached],
  );
  const names = JSON.stringify(found.map((row) => text(row, "mailbox")));
  // Sizes first: 64 full threads at once would be more than a small server has room for.
  const rows = await engine.all(
    `SELECT mailbox, seq, hash, hour, CASE WHEN desk IN (${DESKS}) THEN COALESCE(LENGTH(bytes), 0) ELSE 0 END AS size
     FROM mailbox_rows WHERE direction = 'to-team' AND ${engine.oneOf("mailbox", "$2")} ORDER BY mailbox, seq`,
    ...[member, names],
  );
  const byMailbox = inMailboxes(rows.filter((row) => int(row, "seq") > (of.have.get(text(row, "mailbox")) ?? 0)));
  const answers = inMailboxes(
    await engine.all(
      `SELECT mailbox, message, CASE WHEN confirmed IS NULL AND bytes IS NOT NULL THEN hash ELSE NULL END AS unread
       FROM mailbox_rows WHERE direction = 'to-mailbox' AND ${engine.oneOf("mailbox", "$1")} ORDER BY mailbox, seq`,
      names,
    ),
  );
  const sizeOf = (row: SqlRow): number =>
    (byMailbox.get(text(row, "mailbox")) ?? []).reduce((sum, letter) => sum + int(letter, "size") + ROW_FRAME, 0) +
    (answers.get(text(row, "mailbox"))?.length ?? 0) * ROW_FRAME;
  const { taken, now } = cutByBytes(found, sizeOf, of.maxBytes, reached);
  const given: Thread[] = [];
  for (const row of taken) {
    const mailbox = text(row, "mailbox");
    const letters = byMailbox.get(mailbox) ?? [];
    const bytesOf = await bytesAfter(engine, member, mailbox, of.have.get(mailbox) ?? 0);
    const replies = (answers.get(mailbox) ?? []).map((answer) => ({
      message: text(answer, "message"),
      hash: answer.unread === null ? null : text(answer, "unread"),
    }));
    given.push({
      mailbox,
      verifyKey: bytes(row, "verify_key"),
      kemKey: bytes(row, "kem_key"),
      desk: text(row, "desk"),
      ...headsOf(row),
      replies,
      unread: replies.filter(({ hash }) => hash !== null).length,
      frozen: optionalInt(row, "frozen"),
      ended: await endedAt(engine, mailbox),
      rows: letters.map((letter) => ({
        seq: int(letter, "seq"),
        hash: text(letter, "hash"),
        hour: int(letter, "hour"),
        row: bytesOf.get(text(letter, "hash")) ?? null,
      })),
    });
  }
  return { threads: given, now };
}

function inMailboxes(rows: readonly SqlRow[]): Map<string, SqlRow[]> {
  const byMailbox = new Map<string, SqlRow[]>();
  for (const row of rows) {
    const before = byMailbox.get(text(row, "mailbox"));
    if (before === undefined) byMailbox.set(text(row, "mailbox"), [row]);
    else before.push(row);
  }
  return byMailbox;
}

/** What a row weighs in an answer beside its sealed bytes. */
const ROW_FRAME = 128;

/** Whole changes until the bytes are full; the first one always, so that a reader gets on. */
function cutByBytes(
  found: readonly SqlRow[],
  sizeOf: (row: SqlRow) => number,
  maxBytes: number,
  reached: number,
): { taken: readonly SqlRow[]; now: number } {
  let size = 0;
  let whole = 0;
  for (const [index, row] of found.entries()) {
    const before = found[index - 1];
    if (before !== undefined && int(before, "changed") !== int(row, "changed")) whole = index;
    size += sizeOf(row);
    if (size > maxBytes && whole > 0)
      return { taken: found.slice(0, whole), now: int(found[whole - 1] ?? row, "changed") };
  }
  return { taken: found, now: reached };
}

async function bytesAfter(
  engine: Engine,
  member: string,
  mailbox: string,
  seq: number,
): Promise<Map<string, Uint8Array>> {
  const rows = await engine.all(
    `SELECT hash, bytes FROM mailbox_rows WHERE mailbox = $2 AND direction = 'to-team' AND seq > $3
       AND bytes IS NOT NULL AND desk IN (${DESKS})`,
    ...[member, mailbox, seq],
  );
  return new Map(rows.map((row) => [text(row, "hash"), bytes(row, "bytes")]));
}
