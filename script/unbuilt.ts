import { globSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import type { Outcome } from "./check.ts";

/**
 * Whether Node reads every file as it is. Its parser takes less than the compiler's and than that of the tests, and
 * server, command and bench run unbuilt: what only the others accept would stop them at their first line.
 */
export async function checkUnbuilt(): Promise<Outcome> {
  const files = globSync("{packages,script,bench,e2e}/**/*.ts", { exclude: ["**/node_modules/**"] });
  const faults = files.flatMap((path) => {
    try {
      stripTypeScriptTypes(readFileSync(path, "utf8"));
      return [];
    } catch (error) {
      return [`${path}: ${error instanceof Error ? error.message : error}`];
    }
  });
  return { passed: files.length > 0 && faults.length === 0, output: faults.join("\n") };
}
