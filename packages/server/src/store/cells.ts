import type { SqlRow } from "./engine.ts";

/** Reading typed cells. A wrong type here is our own bug, and throws. */
export function text(row: SqlRow, column: string): string {
  const value = row[column];
  if (typeof value !== "string") throw new TypeError(`column ${column} holds no text`);
  return value;
}

export function int(row: SqlRow, column: string): number {
  const value = row[column];
  if (typeof value !== "number" || !Number.isSafeInteger(value))
    throw new TypeError(`column ${column} holds no number`);
  return value;
}

export function optionalInt(row: SqlRow, column: string): number | null {
  return row[column] === null ? null : int(row, column);
}

export function bytes(row: SqlRow, column: string): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw new TypeError(`column ${column} holds no bytes`);
  // A plain array: what the driver hands out may be a view into its own buffer.
  return new Uint8Array(value);
}

export function optionalBytes(row: SqlRow, column: string): Uint8Array | null {
  return row[column] === null ? null : bytes(row, column);
}
