import { closeSync, openSync } from "node:fs";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { collectWrites, type Job, runTogether, type Session } from "./batch.ts";
import type { Engine, SqlRow, Values } from "./engine.ts";
import { StoreFull, StoreTrouble } from "./port.ts";
import { schema } from "./tables.ts";

/** Result codes of SQLite that mean "no room" (https://sqlite.org/rescode.html). */
const SQLITE_FULL = 13;
const SQLITE_BUSY = 5;
/** An fsync that failed, a disk that went away: the write was not acknowledged. */
const SQLITE_IOERR = 10;
/** How long a write waits for another process before it gives up. */
const PATIENCE_MS = 10_000;
const SCRUB_AGAIN_MS = 5_000;

export type SqliteOptions = {
  /** Ceiling of the file in pages of 4 KiB; for tests of a full disk, and for quotas. */
  readonly maxPages?: number;
};

/**
 * The default engine: one file, WAL, durable on every commit, no native build.
 *
 * Two connections: one writes, one reads. On a single one a reader would see a transaction that is not kept yet.
 */
export function openSqliteEngine(path: string, options: SqliteOptions = {}): Engine {
  // Nobody else on the machine reads it; SQLite gives the files beside it the same rights.
  closeSync(openSync(path, "a", 0o600));
  const writing = connect(path);
  if (options.maxPages !== undefined) writing.exec(`PRAGMA max_page_count=${Math.trunc(options.maxPages)}`);
  writing.exec("BEGIN IMMEDIATE");
  for (const statement of schema("sqlite")) writing.exec(statement);
  writing.exec("COMMIT");
  // From here on waiting is ours: SQLite's own would stop the loop that the holder of the lock may need.
  writing.exec("PRAGMA busy_timeout=0");
  const reading = connect(path);
  reading.exec("PRAGMA query_only=ON");

  const write = statements(writing);
  const read = statements(reading);
  const listeners = new Set<() => void>();
  let turn: Promise<unknown> = Promise.resolve();
  let scrubLater: NodeJS.Timeout | undefined;
  let closed = false;

  /** One transaction after the other: the connection holds only one. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  const session: Session = {
    oneOf,
    exec: async (sql) => writing.exec(sql),
    all: async (sql, ...values) => write(sql).all(...inputs(values)),
    run: async (sql, ...values) => Number(write(sql).run(...inputs(values)).changes),
    // After some errors SQLite has rolled back by itself.
    alive: () => writing.isTransaction,
  };

  async function commit(jobs: readonly Job[]): Promise<void> {
    try {
      await patiently(() => writing.exec("BEGIN IMMEDIATE"));
      const { kept, answer } = await runTogether(session, jobs, () => false);
      writing.exec(kept ? "COMMIT" : "ROLLBACK");
      answer();
      if (kept) for (const listener of listeners) listener();
    } catch (error) {
      if (writing.isTransaction) writing.exec("ROLLBACK");
      for (const job of jobs) job.fail(error);
    }
  }

  function scrub(): void {
    if (closed) return;
    clearTimeout(scrubLater);
    let done = false;
    try {
      done = Number(writing.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get()?.busy) === 0;
    } catch {
      // A full disk, or another process: the write itself is kept, so only try again.
    }
    if (!done) scrubLater = setTimeout(() => void inTurn(async () => scrub()), SCRUB_AGAIN_MS).unref();
  }

  return {
    kind: "sqlite",
    oneOf,
    all: async (sql, ...values) => read(sql).all(...inputs(values)),
    write: collectWrites((jobs) => inTurn(() => commit(jobs)), named),
    runAside: (sql, ...values) => inTurn(() => patiently(() => Number(write(sql).run(...inputs(values)).changes))),
    snapshot: (queries) => snapshotOf(path, queries),
    scrub: () => inTurn(async () => scrub()),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await inTurn(async () => {
        closed = true;
        clearTimeout(scrubLater);
        reading.close();
        writing.close();
      });
    },
  };
}

/** Tries until no other connection holds the lock. */
async function patiently<T>(step: () => T): Promise<T> {
  for (let waited = 0; ; waited += 10) {
    try {
      return step();
    } catch (error) {
      if (codeOf(error) !== SQLITE_BUSY || waited >= PATIENCE_MS) throw named(error);
    }
    await sleep(10);
  }
}

/** Its own connection: a read transaction keeps one moment while the writer goes on. */
async function* snapshotOf(
  path: string,
  queries: readonly { table: string; sql: string }[],
): AsyncIterable<{ table: string; row: SqlRow }> {
  const database = connect(path);
  try {
    database.exec("PRAGMA query_only=ON");
    database.exec("BEGIN");
    for (const { table, sql } of queries) {
      for (const row of database.prepare(sql).iterate()) yield { table, row };
    }
  } finally {
    database.close();
  }
}

function connect(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 5000 });
  database.exec("PRAGMA journal_mode=WAL");
  database.exec("PRAGMA synchronous=FULL");
  database.exec("PRAGMA foreign_keys=ON");
  database.exec("PRAGMA secure_delete=ON");
  return database;
}

/** Prepared once each. `$1` of our dialect is `?1` of SQLite's. */
function statements(database: DatabaseSync): (sql: string) => StatementSync {
  const prepared = new Map<string, StatementSync>();
  return (sql) => {
    let statement = prepared.get(sql);
    if (statement === undefined) {
      statement = database.prepare(sql.replaceAll(/\$(\d+)/g, "?$1"));
      prepared.set(sql, statement);
    }
    return statement;
  };
}

function oneOf(column: string, parameter: string): string {
  return `${column} IN (SELECT value FROM json_each(${parameter}))`;
}

function inputs(values: Values): SQLInputValue[] {
  return [...values];
}

/** The primary result code; the extended one says more than we need. */
function codeOf(error: unknown): number {
  return error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : 0;
}

function named(error: unknown): unknown {
  const code = codeOf(error);
  if (code === SQLITE_FULL) return new StoreFull();
  return code === SQLITE_IOERR || code === SQLITE_BUSY ? new StoreTrouble() : error;
}
