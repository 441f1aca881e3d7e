/**
 * The cells of an Office Open XML workbook (ECMA-376 part 1, 18): what stands in them, and what its formulas came to when
 * it was last saved. No formula, macro, link or picture is looked at; comments on cells are counted, so that nobody destroys
 * them unread. Every step counts what it takes, because a file of a few kilobytes can ask for gigabytes.
 */
import { IMPORT_CELL_MOST, IMPORT_ROWS_MOST } from "@fairlead/casework";
import { strFromU8, type Unzipped, unzipSync } from "fflate";
import { Parser } from "saxen";
import { tableOf } from "./csv.ts";
import { type NotRead, type ReadTable, type ReadWish, UNPACKED_MOST } from "./table.ts";

const WANTED =
  /^\/?xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/(?:[^/]+\.xml|_rels\/[^/]+\.rels)|(?:[^/]+\/)*(?:threaded)?comments?[^/]*\.xml)$/iu;
/** Rows that are only formatted count too: a sheet of a million of them is no list. */
const ROWS_SEEN = IMPORT_ROWS_MOST * 4;
const COLUMNS_SEEN = 20_000;
/** Empty ones before a cell that stands far to the right count too. */
const CELLS_SEEN = 500_000;
/** Than any cell may be, and enough to say so. */
const LONGER = IMPORT_CELL_MOST * 10;
const EMPTY = { text: "", formula: false } as const;

/** What a file breaks; carried out of the parser's hooks. */
class Unfit extends Error {
  readonly why: NotRead;
  constructor(why: NotRead) {
    super(why.kind);
    this.name = "Unfit";
    this.why = why;
  }
}

const unpacksTooLarge = new Unfit({ kind: "unpacks-too-large", most: UNPACKED_MOST });

/** Sizes are what the archive itself says; fflate gives no more room than that, and what does not fit is broken. */
const unpack = (bytes: Uint8Array, wanted: (name: string) => boolean): Unzipped => {
  let size = 0;
  return unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!wanted(name)) return false;
      size += originalSize;
      if (size > UNPACKED_MOST) throw unpacksTooLarge;
      return true;
    },
  });
};

type Hooks = {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
};

/** Entities of the language itself alone: a document type, in which others could be defined, is passed over. */
const parse = (xml: Uint8Array | undefined, { open, close, text }: Hooks): void => {
  if (xml === undefined) return;
  const parser = new Parser();
  const local = (name: string): string => name.slice(name.indexOf(":") + 1);
  let failed: Unfit | null = null;
  // saxen goes on after an exception in a hook of its own; ours ends here.
  const guarded = (work: () => void): void => {
    if (failed !== null) return;
    try {
      work();
    } catch (error) {
      failed = error instanceof Unfit ? error : new Unfit({ kind: "not-a-table" });
      parser.stop();
    }
  };
  parser.on("openTag", (name, attributes, decoded) => {
    guarded(() => {
      const own = attributes();
      open?.(local(name), Object.fromEntries(Object.entries(own).map(([key, value]) => [local(key), decoded(value)])));
    });
  });
  parser.on("closeTag", (name) => guarded(() => close?.(local(name))));
  parser.on("text", (value, decoded) => guarded(() => text?.(decoded(value))));
  parser.on("cdata", (value) => guarded(() => text?.(value)));
  parser.on("error", () => {
    failed ??= new Unfit({ kind: "not-a-table" });
    parser.stop();
  });
  parser.parse(strFromU8(xml));
  if (failed !== null) throw failed;
};

/** Where the parts lie that one part names, "../comments1.xml" seen from it, and of which type each is. */
const relationsOf = (files: Unzipped, part: string): { id: string; type: string; target: string }[] => {
  const cut = part.lastIndexOf("/") + 1;
  const found: { id: string; type: string; target: string }[] = [];
  parse(files[`${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`], {
    open: (name, { Id = "", Type = "", Target = "" }) => {
      if (name !== "Relationship") return;
      const steps = Target.startsWith("/") ? [] : part.slice(0, cut).split("/").filter(Boolean);
      for (const step of Target.split("/")) {
        if (step === "..") steps.pop();
        else if (step !== "" && step !== ".") steps.push(step);
      }
      found.push({ id: Id, type: Type, target: steps.join("/") });
    },
  });
  return found;
};

/** `target`: the path inside the archive. Hidden ones too: they may be what somebody looks for. */
const sheetsOf = (files: Unzipped): { name: string; target: string }[] => {
  const targets = new Map(relationsOf(files, "xl/workbook.xml").map(({ id, target }) => [id, target]));
  const sheets: { name: string; target: string }[] = [];
  parse(files["xl/workbook.xml"], {
    open: (tag, attributes) => {
      if (tag === "sheet") sheets.push({ name: attributes.name ?? "", target: targets.get(attributes.id ?? "") ?? "" });
    },
  });
  return sheets;
};

