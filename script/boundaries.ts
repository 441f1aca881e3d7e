/**
 * Who may know whom, twice: the house as it is must break no rule, and each planted violation must be reported.
 *
 * The second is what makes the first worth anything. Left unconfigured, or with a compiler it does not know,
 * the tool follows no import, finds nothing wrong and says so in green.
 */
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { type Outcome, ROOT, runProgram } from "./check.ts";

const CONFIG = ".dependency-cruiser.cjs";
const PLANTED = "script/planted";

type Violation = { rule: { name: string }; from: string };

export async function checkBoundaries(signal: AbortSignal): Promise<Outcome> {
  const house = ["packages", "e2e", "bench", "script", "--exclude", `(^|/)dist/|^${PLANTED}/`];
  const { status, output } = await runProgram(
    "depcruise",
    ["--config", CONFIG, "--output-type", "err-long", ...house],
    { signal },
  );
  return { passed: status === 0, output };
}

export async function checkPlantedViolations(signal: AbortSignal): Promise<Outcome> {
  const { stdout, output } = await runProgram("depcruise", ["--config", CONFIG, "--output-type", "json", PLANTED], {
    signal,
  });
  const violations = readViolations(stdout);
  if (violations === null) return { passed: false, output };
  const reported = new Set(violations.map(({ rule, from }) => `${rule.name} in ${plantOf(from)}`));
  const unreported = ruleNames().filter((rule) => !reported.has(`${rule} in ${rule}`));
  const planted = new Set(readdirSync(join(ROOT, PLANTED), { recursive: true, encoding: "utf8" }).map(plantOf));
  return {
    passed: unreported.length === 0,
    output: unreported
      .map(
        (rule) =>
          `${rule}: ${planted.has(rule) ? "its planted violation was not reported" : `nothing in ${PLANTED}/ is named after it`}`,
      )
      .join("\n"),
  };
}

/** A cycle is reported at whichever end comes first, so both ends bear the rule's name. */
function plantOf(path: string): string {
  return basename(path, ".ts").replace(/-back$/, "");
}

function ruleNames(): string[] {
  const config: { forbidden: { name: string }[] } = createRequire(import.meta.url)(join(ROOT, CONFIG));
  return config.forbidden.map(({ name }) => name);
}

function readViolations(json: string): Violation[] | null {
  try {
    const report: { summary: { violations: Violation[] } } = JSON.parse(json);
    return report.summary.violations;
  } catch {
    return null;
  }
}
