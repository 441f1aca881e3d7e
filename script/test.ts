/**
 * Every check and every test, in the order in which it is cheapest to be told, and the browsers' beside all that: they wait
 * for a server, a server for its disk, and in the meantime the others compute.
 *
 * `script/test [checks|unit|scenario|e2e ...] [--long] [--report]`
 * Ends with one line, `N passed, N failed, N skipped`, checks and tests counted alike, and status 1 when
 * anything failed or nothing ran.
 */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { checkBoundaries, checkPlantedViolations } from "./boundaries.ts";
import { type Check, type Outcome, runProgram } from "./check.ts";
import { missingTools } from "./missing-tools.ts";
import { missing } from "./tools.ts";
import { checkUnbuilt } from "./unbuilt.ts";
import type { FileFigures } from "./vitest-reporter.ts";
import { whenWeEnd } from "./when-we-end.ts";

const MINUTES = 60_000;
const GIGABYTE = 1_000_000_000;
const MEMORY = "/dev/shm";
const LANES = [["checks", "unit", "scenario"], ["e2e"]];
const PARTS: readonly string[] = LANES.flat();

const BIOME = ["--error-on-warnings", "--diagnostic-level=warn", ...(process.stdout.isTTY ? [] : ["--colors=off"])];

/**
 * TypeScript 7, which takes a third of the processor time of 6. The old one is there too, as a library: dependency-cruiser and
 * our own walk through imports read code with it, and 7 has no stable way to be asked.
 */
const COMPILER = "../@typescript/native/bin/tsc";

const CHECKS: Check[] = [
  { name: "types", run: (signal) => runTool(COMPILER, ["--noEmit", "--singleThreaded", "--project", "."], signal) },
  { name: "runs unbuilt", run: checkUnbuilt },
  { name: "lint", run: (signal) => runTool("biome", ["ci", ...BIOME, "."], signal) },
  { name: "boundaries", run: checkBoundaries },
  { name: "boundaries, planted violations", run: checkPlantedViolations },
  { name: "unused code", run: (signal) => runTool("knip", ["--no-progress", "--no-config-hints"], signal) },
];

const { values, positionals } = readArguments();
const parts = positionals.length > 0 ? positionals : PARTS;
process.env.TMPDIR = mkdtempSync(join(isRoomInMemory() ? MEMORY : tmpdir(), "fairlead-"));
// Mail servers and PostgreSQL run as somebody else, and have to get through to what lies in it.
chmodSync(tmpdir(), 0o711);
whenWeEnd('sleep 1; rm -rf "$1"', tmpdir());
// Each server that a test starts, and each test process, reads some five hundred files: compiled once, a third less work.
process.env.NODE_COMPILE_CACHE = join(tmpdir(), "compiled");
if (values.long) process.env.FAIRLEAD_LONG = "1";
if (values.report) process.env.FAIRLEAD_REPORT = "1";

// What was started is in groups of its own, and stops on "exit".
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
// Against what hangs. All of it is meant to stay under 25 minutes; a slow machine is not a failed run.
const deadline = AbortSignal.timeout(values.long ? 180 * MINUTES : 80 * MINUTES);
const total = { passed: 0, failed: 0, skipped: [] as FileFigures["skipped"] };
const toBeRunAgain: FileFigures[] = [];
/** Red once, green when run again. */
const unsteady: string[] = [];

await Promise.all(
  LANES.map(async (lane) => {
    for (const part of lane) if (parts.includes(part)) await (part === "checks" ? runChecks() : runTests(part));
  }),
);
await runAgain();
tellWhatWasUnsteady();
tellWhatWasSkipped();
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

/**
 * Whether stores, seasons and browsers' profiles may lie there. A commit waits four milliseconds for a disk and a tenth of one
 * for memory, and what a killed process leaves behind is the same in both: a power cut is what no test here can play.
 */
function isRoomInMemory(): boolean {
  if (!existsSync(MEMORY)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return Math.min(bavail * bsize, process.availableMemory()) > 12 * GIGABYTE;
}

/** Two at a time: types take one core about as long as all the others together take the second. */
async function runChecks(): Promise<void> {
  const waiting = CHECKS.values();
  const worker = async () => {
    for (const check of waiting) await runCheck(check);
  };
  await Promise.all([worker(), worker()]);
}

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
  const files = await runFiles(part);
  const red = files.filter((one) => one.red.length > 0);
  // A browser on a busy machine is late now and then. Two or three stories are given a second try, when all else is done,
  // and named for it below; what is red twice is red, and so is the first red of every other kind of test, where chance
  // is a finding.
  const again = part === "e2e" && red.length > 0 && red.length <= 3 && red.every(({ file }) => file !== "");
  const counted = again ? files.filter((one) => !red.includes(one)) : files;
  const nothing = files.every(({ passed, red, skipped }) => passed + red.length + skipped.length === 0);
  // Tests that are not found, or a run that breaks off, must not look like tests that pass.
  if (nothing) total.failed++;
  count(counted);
  if (again) toBeRunAgain.push(...red);
  const failed = nothing || red.length > 0;
  console.log(`${again ? "AGAIN " : failed ? "FAILED" : "ok    "} ${part} tests (${secondsSince(started)})`);
  if (nothing) console.log(`No ${part} test was run.`);
}

/** The stories that were red once, with the machine to themselves. */
async function runAgain(): Promise<void> {
  if (toBeRunAgain.length === 0) return;
  const started = performance.now();
  const second = await runFiles(
    "e2e",
    toBeRunAgain.map(({ file }) => file),
  );
  const ends = toBeRunAgain.map((first) => {
    const better = second.find(({ file, passed, red }) => file === first.file && red.length === 0 && passed > 0);
    if (better) unsteady.push(...first.red.map((test) => `${first.file}: ${test}`));
    return better ?? first;
  });
  count(ends);
  const failed = ends.some(({ red }) => red.length > 0);
  console.log(`${failed ? "FAILED" : "ok    "} e2e tests, again (${secondsSince(started)})`);
}

function count(files: readonly FileFigures[]): void {
  total.passed += files.reduce((sum, { passed }) => sum + passed, 0);
  total.failed += files.reduce((sum, { red }) => sum + red.length, 0);
  total.skipped.push(...files.flatMap(({ skipped }) => skipped));
}

/** One run of Vitest over a part, or over these files of it. */
async function runFiles(part: string, files: string[] = []): Promise<FileFigures[]> {
  const folder = mkdtempSync(join(tmpdir(), "fairlead-test-"));
  const path = join(folder, "figures.json");
  await runProgram("vitest", ["run", "--project", part, "--reporter", "./script/vitest-reporter.ts", ...files], {
    signal: deadline,
    env: { FAIRLEAD_TEST_FIGURES: path },
    onOutput: (text) => process.stdout.write(text),
  });
  const figures = readFigures(path);
  rmSync(folder, { recursive: true });
  return figures;
}

function tellWhatWasUnsteady(): void {
  if (unsteady.length > 0) console.log("\nRed once and green when run again, to be looked into:");
  for (const test of unsteady) console.log(`- ${test}`);
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

function readFigures(path: string): FileFigures[] {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return [];
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
