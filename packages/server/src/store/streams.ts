import { applyAlarmStep } from "./alarms.ts";
import { bytes, int, optionalInt, text } from "./cells.ts";
import { drop, type Engine, keep, type Outcome, type Reader, type SqlRow, type Values, type Writer } from "./engine.ts";
import { destroyFilesAt } from "./files.ts";
import { HELD, holds } from "./held.ts";
import { measure } from "./mailboxes.ts";
import type {
  AppendAnswer,
  Appending,
  AppendRefusal,
  Compartment,
  Erasing,
  Head,
  NewCommit,
  NewWrap,
  Skipping,
  Streams,
} from "./port.ts";
import { applyWatchStep } from "./watches.ts";

const ZERO = "00".repeat(32);

export function streamsOf(engine: Engine): Streams {
  return {
    append: (author, commits, wraps, appending = {}) =>
      engine.write((writer) => append(writer, author, commits, wraps, appending)),

    async head(stream) {
      const place = await find(engine, stream);
      return place === undefined ? null : headOf(place);
    },

    async readers(stream) {
      const sql = "SELECT DISTINCT member, epoch FROM wraps WHERE stream = $1 ORDER BY epoch, member";
      const rows = await engine.all(sql, stream);
      return rows.map((row) => ({ member: text(row, "member"), epoch: int(row, "epoch") }));
    },

    async everHeldBy(member) {
      const rows = await engine.all(
        `SELECT w.stream, MIN(w.epoch) AS first, MAX(w.epoch) AS last, MAX(s.epoch) AS now, MAX(s.erased_at) AS erased
         FROM wraps w JOIN streams s ON s.stream = w.stream WHERE w.member = $1 GROUP BY w.stream ORDER BY w.stream`,
        member,
      );
      return rows.map((row) => ({
        stream: text(row, "stream"),
        first: int(row, "first"),
        last: int(row, "last"),
        now: int(row, "now"),
        erased: optionalInt(row, "erased") !== null,
      }));
    },

    heldBy: (member) => listed(engine, HELD, member),

    async changedFor(member, since) {
      const held = await listed(
        engine,
        `${HELD} AND s.stream IN (SELECT c.stream FROM stream_changes c WHERE c.changed > $2)`,
        ...[member, since],
      );
      const sql = `SELECT COUNT(DISTINCT w.stream) AS given FROM stream_changes c JOIN wraps w ON w.stream = c.stream
        WHERE c.changed > $2 AND w.member = $1`;
      const row = (await engine.all(sql, member, since))[0];
      // Of two moments: what was erased in between is in the first alone.
      return { held, left: Math.max(0, (row === undefined ? 0 : int(row, "given")) - held.length) };
    },

    holds: (member, stream) => holds(engine, member, stream),

    async lastEpochOf(member, stream) {
      const sql = "SELECT MAX(epoch) AS last FROM wraps WHERE member = $1 AND stream = $2";
      const row = (await engine.all(sql, member, stream))[0];
      return row === undefined ? null : optionalInt(row, "last");
    },

    async wraps(member, stream) {
      const sql = "SELECT bytes FROM wraps WHERE member = $1 AND stream = $2 ORDER BY epoch, hash";
      return (await engine.all(sql, member, stream)).map((row) => bytes(row, "bytes"));
    },

    async page(stream, from, limit, maxBytes) {
      const place = await find(engine, stream);
      if (place === undefined) return { commits: [], head: null, erased: null };
      const sql = "SELECT bytes FROM commits WHERE stream = $1 AND seq >= $2 ORDER BY seq LIMIT $3";
      const commits: Uint8Array[] = [];
      let size = 0;
      for (const row of await engine.all(sql, stream, from, limit)) {
        const commit = bytes(row, "bytes");
        // At least one, so that a reader always gets on.
        if (commits.length > 0 && size + commit.length > maxBytes) break;
        commits.push(commit);
        size += commit.length;
      }
      return { commits, head: headOf(place), erased: optionalInt(place, "erased_at") };
    },

    async eraseDue(hour) {
      const due = "SELECT stream FROM streams WHERE erase_at <= $1 AND erased_at IS NULL ORDER BY stream LIMIT 50";
      if ((await engine.all(due, hour)).length === 0) return 0;
      const erased = await engine.write(async (writer) => {
        const streams = (await writer.all(due, hour)).map((row) => text(row, "stream"));
        for (const stream of streams) await eraseStream(writer, stream, hour);
        return streams.length === 0 ? drop(0) : keep(streams.length);
      });
      await engine.scrub();
      return erased;
    },
  };
}

