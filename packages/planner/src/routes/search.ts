import { findBounds } from "./bounds.ts";
import { findCalm } from "./calm.ts";
import { Frontier } from "./frontier.ts";
import type { Label } from "./label.ts";
import type { RouteQuery } from "./query.ts";
import { Sweep, startOf } from "./sweep.ts";
import { type Criteria, Terms, type Without } from "./terms.ts";
import type { Timetable } from "./timetable.ts";

/** What a search gives to the world while it works: how far it is, and a chance to stop it. */
export interface Breath {
  /** Called now and then with the share that is done, 0 to 1. If it answers a promise, the search waits for it. */
  breathe?: ((done: number) => Promise<void> | void) | undefined;
  /** When aborted, the search throws the signal's reason. */
  signal?: AbortSignal | undefined;
}

export interface SearchOptions extends Breath {
  criteria?: Criteria;
  without?: Without;
}

export interface Answer {
  terms: Terms;
  /** The last label of one route per vector of the exact Pareto set, earliest first. */
  found: readonly Label[];
}

/** How many moments are worked through between two breaths. */
const MOMENTS = 16;

/**
 * Two sweeps. The first is rough: it looks for good routes and takes little time. The second is exact, and need follow
 * only what may be no worse than they are.
 */
export async function search(
  timetable: Timetable,
  query: RouteQuery,
  { criteria, without, breathe, signal }: SearchOptions = {},
): Promise<Answer> {
  const terms = new Terms(timetable, query, criteria, without);
  if (terms.isTarget[terms.origin.index] === 1) return { terms, found: [startOf(terms)] };
  const [bounds, calm] = [findBounds(terms), findCalm(terms)];
  const first = new Frontier(terms, bounds, []);
  await run(new Sweep(terms, calm, first, true), query, { signal, breathe: breathe && ((done) => breathe(done / 2)) });
  const last = new Frontier(terms, bounds, first.found);
  await run(new Sweep(terms, calm, last, false), query, {
    signal,
    breathe: breathe && ((done) => breathe(0.5 + done / 2)),
  });
  return { terms, found: last.found };
}

async function run(
  sweep: Sweep,
  { departAfter, arriveBefore }: RouteQuery,
  { breathe, signal }: Breath,
): Promise<void> {
  for (let moment = 1; !sweep.isDone; moment++) {
    sweep.advance();
    if (moment % MOMENTS !== 0) continue;
    signal?.throwIfAborted();
    const pause = breathe?.((sweep.minute - departAfter) / (arriveBefore - departAfter + 1));
    if (pause !== undefined) await pause;
  }
  signal?.throwIfAborted();
}