/** Texts that cells share. Of one with several styles all pieces; how it is pronounced is no part of it. */
const sharedTexts = (xml: Uint8Array | undefined): string[] => {
  const found: string[] = [];
  let inText = false;
  let spoken = false;
  parse(xml, {
    open: (name) => {
      if (name === "si") found.push("");
      if (name === "rPh") spoken = true;
      inText = name === "t" && !spoken;
    },
    close: (name) => {
      if (name === "rPh") spoken = false;
      if (name === "t") inText = false;
    },
    text: (text) => {
      if (inText && found.length > 0) found[found.length - 1] += text;
    },
  });
  return found;
};

/**
 * How many comments hang on the cells of a sheet. What Excel writes today stands there twice: each answer in a thread, and one
 * comment of the old kind for older programs, on the same cell.
 */
const commentsOn = (files: Unzipped, sheet: string): number => {
  const parts = relationsOf(files, sheet);
  const threaded = new Set<string>();
  let count = 0;
  for (const kind of ["threadedComment", "comment"] as const)
    for (const { target } of parts.filter(({ type }) => type.replace(/s$/u, "").endsWith(`/${kind}`)))
      parse(files[target], {
        open: (name, { ref = "" }) => {
          if (name !== kind || (kind === "comment" && threaded.has(ref))) return;
          if (kind === "threadedComment") threaded.add(ref);
          count += 1;
        },
      });
  return count;
};

/** Numbers that stand for a day or a moment, in any language's spreadsheet. */
const BUILT_IN_DATES: ReadonlySet<number> = new Set([
  14,
  15,
  16,
  17,
  22,
  ...Array.from({ length: 10 }, (_, n) => 27 + n),
  50,
  51,
  52,
  53,
  54,
  55,
  56,
  57,
  58,
]);

/** Of those, what shows an hour too; and what shows an hour alone. */
const BUILT_IN_MOMENT = 22;
const BUILT_IN_HOURS: ReadonlySet<number> = new Set([18, 19, 20, 21]);

/** What a number shows as: a day, an hour, both. */
type Shows = { day: boolean; hour: boolean };

const builtIn = (id: number): Shows => ({
  day: BUILT_IN_DATES.has(id),
  hour: id === BUILT_IN_MOMENT || BUILT_IN_HOURS.has(id),
});

/** By the number of a cell's style. How long something took, "[h]:mm", is no hour. */
const dateStyles = (xml: Uint8Array | undefined): Shows[] => {
  const formats = new Map<number, Shows>();
  const styles: Shows[] = [];
  let inCells = false;
  parse(xml, {
    open: (name, { numFmtId, formatCode = "" }) => {
      const id = Number(numFmtId);
      const code = formatCode.replace(/"[^"]*"|\\.|\[[^\]]*\]/gu, "");
      if (name === "numFmt") formats.set(id, { day: /[dy]/iu.test(code), hour: /h/iu.test(code) });
      if (name === "cellXfs") inCells = true;
      if (name === "xf" && inCells) styles.push(formats.get(id) ?? builtIn(id));
    },
    close: (name) => {
      if (name === "cellXfs") inCells = false;
    },
  });
  return styles;
};

/** Days since 1899-12-30; before March 1900 spreadsheets count a day that there never was. */
const dayOfSerial = (serial: number, from1904: boolean): string | null => {
  const day = Math.floor(serial) + (from1904 ? 1462 : 0);
  if (day < 61 || day > 2_958_465) return null;
  return new Date(Date.UTC(1899, 11, 30) + day * 86_400_000).toISOString().slice(0, 10);
};

