import type { Rung } from "../timers/alarm.ts";
import { int, optionalInt, text } from "./cells.ts";
import { drop, type Engine, keep, type SqlRow, type Writer } from "./engine.ts";
import type { BellKind, Bells, KeptBell } from "./port.ts";

const BELLS_EACH = 4;
/** However many alarms ring at once: all that a ring says is that something waits. */
const APART = 2;
/** Longer than a ring may take. */
const LEASE = 2;
/** Minutes to the next try, by how many have failed. */
const BACK_OFF = [1, 1, 2, 3, 5, 10] as const;
const TEST_LASTS = 60;
const TOGETHER = 20;

const KINDS: readonly BellKind[] = ["ntfy", "mail"];

export function bellsOf(engine: Engine): Bells {
  return {
    put: ({ bell, member, token, kind, address, every, most }) =>
      engine.write(async (writer) => {
        const mine = await writer.all("SELECT bell FROM bells WHERE member = $1", member);
        const known = (await writer.all("SELECT member FROM bells WHERE bell = $1", bell))[0];
        if (known === undefined ? mine.length >= BELLS_EACH : text(known, "member") !== member) return drop(false);
        await writer.run("DELETE FROM bells WHERE bell = $1", bell);
        await writer.run(
          `INSERT INTO bells (bell, member, token, kind, address, every, most, taken)
           VALUES ($1, $2, $3, $4, $5, $6, $7, 0)`,
          ...[bell, member, token, kind, address, every, most],
        );
        return keep(true);
      }),

    of: async (member) =>
      (await engine.all("SELECT * FROM bells WHERE member = $1 ORDER BY bell", member)).map((row) => bellOf(row)),

    remove: (member, bell) =>
      engine.write(async (writer) => {
        const gone = await writer.run("DELETE FROM bells WHERE bell = $1 AND member = $2", bell, member);
        if (gone === 0) return drop(undefined);
        await writer.run("DELETE FROM rings WHERE bell = $1", bell);
        return keep(undefined);
      }),

    test: (member, bell, minute) =>
      engine.write(async (writer) => {
        const mine = await writer.all("SELECT most FROM bells WHERE bell = $1 AND member = $2", bell, member);
        if (mine.length === 0) return drop(false);
        await ring(writer, { alarm: `test ${bell}`, bell, until: minute + TEST_LASTS }, minute);
        return keep(true);
      }),

    keepOnly: async (members) => {
      const others = `NOT (${engine.oneOf("member", "$1")})`;
      const list = JSON.stringify(members);
      if ((await engine.all(`SELECT 1 AS one FROM bells WHERE ${others} LIMIT 1`, list)).length === 0) return 0;
      return engine.write(async (writer) => {
        await writer.run(`DELETE FROM rings WHERE bell IN (SELECT bell FROM bells WHERE ${others})`, list);
        return keep(await writer.run(`DELETE FROM bells WHERE ${others}`, list));
      });
    },

    async take(minute) {
      const over = "DELETE FROM rings WHERE until <= $1";
      const due = `SELECT b.* FROM bells b WHERE b.taken <= $1 AND (b.rung IS NULL OR b.rung <= $1 - ${APART})
        AND EXISTS (SELECT 1 FROM rings r WHERE r.bell = b.bell AND r.next_at <= $1 AND (r.until IS NULL OR r.until > $1))
        ORDER BY b.bell LIMIT ${TOGETHER}`;
      const found = await engine.all(due, minute);
      if (found.length === 0) return [];
      await engine.runAside(over, minute);
      const taken: KeptBell[] = [];
      for (const row of found) {
        const lease = "UPDATE bells SET taken = $2 WHERE bell = $1 AND taken <= $3";
        if ((await engine.runAside(lease, text(row, "bell"), minute + LEASE, minute)) === 1) taken.push(bellOf(row));
      }
      return taken;
    },

    rang: (bell, minute) =>
      engine.write(async (writer) => {
        const { every, most } = await insistence(writer, bell);
        // One that was test, one that has rung as often as its member wants: over.
        await writer.run(
          "DELETE FROM rings WHERE bell = $1 AND next_at <= $2 AND (times + 1 >= $3 OR alarm = $4)",
          ...[bell, minute, most, `test ${bell}`],
        );
        await writer.run(
          "UPDATE rings SET times = times + 1, tries = 0, next_at = $3 WHERE bell = $1 AND next_at <= $2",
          ...[bell, minute, minute + every],
        );
        await writer.run("UPDATE bells SET rung = $2, failed = NULL, taken = 0 WHERE bell = $1", bell, minute);
        return keep(undefined);
      }),

    failed: (bell, minute) =>
      engine.write(async (writer) => {
        for (const row of await writer.all("SELECT * FROM rings WHERE bell = $1 AND next_at <= $2", bell, minute)) {
          const tries = int(row, "tries");
          const wait = BACK_OFF[Math.min(tries, BACK_OFF.length - 1)] ?? 1;
          await writer.run(
            "UPDATE rings SET tries = $3, next_at = $4 WHERE alarm = $1 AND bell = $2",
            ...[text(row, "alarm"), bell, tries + 1, minute + wait],
          );
        }
        await writer.run("UPDATE bells SET failed = $2, taken = 0 WHERE bell = $1", bell, minute);
        return keep(undefined);
      }),
  };
}

/** Rungs of an alarm were reached: their bells ring, from now on, until somebody has it. */
export async function ringFor(writer: Writer, alarm: string, rungs: readonly Rung[], minute: number): Promise<void> {
  for (const { token, until } of rungs) {
    if (token === "") continue;
    for (const row of await writer.all("SELECT bell FROM bells WHERE token = $1", token))
      await ring(writer, { alarm, bell: text(row, "bell"), until: until ?? null }, minute);
  }
}

export async function silence(writer: Writer, alarm: string): Promise<void> {
  await writer.run("DELETE FROM rings WHERE alarm = $1", alarm);
}

async function ring(
  writer: Writer,
  { alarm, bell, until }: { alarm: string; bell: string; until: number | null },
  minute: number,
): Promise<void> {
  await writer.run("DELETE FROM rings WHERE alarm = $1 AND bell = $2", alarm, bell);
  await writer.run(
    "INSERT INTO rings (alarm, bell, next_at, times, tries, until) VALUES ($1, $2, $3, 0, 0, $4)",
    ...[alarm, bell, minute, until],
  );
}

async function insistence(writer: Writer, bell: string): Promise<{ every: number; most: number }> {
  const row = (await writer.all("SELECT every, most FROM bells WHERE bell = $1", bell))[0];
  return row === undefined ? { every: 5, most: 0 } : { every: int(row, "every"), most: int(row, "most") };
}

function bellOf(row: SqlRow): KeptBell {
  const kind = KINDS.find((name) => name === row.kind);
  if (kind === undefined) throw new TypeError("a bell of no known kind");
  return {
    bell: text(row, "bell"),
    member: text(row, "member"),
    token: text(row, "token"),
    kind,
    address: text(row, "address"),
    every: int(row, "every"),
    most: int(row, "most"),
    rung: optionalInt(row, "rung"),
    failed: optionalInt(row, "failed"),
  };
}
