import { IMPORT_COLUMNS_MOST, IMPORT_ROWS_MOST } from "@fairlead/casework";
import papaparse from "papaparse";
import { decode, encodingOf } from "./encoding.ts";
import { type NotRead, type ReadTable, type ReadWish, SEPARATORS, type Separator } from "./table.ts";

/** What parts the first line that is parted at all into the most, outside quotes: a title may stand above it. */
const separatorOf = (text: string): Separator => {
  const lines = text
    .slice(0, 20_000)
    .replace(/"[^"]*"/gu, "")
    .split(/[\r\n]+/u);
  const line = lines.find((one) => SEPARATORS.some((separator) => one.includes(separator))) ?? "";
  const parts = (separator: Separator) => line.split(separator).length;
  return SEPARATORS.reduce((a, b) => (parts(b) > parts(a) ? b : a));
};

/** With a title, and empty lines between; past this nobody looks for the rows any more. */
const LINES_MOST = IMPORT_ROWS_MOST * 4;

/** A list as text. Whatever a cell begins with, it is text: nothing here calculates. */
export const readText = (bytes: Uint8Array, wish: ReadWish): ReadTable | NotRead => {
  const found = wish.encoding === undefined ? encodingOf(bytes) : { encoding: wish.encoding, sure: true };
  const text = decode(bytes, found.encoding);
  if (text.slice(0, 4_000).includes("\u0000")) return { kind: "not-a-table" };
  // Some spreadsheets name it in a line of its own.
  const named = /^sep=(.)\r?\n/u.exec(text);
  const body = named ? text.slice(named[0].length) : text;
  const separator = wish.separator ?? SEPARATORS.find((one) => one === named?.[1]) ?? separatorOf(body);
  const { data, errors } = papaparse.parse<string[]>(body, {
    delimiter: separator,
    skipEmptyLines: false,
    preview: LINES_MOST + 1,
  });
  // What comes after would be left out unseen: between its empty lines there may be people.
  if (data.length > LINES_MOST) return { kind: "too-many-rows", most: IMPORT_ROWS_MOST };
  if (errors.some(({ type }) => type === "Quotes")) return { kind: "broken-quotes" };
  const first = named ? 2 : 1;
  const lines = data.map((cells, index) => ({
    row: index + first,
    cells: cells.map((one) => ({ text: one, formula: false })),
  }));
  return tableOf(lines, { kind: "text", ...found, separator });
};

type Lines = ReadTable["rows"];

const isEmpty = ({ cells }: Lines[number]): boolean =>
  cells.every(({ text, formula }) => text.trim() === "" && !formula);

const filled = (line: Lines[number] | undefined): number =>
  line?.cells.filter(({ text }) => text.trim() !== "").length ?? 0;

/** The first row that says anything holds the headings, but for a title that spreads over all columns above them. */
export const tableOf = (lines: Lines, as: ReadTable["as"]): ReadTable | NotRead => {
  const said = lines.filter((line) => !isEmpty(line));
  while (said.length > 2 && filled(said[0]) === 1 && filled(said[1]) >= 3) said.shift();
  const [heads, ...rows] = said;
  if (heads === undefined || rows.length === 0) return { kind: "empty" };
  if (rows.length > IMPORT_ROWS_MOST) return { kind: "too-many-rows", most: IMPORT_ROWS_MOST };
  const width = Math.max(heads.cells.length, ...rows.map(({ cells }) => cells.length));
  const used = Array.from({ length: Math.min(width, 20_000) }, (_, column) => column).filter((column) =>
    [heads, ...rows].some(({ cells }) => (cells[column]?.text.trim() ?? "") !== ""),
  );
  const last = (used.at(-1) ?? 0) + 1;
  if (last > IMPORT_COLUMNS_MOST) return { kind: "too-many-columns", most: IMPORT_COLUMNS_MOST };
  return {
    kind: "table",
    as,
    headings: Array.from({ length: last }, (_, column) => heads.cells[column]?.text.trim() ?? ""),
    rows: rows.map(({ row, cells }) => ({ row, cells: cells.slice(0, last) })),
  };
};
