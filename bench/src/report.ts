/** What the bench found, as a table for people. */
import type { Figure } from "./measure.ts";

export type Report = {
  machine: { node: string; processor: string; cores: number };
  figures: (Figure & { measure: string })[];
  missing: { measure: string; reason: string }[];
};

const HEAD = ["", "", "median", "p95", "", "runs", "beside"];
/** Numbers stand right, words left. */
const RIGHT = [false, false, true, true, false, true, false];

export function tableOf({ machine, figures, missing }: Report): string {
  const rows = [HEAD, ...figures.map(rowOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (RIGHT[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
  const left = missing.map(({ measure, reason }) => `${measure}: not measured, ${reason}`);
  return [`Node ${machine.node}, ${machine.cores} × ${machine.processor}`, "", ...lines, ...left].join("\n");
}

function rowOf({ measure, name, value, p95, unit, runs, beside }: Report["figures"][number]): string[] {
  const against = (beside ?? []).map((other) => `${rounded(other.value)} ${other.what}`).join("; ");
  return [measure, name, rounded(value), p95 === undefined ? "" : rounded(p95), unit, String(runs), against];
}

/** Three digits that count, and no more: the fourth is noise. */
function rounded(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en-GB") : String(Number(value.toPrecision(3)));
}
