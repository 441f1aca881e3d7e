import { type Engine, keep, type SqlRow } from "./engine.ts";
import { type Cell, type StoreRecord, StoreRefused } from "./port.ts";
import { OLDEST_SCHEMA, SCHEMA_VERSION, TABLES } from "./tables.ts";

const KEPT = TABLES.filter((table) => table.passing !== true);

/** Table after table, in the order in which they may be restored, each by its key. */
export async function* takeSnapshot(engine: Engine): AsyncIterable<StoreRecord> {
  const queries = KEPT.map(({ name, columns, key }) => ({
    table: name,
    sql: `SELECT ${columns.map(([column]) => column).join(", ")} FROM ${name} ORDER BY ${key.join(", ")}`,
  }));
  for await (const { table, row } of engine.snapshot(queries)) yield { table, row: cellsOf(row) };
}

function cellsOf(row: SqlRow): Record<string, Cell> {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, cellOf(value)]));
}

function cellOf(value: unknown): Cell {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  throw new TypeError("a cell of no known type");
}

/** One transaction: a restore that stops half-way leaves an empty store, not half an organisation. */
export async function restoreSnapshot(
  engine: Engine,
  records: AsyncIterable<StoreRecord> | Iterable<StoreRecord>,
): Promise<void> {
  const tables = new Map(KEPT.map((table) => [table.name, table]));
  const iterator = Symbol.asyncIterator in records ? records[Symbol.asyncIterator]() : records[Symbol.iterator]();
  let begun = false;
  await engine.write(async (writer) => {
    // The records come once only, so a second try by the engine would restore the rest.
    if (begun) throw new StoreRefused("FL_STORE_RECORD");
    begun = true;
    for (const { name } of TABLES) {
      if (name === "meta" || name === "change_counter" || name === "sessions") continue;
      const some = await writer.all(`SELECT 1 AS some FROM ${name} LIMIT 1`);
      if (some.length > 0) throw new StoreRefused("FL_STORE_NOT_EMPTY");
    }
    await writer.run("DELETE FROM meta");
    await writer.run("DELETE FROM change_counter");
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
      const { table: name, row } = next.value;
      const table = tables.get(name);
      if (table === undefined || Object.keys(row).length !== table.columns.length)
        throw new StoreRefused("FL_STORE_RECORD");
      if (name === "meta" && row.name === "schema" && Number(row.value) > SCHEMA_VERSION)
        throw new StoreRefused("FL_STORE_NEWER");
      if (name === "meta" && row.name === "schema" && Number(row.value) < OLDEST_SCHEMA)
        throw new StoreRefused("FL_STORE_OLDER");
      const values = table.columns.map(([column, type, nullable]) => {
        const value = row[column];
        if (value === undefined || !fits(value, type, nullable !== undefined))
          throw new StoreRefused("FL_STORE_RECORD");
        return value;
      });
      const names = table.columns.map(([column]) => column).join(", ");
      const marks = values.map((_, index) => `$${index + 1}`).join(", ");
      await writer.run(`INSERT INTO ${name} (${names}) VALUES (${marks})`, ...values);
    }
    await writer.run("INSERT INTO change_counter (id, value) VALUES (1, 1) ON CONFLICT (id) DO NOTHING");
    return keep(undefined);
  });
}

function fits(value: Cell, type: "text" | "int" | "bytes", nullable: boolean): boolean {
  if (value === null) return nullable;
  if (type === "bytes") return value instanceof Uint8Array;
  return type === "int" ? Number.isSafeInteger(value) : typeof value === "string";
}
