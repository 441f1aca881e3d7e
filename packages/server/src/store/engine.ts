import type { Cell } from "./port.ts";

/**
 * What an SQL engine gives to the store's tables: one statement dialect (`$1`, `$2`, …), one writer at a time.
 *
 * One writer at a time on PostgreSQL too: every kept write first takes the row of the change counter, so that
 * a reader who has seen change n has seen all changes before it. A sequence would be faster and would let a
 * later number be seen before an earlier one: a console would then miss a commit until the next.
 */
export type Values = readonly Cell[];
export type SqlRow = Readonly<Record<string, unknown>>;

export interface Reader {
  all(sql: string, ...values: Values): Promise<SqlRow[]>;
  /** `column` is one of the values of parameter `$n`, which is a JSON array of texts. */
  oneOf(column: string, parameter: string): string;
}

export interface Writer extends Reader {
  /** @returns how many rows it touched */
  run(sql: string, ...values: Values): Promise<number>;
  /** The number of this change, if it is kept. */
  readonly change: number;
}

/** What a write decided: `keep` commits, `drop` rolls back. Both answer the caller. */
export type Outcome<T> = { readonly kept: boolean; readonly value: T };
export const keep = <T>(value: T): Outcome<T> => ({ kept: true, value });
export const drop = <T>(value: T): Outcome<T> => ({ kept: false, value });

export interface Engine extends Reader {
  readonly kind: "sqlite" | "postgresql";
  /** One transaction, durable when it resolves. It may run more than once before it is kept. */
  write<T>(work: (writer: Writer) => Promise<Outcome<T>>): Promise<T>;
  /** A single statement that is no change for anybody else (sessions). */
  runAside(sql: string, ...values: Values): Promise<number>;
  /** Rows of one moment, table after table, while others write. */
  snapshot(queries: readonly { table: string; sql: string }[]): AsyncIterable<{ table: string; row: SqlRow }>;
  /** Takes erased rows out of the files that the engine itself keeps for a while. [MB5] */
  scrub(): Promise<void>;
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}
