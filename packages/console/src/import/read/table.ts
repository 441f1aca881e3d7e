import type { Cell } from "@fairlead/casework";

/** How a file of text was written. `sure`: it says so itself, or its bytes can be nothing else. */
export const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1251", "koi8-r", "ibm866", "windows-1252"] as const;
export type Encoding = (typeof ENCODINGS)[number];
export const SEPARATORS = [",", ";", "\t", "|"] as const;
export type Separator = (typeof SEPARATORS)[number];

/** How it was read; a person may say that it is otherwise. `comments`: how many hang on cells of the sheet; none is read. */
export type ReadAs =
  | { kind: "text"; encoding: Encoding; separator: Separator; sure: boolean }
  | { kind: "workbook"; sheet: number; sheets: string[]; comments: number };

/** What a person wants it to be read as; missing: as it seems. */
export type ReadWish = { encoding?: Encoding; separator?: Separator; sheet?: number };

/** Why a file is no list of cases. `most`: the limit that it breaks, `found` what it has. */
export type NotRead =
  | { kind: "too-large" | "too-many-rows" | "too-many-columns" | "unpacks-too-large"; most: number }
  | { kind: "not-a-table" | "old-workbook" | "locked-workbook" | "empty" | "broken-quotes" | "unreadable" };

/** `rows`: each with its place in the file, headings being row 1; empty ones are left out. */
export type ReadTable = {
  kind: "table";
  as: ReadAs;
  headings: string[];
  rows: { row: number; cells: Cell[] }[];
};

export type Asked = { bytes: Uint8Array<ArrayBuffer>; wish: ReadWish };

/** Bytes of a file, and of all that an archive holds once unpacked. */
export const FILE_MOST = 20_000_000;
export const UNPACKED_MOST = 64_000_000;
