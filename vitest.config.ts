import { join } from "node:path";
import { defineConfig } from "vitest/config";

const LONG = process.env.FAIRLEAD_LONG === "1";
/** Of whoever waits for what comes by itself: a second, which it is without, is not much on a loaded machine. */
const PATIENCE = 30_000;

/**
 * Three kinds of test. `unit` stands beside the code it proves; `scenario` reads like a case, against
 * real stores; `e2e` drives real browsers against the real server. `npx vitest run --project unit`.
 *
 * Without `isolate`, files of one process share its modules, which are then read once and not a hundred times. Nothing of
 * ours keeps anything in a module that one test could leave to another.
 */
export default defineConfig({
  test: {
    // Two cores are what the smallest machine we support has.
    maxWorkers: 2,
    // A test left on `.only` would silently switch off all the others.
    allowOnly: false,
    projects: [
      {
        test: {
          name: "unit",
          expect: { poll: { timeout: PATIENCE } },
          include: ["packages/*/src/**/*.test.{ts,tsx}", "script/**/*.test.ts"],
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: {
          alias: [
            { find: /^@noble\/curves\/ed25519\.js$/, replacement: join(import.meta.dirname, "script/swift-curve.ts") },
          ],
        },
        test: {
          name: "scenario",
          expect: { poll: { timeout: PATIENCE } },
          include: ["packages/*/scenario/**/*.test.ts"],
          isolate: false,
          setupFiles: ["script/stretch-swiftly.ts", "script/swift-exchange.ts"],
          testTimeout: LONG ? 600_000 : 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "e2e",
          expect: { poll: { timeout: PATIENCE, interval: 100 } },
          include: ["e2e/**/*.test.ts"],
          globalSetup: ["e2e/harness/season.ts"],
          setupFiles: ["e2e/harness/share-browsers.ts"],
          isolate: false,
          testTimeout: LONG ? 900_000 : 300_000,
          // A demo season is played in set-up, sealed and signed.
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
