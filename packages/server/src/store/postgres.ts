import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { collectWrites, type Job, runTogether, type Session } from "./batch.ts";
import type { Engine, Reader, SqlRow, Values } from "./engine.ts";
import { StoreFull, StoreTrouble } from "./port.ts";
import { schema } from "./tables.ts";

const CHANNEL = "fairlead_changed";
const ATTEMPTS = 8;
/** Errors after which the same transaction may simply be tried again (PostgreSQL, appendix A). */
const AGAIN = new Set(["40001", "40P01"]);
/** disk_full, and the out-of-room errors of some distributed engines. */
const FULL = new Set(["53100"]);
const SOCKET = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EHOSTUNREACH"]);
const CHUNK = 200;

/**
 * PostgreSQL, for an organisation that has outgrown one file: any number of nodes on one database.
 *
 * Every kept write notifies the other nodes at its commit, so that a console that waits at one node sees at
 * once what was accepted at another.
 */
export async function openPostgresEngine(url: string): Promise<Engine> {
  const types = { getTypeParser };
  const settings = { connectionString: url, types, application_name: "fairlead" } as const;
  const pool = new pg.Pool({
    ...settings,
    max: 10,
    // Kept: on a full disk PostgreSQL may be unable to begin another, and whoever has one reads on.
    idleTimeoutMillis: 0,
    statement_timeout: 15_000,
    // A setting of `off` or `local` on the database would make our acknowledgements untrue; stronger ones stay.
    onConnect: async (client) => {
      await client.query(
        "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local')",
      );
    },
  });
  // An idle connection that breaks is replaced by the next query; without a listener it would end the process.
  pool.on("error", () => undefined);
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  await makeSchema(pool);
  const stopListening = await listen(settings, tell);

  async function attempt(client: pg.PoolClient, jobs: readonly Job[], whole: () => boolean): Promise<void> {
    await client.query("BEGIN ISOLATION LEVEL READ COMMITTED");
    const session: Session = {
      ...reader(client),
      exec: async (sql) => void (await client.query(sql)),
      run: async (sql, ...values) => (await client.query(sql, inputs(values))).rowCount ?? 0,
      alive: whole,
    };
    const { kept, answer } = await runTogether(session, jobs, (error) => AGAIN.has(codeOf(error)));
    if (kept) await client.query(`NOTIFY ${CHANNEL}`);
    await client.query(kept ? "COMMIT" : "ROLLBACK");
    answer();
  }

  /** Never throws: every job is kept or failed. */
  async function commit(jobs: readonly Job[]): Promise<void> {
    for (let tries = 1; ; tries++) {
      let client: pg.PoolClient | undefined;
      let broken: Error | undefined;
      // A connection that breaks says so twice: the query fails, and this event would end the process.
      const lost = (error: Error): void => {
        broken = error;
      };
      try {
        client = await pool.connect();
        client.on("error", lost);
        return await attempt(client, jobs, () => broken === undefined);
      } catch (error) {
        await client?.query("ROLLBACK").catch(lost);
        if (!AGAIN.has(codeOf(error)) || tries === ATTEMPTS) {
          for (const job of jobs) job.fail(error);
          return;
        }
      } finally {
        client?.off("error", lost);
        client?.release(broken);
      }
      await sleep(tries * 10);
    }
  }

  return {
    kind: "postgresql",
    ...reader(pool),
    write: collectWrites(commit, named),
    runAside: async (sql, ...values) => {
      try {
        return (await pool.query(sql, inputs(values))).rowCount ?? 0;
      } catch (error) {
        throw named(error);
      }
    },
    snapshot: (queries) => snapshotOf(settings, queries),
    // Erased rows leave PostgreSQL's files with its own vacuum. [MB5]
    scrub: async () => undefined,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await stopListening();
      await pool.end();
    },
  };
}

type Settings = pg.ClientConfig;

function reader(client: pg.Pool | pg.PoolClient): Reader {
  return {
    all: async (sql, ...values): Promise<SqlRow[]> => {
      try {
        return (await client.query(sql, inputs(values))).rows;
      } catch (error) {
        // Inside a transaction the retry has to see the database's own code.
        throw client instanceof pg.Pool ? named(error) : error;
      }
    },
    oneOf: (column, parameter) => `${column} IN (SELECT jsonb_array_elements_text(${parameter}::jsonb))`,
  };
}

/** Two nodes may start at once: whoever comes second finds the tables made, or tries again. */
async function makeSchema(pool: pg.Pool): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      for (const statement of schema("postgresql")) await pool.query(statement);
      return;
    } catch (error) {
      // Two nodes making one table collide in the catalogue itself, whatever IF NOT EXISTS says.
      if (!["23505", "42P07", "40001", "40P01"].includes(codeOf(error)) || tries === ATTEMPTS) throw named(error);
    }
    await sleep(tries * 50);
  }
}

/** One connection that only listens; when it breaks, it comes back, and wakes everybody in case something was missed. */
async function listen(settings: Settings, tell: () => void): Promise<() => Promise<void>> {
  let stopped = false;
  let current: pg.Client | undefined;
  const begin = async (): Promise<void> => {
    const client = new pg.Client({ ...settings, keepAlive: true });
    current = client;
    client.on("notification", tell);
    client.on("error", () => void client.end().catch(() => undefined));
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    client.on("end", () => void again());
  };
  const again = async (): Promise<void> => {
    while (!stopped) {
      await sleep(500, undefined, { ref: false });
      if (stopped) return;
      try {
        await begin();
        tell();
        return;
      } catch {
        // The database is away; the calls themselves say so. Try on.
      }
    }
  };
  await begin();
  return async () => {
    stopped = true;
    await current?.end().catch(() => undefined);
  };
}

/** A cursor in one repeatable-read transaction: one moment, without holding the whole database in memory. */
async function* snapshotOf(
  settings: Settings,
  queries: readonly { table: string; sql: string }[],
): AsyncIterable<{ table: string; row: SqlRow }> {
  const client = new pg.Client(settings);
  client.on("error", () => undefined);
  await client.connect().catch((error) => {
    throw named(error);
  });
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    for (const { table, sql } of queries) {
      await client.query(`DECLARE moment NO SCROLL CURSOR FOR ${sql}`);
      for (;;) {
        const { rows } = await client.query(`FETCH ${CHUNK} FROM moment`);
        for (const row of rows) yield { table, row };
        if (rows.length < CHUNK) break;
      }
      await client.query("CLOSE moment");
    }
    await client.query("COMMIT");
  } finally {
    await client.end();
  }
}

const INT8 = 20;
/** Counts, hours and sequence numbers stay far below 2^53; the driver would hand them out as text. */
function getTypeParser(type: number, format?: "text" | "binary"): (value: string) => unknown {
  return type === INT8 ? Number : pg.types.getTypeParser(type, format);
}

function inputs(values: Values): unknown[] {
  return values.map((value) =>
    value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** What a connection is told that begins where the disk is full and the catalogue's cache is not written yet: no code says it. */
const isBegunInVain = (error: unknown): boolean =>
  codeOf(error) === "XX000" && error instanceof Error && error.message === "could not write init file";

function named(error: unknown): unknown {
  const code = codeOf(error);
  if (FULL.has(code) || isBegunInVain(error)) return new StoreFull();
  // Class 08: connection; 57P0x: the server shuts down or starts; 58: its disk; and what Node says of a dead socket.
  if (/^(08|57P0|57014|58)/.test(code) || SOCKET.has(code)) return new StoreTrouble();
  return error instanceof Error && error.message.startsWith("Connection terminated") ? new StoreTrouble() : error;
}
