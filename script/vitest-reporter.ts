/**
 * Vitest's own report while it runs, and at its end the figures in a file, for `script/test` to add up.
 *
 * Vitest's closing totals are left out: one line at the very end of `script/test` says it for everything.
 */
import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { DefaultReporter, type SerializedError, type TestModule, type TestRunEndReason } from "vitest/node";

/** How one run of tests ended. `failed` counts broken files and hooks too: they hide tests. */
export type TestFigures = { passed: number; failed: number; skipped: { test: string; reason: string | null }[] };

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
    if (path !== undefined) writeFileSync(path, JSON.stringify(figuresOf(modules, unhandled.length)));
  }

  override reportTestSummary(): void {}
}

function figuresOf(modules: readonly TestModule[], unhandled: number): TestFigures {
  const figures: TestFigures = { passed: 0, failed: unhandled, skipped: [] };
  for (const module of modules) {
    const broken = [module, ...module.children.allSuites()].filter((suite) => suite.errors().length > 0);
    figures.failed += broken.length;
    for (const test of module.children.allTests()) {
      const result = test.result();
      if (result.state === "passed") figures.passed++;
      else if (result.state === "failed") figures.failed++;
      else {
        const note = result.state === "skipped" ? (result.note ?? null) : null;
        const reason = note ?? (broken.length > 0 ? "perhaps never begun: what the file sets up is broken" : null);
        figures.skipped.push({ test: `${relative(process.cwd(), module.moduleId)}: ${test.fullName}`, reason });
      }
    }
  }
  return figures;
}
