import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { figureOf, type Measure, timesOf } from "../measure.ts";

const SCRIPT = join(import.meta.dirname, "../../../script/bootstrap");

/** Every script begins with bootstrap, so what it costs when nothing is to be done is paid each time. */
export const measure: Measure = {
  name: "bootstrap",
  run: async () => {
    const taken = await timesOf(5, () => {
      const { status } = spawnSync(SCRIPT, { stdio: "ignore" });
      if (status !== 0) throw new Error(`script/bootstrap ended with status ${status}`);
    });
    return [figureOf("script/bootstrap with nothing to do", "ms", taken)];
  },
};