/** @param held streams with their newest commit and epoch, as {@link HELD} names them */
async function listed(reader: Reader, held: string, ...values: Values): Promise<Compartment[]> {
  const rows = await reader.all(
    `SELECT h.*, (SELECT COUNT(DISTINCT r.member) FROM wraps r WHERE r.stream = h.stream AND r.epoch = h.epoch) AS readers
     FROM (${held} GROUP BY s.stream, s.seq, s.hash, s.epoch) h ORDER BY h.stream`,
    ...values,
  );
  return rows.map((row) => ({
    stream: text(row, "stream"),
    ...headOf(row),
    epoch: int(row, "epoch"),
    readers: int(row, "readers"),
  }));
}

async function find(reader: Reader, stream: string): Promise<SqlRow | undefined> {
  return (await reader.all("SELECT * FROM streams WHERE stream = $1", stream))[0];
}

function headOf(row: SqlRow): Head {
  return { seq: int(row, "seq"), hash: text(row, "hash") };
}

/** One after the other; whatever is refused takes the whole call with it. [ST2] */
async function append(
  writer: Writer,
  author: string,
  commits: readonly NewCommit[],
  wraps: readonly NewWrap[],
  appending: Appending,
): Promise<Outcome<AppendAnswer>> {
  const touched = new Set<string>();
  const left = new Set(wraps);
  for (const commit of commits) {
    if ((await writer.all("SELECT 1 AS kept FROM commits WHERE hash = $1", commit.hash)).length > 0) continue; // [ST5]
    const own = wraps.filter((wrap) => wrap.stream === commit.stream && wrap.epoch === commit.epoch);
    const refusal = await appendOne(writer, author, commit, own, appending);
    if (refusal !== null) return drop(refusal);
    if (commit.effect.kind === "epoch") for (const wrap of own) left.delete(wrap);
    touched.add(commit.stream);
  }
  for (const wrap of left) {
    const done = await grant(writer, author, wrap);
    if (done === "refused") return drop({ kind: "refused", code: "FL_WRAP" });
    if (done === "kept") touched.add(wrap.stream);
  }
  for (const stream of touched)
    await writer.run(
      "INSERT INTO stream_changes (stream, changed) VALUES ($1, $2) ON CONFLICT (stream) DO UPDATE SET changed = $2",
      ...[stream, writer.change],
    );
  return touched.size > 0 ? keep({ kind: "accepted" }) : drop({ kind: "accepted" });
}

const refused = (code: AppendRefusal): AppendAnswer => ({ kind: "refused", code });

async function appendOne(
  writer: Writer,
  author: string,
  commit: NewCommit,
  wraps: readonly NewWrap[],
  { out = [], skipping = [] }: Appending,
): Promise<AppendAnswer | null> {
  const skips = skipping.find(({ stream, from }) => stream === commit.stream && from === commit.seq);
  if (skips !== undefined) await skip(writer, skips);
  const place = await find(writer, commit.stream);
  if (place !== undefined && optionalInt(place, "erased_at") !== null) return refused("FL_STREAM_ERASED"); // [CO6]
  const head = place === undefined ? { seq: -1, hash: ZERO } : headOf(place);
  const epoch = place === undefined ? 0 : int(place, "epoch");
  // Who does not hold a stream learns nothing about its head either.
  if (place !== undefined && !(await holds(writer, author, commit.stream))) return refused("FL_ACCESS");
  if (commit.seq !== head.seq + 1 || commit.prev !== head.hash)
    return { kind: "stale", stream: commit.stream, ...head };
  const begins = commit.effect.kind === "epoch";
  if (commit.epoch !== (begins ? epoch + 1 : epoch)) return refused("FL_COMMIT_CHAIN");
  if (!begins && (await isHeldByAny(writer, out, commit.stream, epoch))) return refused("FL_EPOCH_DUE"); // [CO3]
  if (place !== undefined && commit.rosterSeq < int(place, "roster_seq")) return refused("FL_COMMIT_ROSTER"); // [ST3]

  const { effect } = commit;
  // Said by the first epoch, once for all: nobody lets what all share run out. [P11]
  const keeping = place === undefined ? null : text(place, "keeping");
  if (effect.kind === "retention" && keeping !== "perishable") return refused("FL_COMMIT_RETENTION");
  if (effect.kind === "forget" && keeping !== "turning") return refused("FL_COMMIT_RETENTION");
  if (effect.kind === "epoch" && keeping !== null && effect.keeping !== keeping) return refused("FL_COMMIT_RETENTION");

  if (place === undefined) {
    const began = effect.kind === "epoch" ? effect.keeping : "lasting";
    await writer.run(
      "INSERT INTO streams (stream, seq, hash, epoch, roster_seq, keeping) VALUES ($1, $2, $3, $4, $5, $6)",
      ...[commit.stream, commit.seq, commit.hash, commit.epoch, commit.rosterSeq, began],
    );
  } else {
    await writer.run(
      "UPDATE streams SET seq = $2, hash = $3, epoch = $4, roster_seq = $5 WHERE stream = $1",
      ...[commit.stream, commit.seq, commit.hash, commit.epoch, commit.rosterSeq],
    );
  }
  await writer.run(
    "INSERT INTO commits (hash, stream, seq, bytes) VALUES ($1, $2, $3, $4)",
    ...[commit.hash, commit.stream, commit.seq, commit.bytes],
  );
  return apply(writer, commit, wraps);
}

