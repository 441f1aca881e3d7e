/** `script/bench [--json] [name ...]`: runs the measures one after another and prints their figures. */
import { readdirSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Measure } from "./measure.ts";
import { type Report, tableOf } from "./report.ts";

const MEASURES = join(import.meta.dirname, "measures");

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
  for (const { name: measure, run } of chosen) {
    // Progress, on stderr: with --json somebody reads the other stream.
    console.error(`measuring ${measure} ...`);
    const result = await run().catch(gaveUp);
    const figures = Array.isArray(result) ? result : (result.figures ?? []);
    report.figures.push(...figures.map((figure) => ({ measure, ...figure })));
    if ("missing" in result) report.missing.push({ measure, reason: result.missing });
  }
  return report;
}

/** One measure that fails must not cost the figures of the others; but the bench did not do all it was asked to. */
function gaveUp(error: unknown): Exclude<Awaited<ReturnType<Measure["run"]>>, unknown[]> {
  console.error(error);
  process.exitCode = 1;
  return { missing: `it failed: ${error instanceof Error ? error.message.split("\n")[0] : error}` };
}
