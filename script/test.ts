/**
 * Every check and every test, in the order in which it is cheapest to be told.
 *
 * `script/test [checks|unit|scenario|e2e ...] [--long] [--report]`
 * Ends with one line, `N passed, N failed, N skipped`, checks and tests counted alike, and status 1 when
 * anything failed or nothing ran.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { checkBoundaries, checkPlantedViolations } from "./boundaries.ts";
import { type Check, type Outcome, runProgram } from "./check.ts";
import { missingTools } from "./missing-tools.ts";
import { missing } from "./tools.ts";
import { checkUnbuilt } from "./unbuilt.ts";
import type { TestFigures } from "./vitest-reporter.ts";

const MINUTES = 60_000;
const TEST_PARTS = ["unit", "scenario", "e2e"] as const;
const PARTS: readonly string[] = ["checks", ...TEST_PARTS];

const BIOME = ["--error-on-warnings", "--diagnostic-level=warn", ...(process.stdout.isTTY ? [] : ["--colors=off"])];

const CHECKS: Check[] = [
  { name: "types", run: (signal) => runTool("tsc", ["--noEmit", "--project", "."], signal) },
  { name: "runs unbuilt", run: checkUnbuilt },
  { name: "lint", run: (signal) => runTool("biome", ["ci", ...BIOME, "."], signal) },
  { name: "boundaries", run: checkBoundaries },
  { name: "boundaries, planted violations", run: checkPlantedViolations },
  { name: "unused code", run: (signal) => runTool("knip", ["--no-progress", "--no-config-hints"], signal) },
];

const { values, positionals } = readArguments();
const parts = positionals.length > 0 ? positionals : PARTS;
if (values.long) process.env.FAIRLEAD_LONG = "1";
if (values.report) process.env.FAIRLEAD_REPORT = "1";

// What was started is in groups of its own, and stops on "exit".
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
// Against what hangs. All of it is meant to stay under 25 minutes; a slow machine is not a failed run.
const deadline = AbortSignal.timeout(values.long ? 180 * MINUTES : 45 * MINUTES);
const total: TestFigures = { passed: 0, failed: 0, skipped: [] };

if (parts.includes("checks")) for (const check of CHECKS) await runCheck(check);
for (const part of TEST_PARTS) if (parts.includes(part)) await runTests(part);
tellWhatWasSkipped();
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

async function runCheck(check: Check): Promise<void> {
  const started = performance.now();
  const { passed, output } = await check.run(deadline);
  if (passed) total.passed++;
  else total.failed++;
  console.log(`${passed ? "ok    " : "FAILED"} ${check.name} (${secondsSince(started)})`);
  if (!passed) console.log(output);
}

async function runTests(part: string): Promise<void> {
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), "fairlead-test-"));
  const path = join(folder, "figures.json");
  await runProgram("vitest", ["run", "--project", part, "--reporter", "./script/vitest-reporter.ts"], {
    signal: deadline,
    env: { FAIRLEAD_TEST_FIGURES: path },
    onOutput: (text) => process.stdout.write(text),
  });
  const figures = readFigures(path);
  rmSync(folder, { recursive: true });
  const nothing = figures.passed + figures.failed + figures.skipped.length === 0;
  // Tests that are not found, or a run that breaks off, must not look like tests that pass.
  if (nothing) figures.failed++;
  total.passed += figures.passed;
  total.failed += figures.failed;
  total.skipped.push(...figures.skipped);
  console.log(`${figures.failed > 0 ? "FAILED" : "ok    "} ${part} tests (${secondsSince(started)})`);
  if (nothing) console.log(`No ${part} test was run.`);
}

function tellWhatWasSkipped(): void {
  if (total.skipped.length > 0) console.log("\nSkipped:");
  for (const { test, reason } of total.skipped) console.log(`- ${test}\n  ${reason ?? "no reason given"}`);
  const tools = missingTools();
  if (tools.length > 0) console.log("\nMissing on this machine:");
  for (const tool of tools) console.log(`- ${missing(tool)}`);
  console.log("");
}

async function runTool(program: string, parameters: string[], signal: AbortSignal): Promise<Outcome> {
  const { status, output } = await runProgram(program, parameters, { signal });
  return { passed: status === 0, output };
}

function readFigures(path: string): TestFigures {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return { passed: 0, failed: 0, skipped: [] };
  }
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      options: { long: { type: "boolean", default: false }, report: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    const unknown = positionals.filter((part) => !PARTS.includes(part));
    if (unknown.length > 0) throw new Error(`There is no part called ${unknown.join(", ")}.`);
    return { values, positionals };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(`script/test [${PARTS.join("|")} ...] [--long] [--report]`);
    process.exit(2);
  }
}

function secondsSince(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}