/**
 * Takes back the commits that a new epoch skips, where the stream still stands where it stood when they were looked at:
 * all of them were written by members who are out. [ST3]
 */
async function skip(writer: Writer, { stream, from, head, epoch, rosterSeq, hashes }: Skipping): Promise<void> {
  const place = await find(writer, stream);
  if (place === undefined || int(place, "seq") !== head.seq || text(place, "hash") !== head.hash) return;
  const before = (await writer.all("SELECT hash FROM commits WHERE stream = $1 AND seq = $2", stream, from - 1))[0];
  if (before === undefined) return;
  await writer.run("DELETE FROM commits WHERE stream = $1 AND seq >= $2", stream, from);
  // An epoch among them has never been: nobody holds the stream by it, and nobody lost it by it.
  for (const table of ["wraps", "unlinked_epochs", "epochs"])
    await writer.run(`DELETE FROM ${table} WHERE stream = $1 AND epoch > $2`, stream, epoch);
  // An hour of erasure that nobody sees any more must not come. [P11]
  await writer.run(
    `UPDATE streams SET erase_at = NULL, retention_commit = NULL WHERE stream = $1
       AND ${writer.oneOf("retention_commit", "$2")}`,
    ...[stream, JSON.stringify(hashes)],
  );
  await writer.run(
    "UPDATE streams SET seq = $2, hash = $3, epoch = $4, roster_seq = $5 WHERE stream = $1",
    ...[stream, from - 1, text(before, "hash"), epoch, rosterSeq],
  );
}

async function isHeldByAny(
  reader: Reader,
  members: readonly string[],
  stream: string,
  epoch: number,
): Promise<boolean> {
  if (members.length === 0) return false;
  const sql = `SELECT 1 AS held FROM wraps WHERE stream = $1 AND epoch = $2 AND ${reader.oneOf("member", "$3")} LIMIT 1`;
  return (await reader.all(sql, stream, epoch, JSON.stringify(members))).length > 0;
}

async function apply(writer: Writer, commit: NewCommit, wraps: readonly NewWrap[]): Promise<AppendAnswer | null> {
  const { effect, stream, hash } = commit;
  switch (effect.kind) {
    case "none":
      return null;
    case "epoch":
      if (!wraps.every((wrap) => wrap.commitment === effect.commitment)) return refused("FL_WRAP"); // [CO1]
      await writer.run(
        "INSERT INTO epochs (stream, epoch, commitment) VALUES ($1, $2, $3)",
        ...[stream, commit.epoch, effect.commitment],
      );
      if (!effect.linked)
        await writer.run("INSERT INTO unlinked_epochs (stream, epoch) VALUES ($1, $2)", stream, commit.epoch);
      for (const wrap of wraps) await insertWrap(writer, wrap);
      return null;
    case "alarm":
      return (await applyAlarmStep(writer, stream, effect.step)) ? null : refused("FL_ALARM");
    case "watch":
      return (await applyWatchStep(writer, commit, effect.step)) ? null : refused("FL_ALARM");
    case "retention":
      await writer.run(
        "UPDATE streams SET erase_at = $2, retention_commit = $3 WHERE stream = $1",
        ...[stream, effect.eraseAt, effect.eraseAt === null ? null : hash],
      );
      return null;
    case "forget": {
      const sql = "SELECT 1 AS unlinked FROM unlinked_epochs WHERE stream = $1 AND epoch >= $2 LIMIT 1";
      // A back-link would lead to those keys all the same.
      if ((await writer.all(sql, stream, effect.before)).length === 0) return refused("FL_COMMIT_CHAIN");
      await writer.run("DELETE FROM wraps WHERE stream = $1 AND epoch < $2", stream, effect.before);
      return null;
    }
  }
}

