/** The text files of a GTFS feed as tables, and a list of the rows that had to be left out. */
import { strFromU8, unzipSync } from "fflate";
import papaparse from "papaparse";

/** A row that was left out, and why. `row` counts from 1, the heading being row 1. */
export interface BrokenRow {
  file: string;
  row: number;
  reason: string;
}

/** What makes a feed useless as a whole. */
export class UnusableFeed extends Error {
  readonly file: string;
  readonly code: "FL_GTFS" | "FL_GTFS_CLOCKS";

  constructor(file: string, reason: string, code: UnusableFeed["code"] = "FL_GTFS") {
    super(reason);
    this.name = "UnusableFeed";
    this.file = file;
    this.code = code;
  }
}

export interface Row {
  row: number;
  /** Trimmed; "" where the column or the value is missing. */
  get(column: string): string;
  broken(reason: string): void;
}

export class Feed {
  readonly broken: BrokenRow[] = [];
  readonly #files: ReadonlyMap<string, Uint8Array>;

  /** @param zip the bytes of the feed's archive @throws UnusableFeed */
  constructor(zip: Uint8Array, wanted: readonly string[]) {
    try {
      // Some publishers zip the folder. Big files that nobody asks for, such as shapes.txt, stay packed.
      const files = unzipSync(zip, { filter: ({ name }) => wanted.includes(baseOf(name)) });
      this.#files = new Map(Object.entries(files).map(([name, bytes]) => [baseOf(name), bytes]));
    } catch {
      throw new UnusableFeed("", "is not a zip archive that can be read");
    }
  }

  has(file: string): boolean {
    return this.#files.has(file);
  }

  /** @throws UnusableFeed where one of `columns` is missing */
  rows(file: string, columns: readonly string[]): Row[] {
    const bytes = this.#files.get(file);
    if (bytes === undefined) throw new UnusableFeed(file, "is missing");
    const { data, errors } = papaparse.parse<string[]>(strFromU8(bytes).replace(/^\uFEFF/, ""), {
      skipEmptyLines: false,
    });
    const report = (row: number, reason: string): void => {
      this.broken.push({ file, row, reason });
    };
    const [heading = [], ...lines] = data;
    const index = new Map(heading.map((name, column) => [name.trim(), column]));
    const missing = columns.find((column) => !index.has(column));
    if (missing !== undefined) throw new UnusableFeed(file, `has no column ${missing}`);
    const misquoted = new Set(errors.map(({ row }) => row));
    return lines.flatMap((values, line): Row[] => {
      const row = line + 2;
      if (values.length === 1 && values[0]?.trim() === "") return [];
      if (misquoted.has(line + 1)) {
        report(row, "has quotes that do not match");
        return [];
      }
      return [
        {
          row,
          get: (column) => values[index.get(column) ?? -1]?.trim() ?? "",
          broken: (reason) => report(row, reason),
        },
      ];
    });
  }
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
