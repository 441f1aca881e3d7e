import { createHash } from "node:crypto";
import type { BrowserName } from "../../../e2e/harness/browsers.ts";
import { type Beside, type Figure, figureOf, type Measure, medianOf, timesOf } from "../measure.ts";
import { timeStretching, timeWork } from "../protocol-work.ts";
import { inBrowser } from "../work-page.ts";

const RUNS = 5;
const WORK_RUNS = 20;
const WORK_BITS = 16;
const BROWSERS: readonly BrowserName[] = ["chromium", "firefox"];
/** An old telephone, about: Chromium made six times as slow by its own tools. */
const SLOW_DOWN = 6;
const SLOW_RUNS = 3;

/** What a caller and a member wait for: the slow step of their words, and a letter's proof of work. */
export const measure: Measure = {
  name: "keys",
  run: async () => {
    const hashing = await timeHashing();
    const figures: Figure[] = [
      figureOf("1,000,000 PBKDF2 rounds, Node", "ms", await timeStretching(RUNS), hashing),
      figureOf(`proof of work of ${WORK_BITS} bits, Node`, "ms", await timeWork(WORK_RUNS, WORK_BITS)),
    ];
    const missing: string[] = [];
    for (const name of BROWSERS) {
      const timed = await inBrowser(name, async (page) => ({
        stretching: await page.evaluate((runs) => window.protocolWork.timeStretching(runs), RUNS),
        work: await page.evaluate(([runs, bits]) => window.protocolWork.timeWork(runs, bits), [
          WORK_RUNS,
          WORK_BITS,
        ] as const),
      }));
      if ("missing" in timed) missing.push(timed.missing);
      else
        figures.push(
          figureOf(`1,000,000 PBKDF2 rounds, ${name}`, "ms", timed.stretching, hashing),
          figureOf(`proof of work of ${WORK_BITS} bits, ${name}`, "ms", timed.work),
        );
    }
    const slow = await inBrowser("chromium", async (page) => {
      const tools = await page.context().newCDPSession(page);
      await tools.send("Emulation.setCPUThrottlingRate", { rate: SLOW_DOWN });
      return {
        stretching: await page.evaluate((runs) => window.protocolWork.timeStretching(runs), SLOW_RUNS),
        work: await page.evaluate(([runs, bits]) => window.protocolWork.timeWork(runs, bits), [
          WORK_RUNS,
          WORK_BITS,
        ] as const),
      };
    });
    if (!("missing" in slow))
      figures.push(
        figureOf(`1,000,000 PBKDF2 rounds, chromium ${SLOW_DOWN} times as slow`, "ms", slow.stretching, hashing),
        figureOf(`proof of work of ${WORK_BITS} bits, chromium ${SLOW_DOWN} times as slow`, "ms", slow.work),
      );
    return missing.length > 0 ? { figures, missing: missing.join("; ") } : figures;
  },
};

/** A round hashes two blocks of 64 bytes; nobody on this machine hashes them faster than as one long text. */
async function timeHashing(): Promise<Beside> {
  const text = new Uint8Array(16 * 1_000_000);
  const eighth = medianOf(await timesOf(RUNS, () => createHash("sha256").update(text).digest()));
  return { value: 8 * eighth, what: "for the same SHA-256 blocks as one long text, native" };
}
