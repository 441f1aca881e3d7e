/**
 * Vitest's own report while it runs, and at its end the figures in a file, for `script/test` to add up.
 *
 * Vitest's closing totals are left out: one line at the very end of `script/test` says it for everything.
 */
import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { DefaultReporter, type SerializedError, type TestModule, type TestRunEndReason } from "vitest/node";

/** How one file of tests ended. `red` names what failed, broken files and hooks too: they hide tests. */
export type FileFigures = {
  file: string;
  passed: number;
  red: string[];
  skipped: { test: string; reason: string | null }[];
};

export default class FiguresReporter extends DefaultReporter {
  constructor() {
    super({ summary: false });
  }

  override onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly SerializedError[],
    reason: TestRunEndReason,
  ): void {
    super.onTestRunEnd(modules, unhandled, reason);
    const path = process.env.FAIRLEAD_TEST_FIGURES;
    if (path === undefined) return;
    const files = modules.map(figuresOf);
    // What no test was there to catch belongs to no file, and no second run of one makes up for it.
    if (unhandled.length > 0) files.push({ file: "", passed: 0, red: unhandled.map(() => "unhandled"), skipped: [] });
    writeFileSync(path, JSON.stringify(files));
  }

  override reportTestSummary(): void {}
}

function figuresOf(module: TestModule): FileFigures {
  const file = relative(process.cwd(), module.moduleId);
  const broken = [module, ...module.children.allSuites()].filter((suite) => suite.errors().length > 0);
  const figures: FileFigures = { file, passed: 0, red: broken.map(() => "what the file sets up"), skipped: [] };
  for (const test of module.children.allTests()) {
    const result = test.result();
    if (result.state === "passed") figures.passed++;
    else if (result.state === "failed") figures.red.push(test.fullName);
    else {
      const note = result.state === "skipped" ? (result.note ?? null) : null;
      const reason = note ?? (broken.length > 0 ? "perhaps never begun: what the file sets up is broken" : null);
      figures.skipped.push({ test: `${file}: ${test.fullName}`, reason });
    }
  }
  return figures;
}