/** A single wrap of an epoch that already stands: a new reader, or history given later. [CO2] */
async function grant(writer: Writer, author: string, wrap: NewWrap): Promise<"kept" | "same" | "refused"> {
  if ((await writer.all("SELECT 1 AS kept FROM wraps WHERE hash = $1", wrap.hash)).length > 0) return "same";
  const sql = "SELECT commitment FROM epochs WHERE stream = $1 AND epoch = $2";
  const epoch = (await writer.all(sql, wrap.stream, wrap.epoch))[0];
  if (epoch === undefined || text(epoch, "commitment") !== wrap.commitment) return "refused";
  if (!(await holds(writer, author, wrap.stream))) return "refused";
  await insertWrap(writer, wrap);
  return "kept";
}

async function insertWrap(writer: Writer, wrap: NewWrap): Promise<void> {
  await writer.run(
    "INSERT INTO wraps (hash, stream, epoch, member, bytes) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (hash) DO NOTHING",
    ...[wrap.hash, wrap.stream, wrap.epoch, wrap.member, wrap.bytes],
  );
}

/**
 * Erases what two members decided to erase. Streams that this store has never seen are refused from now on all the same.
 * One of which it has seen less than the two name is no proof of anything: whoever names a number too high would else
 * erase what he does not hold. That it was decided before a backup was restored is said by `settled`. [CO6]
 */
export async function eraseByDecision(
  writer: Writer,
  { streams, by, hour, settled = false }: Erasing,
): Promise<"erased" | "stale" | "refused"> {
  for (const { stream, seq, hash } of streams) {
    const place = await find(writer, stream);
    if (place === undefined) {
      await writer.run(
        `INSERT INTO streams (stream, seq, hash, epoch, roster_seq, keeping, erased_at) VALUES ($1, $2, $3, 0, 0, 'perishable', $4)`,
        ...[stream, seq, hash, hour],
      );
      continue;
    }
    if (optionalInt(place, "erased_at") !== null) continue;
    const head = headOf(place);
    if (!settled && (head.seq > seq || (head.seq === seq && head.hash !== hash))) return "stale";
    if (text(place, "keeping") !== "perishable") return "refused";
    if (!settled && !(await isHeldByAny(writer, by, stream, int(place, "epoch")))) return "refused";
    await eraseStream(writer, stream, hour);
  }
  return "erased";
}

/** Keys and ciphertext go; the head stays as a stub, and where one member asked for it, the signed commit that did. [CO6] */
async function eraseStream(writer: Writer, stream: string, hour: number): Promise<void> {
  await writer.run(
    `DELETE FROM commits WHERE stream = $1
       AND hash <> COALESCE((SELECT retention_commit FROM streams WHERE stream = $1), '')`,
    stream,
  );
  await writer.run("DELETE FROM rings WHERE alarm IN (SELECT alarm FROM alarms WHERE stream = $1)", stream);
  await writer.run("DELETE FROM watches WHERE desk = $1", stream);
  for (const table of ["wraps", "stream_changes", "epochs", "unlinked_epochs", "watches", "watched_alarms", "alarms"])
    await writer.run(`DELETE FROM ${table} WHERE stream = $1`, stream);
  // Letters sealed to this compartment are as unreadable as it is now, and replies that nobody fetched until its
  // hour will not be: a seizure finds nothing to keep.
  const sealedToIt = "SELECT DISTINCT mailbox FROM mailbox_rows WHERE desk = $1";
  const touched = (await writer.all(sealedToIt, stream)).map((row) => text(row, "mailbox"));
  await writer.run("UPDATE mailbox_rows SET bytes = NULL WHERE desk = $1", stream);
  await destroyFilesAt(writer, stream);
  await measure(writer, touched);
  await writer.run(
    `UPDATE mailboxes SET changed = $2 WHERE desk = $1 OR mailbox IN (${sealedToIt})`,
    ...[stream, writer.change],
  );
  // Nobody could open what is sealed to these cards from now on; whoever writes again is new to the team. [MB4]
  await writer.run("DELETE FROM cards WHERE desk = $1", stream);
  const general = (await writer.all("SELECT desk FROM cards WHERE mailbox = 'new' ORDER BY counter DESC LIMIT 1"))[0];
  if (general !== undefined)
    await writer.run("UPDATE mailboxes SET desk = $2 WHERE desk = $1", stream, text(general, "desk"));
  await writer.run("UPDATE streams SET erased_at = $2, erase_at = NULL WHERE stream = $1", stream, hour);
}