/** As it shows: "1990-01-01", "2017-05-05 18:30", "18:30"; null: as none of them. */
const shownAs = (serial: number, { day, hour }: Shows, from1904: boolean): string | null => {
  const minutes = Math.round(serial * 1440);
  const at = [Math.floor((minutes % 1440) / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
  if (!day) return hour && minutes >= 0 && minutes < 1440 ? at : null;
  const date = dayOfSerial(hour ? minutes / 1440 : serial, from1904);
  return date === null || !hour || minutes % 1440 === 0 ? date : `${date} ${at}`;
};

/** "BC12" is column 54; a cell that does not say where it is follows the one before. */
const columnOf = (reference: string | undefined, next: number): number => {
  const letters = /^[A-Z]{1,3}/u.exec(reference ?? "")?.[0];
  return letters === undefined
    ? next
    : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
};

type Lines = ReadTable["rows"];

/** One cell over several rows: its first column, and from which row to which. */
type Merged = { column: number; top: number; bottom: number };

const mergedIn = (reference: string): Merged[] => {
  const [, left, top, bottom] = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/u.exec(reference) ?? [];
  const rows = { top: Number(top), bottom: Number(bottom) };
  return left === undefined || rows.bottom <= rows.top ? [] : [{ column: columnOf(left, 0), ...rows }];
};

/**
 * What is written once and shows in several rows is said of each: else a family whose number stands in one such cell would come apart
 * into strangers. A row in which nothing else stands stays none; headings and titles above the list are theirs alone.
 */
const spread = ({ rows, ...table }: ReadTable, merged: readonly Merged[]): ReadTable => {
  const first = rows[0]?.row ?? 0;
  const byRow = new Map(rows.map(({ row, cells }) => [row, cells]));
  /** A step counts as a letter: of cells that spread over each other there can be millions. */
  let letters = 0;
  for (const { column, top, bottom } of merged) {
    if (top < first) continue;
    const cell = byRow.get(top)?.[column];
    if (cell === undefined || column >= table.headings.length) continue;
    for (const { row, cells } of rows) {
      const isOfIt = row > top && row <= bottom;
      letters += isOfIt ? cell.text.length + 1 : 1;
      if (letters > UNPACKED_MOST) throw unpacksTooLarge;
      if (!isOfIt) continue;
      while (cells.length <= column) cells.push(EMPTY);
      if (cells[column]?.text === "") cells[column] = cell;
    }
  }
  return { ...table, rows };
};

const linesOf = (
  xml: Uint8Array,
  shared: readonly string[],
  styles: readonly Shows[],
  from1904: boolean,
): { lines: Lines; merged: Merged[] } => {
  const lines: Lines = [];
  const merged: Merged[] = [];
  let cells: Lines[number]["cells"] = [];
  let row = 0;
  /** Where a cell stands that does not say it: an empty one before it counts too. */
  let next = 0;
  let rows = 0;
  let count = 0;
  /** A text that is stored once and shown in each cell is many. */
  let letters = 0;
  let cell: { column: number; type: string; style: number; value: string; formula: boolean } | null = null;
  let into: "value" | null = null;
  const shown = ({ type, value, style }: NonNullable<typeof cell>): string => {
    // A text that the file has lost is no empty cell.
    if (type === "s") return (shared[Number(value)] ?? (value === "" ? "" : "\uFFFD")).slice(0, LONGER);
    if (type === "b") return value === "1" ? "1" : "0";
    if (type !== "n" || value === "") return value;
    const known = styles[style];
    const asTime = known === undefined ? null : shownAs(Number(value), known, from1904);
    if (asTime !== null) return asTime;
    // 7.9E10 is how a telephone number is stored.
    return /e/iu.test(value) && Number.isSafeInteger(Number(value)) ? String(Number(value)) : value;
  };
  parse(xml, {
    open: (name, { r, t = "n", s = "0", ref = "" }) => {
      if (name === "row") {
        row = r === undefined ? row + 1 : Number(r);
        cells = [];
        next = 0;
        rows += 1;
        if (lines.length >= ROWS_SEEN || rows > ROWS_SEEN * 20)
          throw new Unfit({ kind: "too-many-rows", most: IMPORT_ROWS_MOST });
      } else if (name === "c") {
        const column = columnOf(r, next);
        next = column + 1;
        if (column >= COLUMNS_SEEN || count > CELLS_SEEN)
          throw new Unfit({ kind: "too-many-columns", most: COLUMNS_SEEN });
        cell = { column, type: t, style: Number(s), value: "", formula: false };
      } else if (name === "mergeCell") merged.push(...mergedIn(ref));
      else if (name === "f" && cell !== null) cell.formula = true;
      into = name === "v" || name === "t" ? "value" : null;
    },
    text: (text) => {
      if (into === "value" && cell !== null && cell.value.length <= LONGER) cell.value += text;
    },
    close: (name) => {
      into = null;
      if (name === "c" && cell !== null) {
        const text = shown(cell);
        if (text !== "" || cell.formula) {
          count += Math.max(0, cell.column - cells.length) + 1;
          letters += text.length;
          if (letters > UNPACKED_MOST) throw unpacksTooLarge;
          while (cells.length < cell.column) cells.push(EMPTY);
          cells[cell.column] = { text, formula: cell.formula };
        }
        cell = null;
      }
      if (name === "row" && cells.length > 0) lines.push({ row, cells });
    },
  });
  return { lines, merged };
};

export const readWorkbook = (bytes: Uint8Array, wish: ReadWish): ReadTable | NotRead => {
  try {
    const files = unpack(bytes, (name) => WANTED.test(name));
    const sheets = sheetsOf(files);
    const sheet = Math.max(0, Math.min(wish.sheet ?? 0, sheets.length - 1));
    const target = sheets[sheet]?.target ?? "";
    const xml = files[target];
    if (xml === undefined) return { kind: "not-a-table" };
    let from1904 = false;
    parse(files["xl/workbook.xml"], {
      open: (name, { date1904 }) => {
        if (name === "workbookPr") from1904 = date1904 === "1" || date1904 === "true";
      },
    });
    const { lines, merged } = linesOf(
      xml,
      sharedTexts(files["xl/sharedStrings.xml"]),
      dateStyles(files["xl/styles.xml"]),
      from1904,
    );
    const comments = commentsOn(files, target);
    const table = tableOf(lines, { kind: "workbook", sheet, sheets: sheets.map(({ name }) => name), comments });
    return table.kind === "table" ? spread(table, merged) : table;
  } catch (error) {
    return error instanceof Unfit ? error.why : { kind: "not-a-table" };
  }
};
