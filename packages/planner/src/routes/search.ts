import { type Bounds, findBounds } from "./bounds.ts";
import { type Calm, findCalm } from "./calm.ts";
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
 * Two sweeps. The first finds the vectors, and for each the fewest rides, whichever route it is that reaches it. The
 * second knows the vectors, follows only what can still reach one of them, and finds the best route of each.
 */
export async function search(
  timetable: Timetable,
  query: RouteQuery,
  { criteria, without, breathe, signal }: SearchOptions = {},
): Promise<Answer> {
  const terms = new Terms(timetable, query, criteria, without);
  if (terms.isTarget[terms.origin.index] === 1) return { terms, found: [startOf(terms)] };
  const parts = { terms, bounds: findBounds(terms), calm: findCalm(terms) };
  const vectors = await sweep(parts, null, { signal, breathe: breathe && ((done) => breathe(done / 2)) });
  const found = await sweep(parts, vectors, { signal, breathe: breathe && ((done) => breathe(0.5 + done / 2)) });
  return { terms, found };
}

async function sweep(
  { terms, bounds, calm }: { terms: Terms; bounds: Bounds; calm: Calm },
  known: readonly Label[] | null,
  { breathe, signal }: Breath,
): Promise<readonly Label[]> {
  const { departAfter, arriveBefore } = terms.query;
  const frontier = new Frontier(terms, bounds, known);
  if (known?.length === 0) return [];
  const sweep = new Sweep(terms, calm, frontier);
  for (let moment = 1; !sweep.isDone; moment++) {
    sweep.advance();
    if (moment % MOMENTS !== 0) continue;
    signal?.throwIfAborted();
    const pause = breathe?.((sweep.minute - departAfter) / (arriveBefore - departAfter + 1));
    if (pause !== undefined) await pause;
  }
  signal?.throwIfAborted();
  return frontier.found;
}
