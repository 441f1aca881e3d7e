/** What a measure is. A file in `measures/` that exports one as `measure` is in the bench; nothing else is to be told. */

export type Unit = "bytes" | "ms" | "s" | "per second" | "count";

/** `name` says what was measured so that it can be compared with last year's: keep it when you touch the measure. */
export type Figure = { name: string; value: number; unit: Unit };

export type Measure = {
  /** Two or three words, typed after `script/bench` to run this one alone. */
  name: string;
  /**
   * Measures, and judges nothing: a figure is looked at by people, and a slow machine is no defect.
   * @returns its figures, or why it cannot be done here.
   */
  run: () => Promise<Figure[] | { missing: string }>;
};

/** @returns the median of `times` runs in ms, after one that is not counted. */
export async function medianOf(times: number, work: () => unknown): Promise<number> {
  await work();
  const runs: number[] = [];
  for (let run = 0; run < times; run++) {
    const started = performance.now();
    await work();
    runs.push(performance.now() - started);
  }
  return runs.sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? Number.NaN;
}
