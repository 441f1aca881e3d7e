/** `script/bench [--json] [name ...]`: runs the measures one after another and prints their figures. */
import { readdirSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Figure, Measure } from "./measure.ts";

const MEASURES = join(import.meta.dirname, "measures");

type Report = {
  machine: { node: string; processor: string; cores: number };
  figures: (Figure & { measure: string })[];
  missing: { measure: string; reason: string }[];
};

const { values, positionals } = parseArgs({
  options: { json: { type: "boolean", default: false } },
  allowPositionals: true,
});
const measures = await loadMeasures();
const unknown = positionals.filter((name) => !measures.some((measure) => measure.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no measure called ${unknown.join(", ")}. There are: ${measures.map(({ name }) => name).join(", ")}`,
  );
  process.exit(2);
}
const chosen = positionals.length > 0 ? measures.filter(({ name }) => positionals.includes(name)) : measures;
const report = await runMeasures(chosen);
console.log(values.json ? JSON.stringify(report) : tableOf(report));

async function loadMeasures(): Promise<Measure[]> {
  const files = readdirSync(MEASURES).filter((file) => file.endsWith(".ts"));
  const modules: { measure: Measure }[] = await Promise.all(files.sort().map((file) => import(join(MEASURES, file))));
  return modules.map(({ measure }) => measure);
}

async function runMeasures(chosen: Measure[]): Promise<Report> {
  const machine = { node: process.version, processor: cpus()[0]?.model ?? "unknown", cores: availableParallelism() };
  const report: Report = { machine, figures: [], missing: [] };
  for (const measure of chosen) {
    // Progress, on stderr: with --json somebody reads the other stream.
    console.error(`measuring ${measure.name} ...`);
    const result = await measure.run();
    if ("missing" in result) report.missing.push({ measure: measure.name, reason: result.missing });
    else report.figures.push(...result.map((figure) => ({ measure: measure.name, ...figure })));
  }
  return report;
}

function tableOf({ machine, figures, missing }: Report): string {
  const rows = figures.map(({ measure, name, value, unit }) => [measure, name, rounded(value), unit] as const);
  const width = (column: 0 | 1 | 2) => Math.max(0, ...rows.map((row) => row[column].length));
  const lines = rows.map(([measure, name, value, unit]) =>
    [measure.padEnd(width(0)), name.padEnd(width(1)), value.padStart(width(2)), unit].join("  "),
  );
  const left = missing.map(({ measure, reason }) => `${measure}: not measured, ${reason}`);
  return [`Node ${machine.node}, ${machine.cores} × ${machine.processor}`, "", ...lines, ...left].join("\n");
}

/** Three digits that count, and no more: the fourth is noise. */
function rounded(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en-GB") : String(Number(value.toPrecision(3)));
}
