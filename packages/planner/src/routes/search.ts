import { findBounds } from "./bounds.ts";
import { findCalm } from "./calm.ts";
import type { Label } from "./label.ts";
import type { RouteQuery } from "./query.ts";
import { Sweep } from "./sweep.ts";
import { type Criteria, Terms, type Without } from "./terms.ts";
import type { Timetable } from "./timetable.ts";

/** What a search gives to the world while it works: how far it is, and a chance to stop it. */
export interface Breath {
  /** Called now and then with the share that is done, 0 to 1. If it answers a promise, the search waits for it. */
  breathe?: ((done: number) => Promise<void> | void) | undefined;
  /** When aborted, the search throws the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** How many moments are worked through between two breaths. */
const MOMENTS = 16;

/** @returns the last label of one route per vector of the exact Pareto set, earliest first */
export async function search(
  timetable: Timetable,
  query: RouteQuery,
  { criteria = { exposure: true, price: true }, without = {}, breathe, signal }: SearchOptions = {},
): Promise<readonly Label[]> {
  const terms = new Terms(timetable, query, criteria, without);
  const sweep = new Sweep(terms, findBounds(terms), findCalm(terms));
  const span = query.arriveBefore - query.departAfter + 1;
  for (let moment = 1; !sweep.isDone; moment++) {
    sweep.advance();
    if (moment % MOMENTS !== 0) continue;
    signal?.throwIfAborted();
    const pause = breathe?.((sweep.minute - query.departAfter) / span);
    if (pause !== undefined) await pause;
  }
  signal?.throwIfAborted();
  return sweep.found;
}

export interface SearchOptions extends Breath {
  criteria?: Criteria;
  without?: Without;
}
