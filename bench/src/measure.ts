/** What a measure is. A file in `measures/` that exports one as `measure` is in the bench; nothing else is to be told. */

export type Unit = "bytes" | "ms" | "s" | "per second" | "count";

export type Beside = { value: number; what: string };

export type Figure = {
  /** Says what was measured so that it can be compared with last year's: keep it when you touch the measure. */
  name: string;
  /** The median where there were several runs. */
  value: number;
  unit: Unit;
  /** How often it was measured. Bytes that are the same each time are counted once. */
  runs: number;
  /** What nineteen of twenty runs stay below; only where there were twenty. */
  p95?: number;
  /** What it is to be held against, in the same unit: what the machine or the line can do at best, or a budget. */
  beside?: readonly Beside[];
};

export type Measure = {
  /** Two or three words, typed after `script/bench` to run this one alone. */
  name: string;
  /**
   * Measures, and judges nothing: a figure is looked at by people, and a slow machine is no defect.
   * @returns its figures, or why it cannot be done here; both where a part of it cannot.
   */
  run: () => Promise<Figure[] | { figures?: Figure[]; missing: string }>;
};

/** How long each of `times` runs took, in ms, after `uncounted` ones. Runs in browsers too. */
export async function timesOf(times: number, work: (run: number) => unknown, uncounted = 1): Promise<number[]> {
  for (let run = 0; run < uncounted; run++) await work(-run);
  const taken: number[] = [];
  for (let run = 1; run <= times; run++) {
    const started = performance.now();
    await work(run);
    taken.push(performance.now() - started);
  }
  return taken;
}

export function medianOf(values: readonly number[]): number {
  return quantileOf(values, 0.5);
}

/** A figure of many runs. */
export function figureOf(name: string, unit: Unit, values: readonly number[], ...beside: Beside[]): Figure {
  return {
    name,
    value: medianOf(values),
    unit,
    runs: values.length,
    // The worst of a rate is its fifth percentile, which nobody would expect to find under this name.
    ...(values.length >= 20 && unit !== "per second" && { p95: quantileOf(values, 0.95) }),
    ...(beside.length > 0 && { beside }),
  };
}

function quantileOf(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
