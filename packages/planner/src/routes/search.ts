import { accountFor } from "./account.ts";
import { findBounds } from "./bounds.ts";
import { findCalm } from "./calm.ts";
import { findEarliest } from "./earliest.ts";
import { Frontier, type Vector } from "./frontier.ts";
import { type Care, type Label, startOf } from "./label.ts";
import { LastChances } from "./last-chances.ts";
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

export interface SearchOptions extends Breath {
  criteria?: Criteria;
  without?: Without;
}

export interface Answer {
  terms: Terms;
  /** The last label of one route per vector of the exact Pareto set, earliest first. */
  found: readonly Label[];
}

const CARES: readonly Care[] = ["rough", "vectors", "routes"];

/** The share of the earliest way's time that the rough sweep looks on after it: one in so many. */
const SOON = 16;

/** Minutes after the earliest arrival that the rough sweep looks on where the way without drivers comes later than that. */
const BETWEEN = 40;

/** How many deadlines are reckoned with at most; each takes its time and room. */
const DEADLINES = 8;

/** How many moments are worked through between two breaths. */
const MOMENTS = 16;

/**
 * First the earliest arrival, where a quick scan can tell it; asked for that alone, any route that arrives then will do.
 * The same without drivers, who are what costs most: two limits to begin with. Then sweeps with growing care, each of which need follow only what may be no worse than what was found before.
 * A rough one finds good routes that arrive soon, in little time; then the exact one finds the best route of each vector. Only where the
 * rough one finds nothing at all is it asked in between whether there is any vector.
 */
export async function search(
  timetable: Timetable,
  query: RouteQuery,
  { criteria, without, breathe, signal }: SearchOptions = {},
): Promise<Answer> {
  const terms = new Terms(timetable, query, criteria, without);
  if (terms.isTarget[terms.origin.index] === 1) return { terms, found: terms.kept.all === 0 ? [startOf(terms)] : [] };
  const earliest = findEarliest(terms);
  if (earliest.kind === "none") return { terms, found: [] };
  const isAll = !terms.criteria.exposure && !terms.criteria.price;
  if (isAll && earliest.kind === "found") return { terms, found: [earliest.last] };

  const [bounds, calm] = [findBounds(terms), findCalm(terms)];
  const quick = [earliest, ...(timetable.drives.length > 0 ? [findEarliest(terms, false)] : [])].flatMap((one) =>
    one.kind === "found" ? [one.last] : [],
  );
  const notBefore = earliest.kind === "found" ? earliest.last.at : 0;
  const reach = earliest.kind === "found" ? earliest.reach : null;
  let found: readonly Label[] = [];
  let limits: readonly Vector[] = quick.map((last) => vectorOf(terms, last));
  for (const [step, care] of CARES.entries()) {
    if (care === "vectors" && found.length > 0) continue;
    if (care === "routes" && found.length === 0) break;
    const all = care === "rough" && earliest.kind === "found" ? [...limits, soonAfter(terms, quick)] : limits;
    const chances = new LastChances(terms, deadlinesOf(all, notBefore), reach);
    const frontier = new Frontier(terms, bounds, all, chances, notBefore);
    const breath = { signal, breathe: breathe && ((done: number) => breathe((step + done) / CARES.length)) };
    await run(new Sweep(terms, calm, frontier, care), query, breath);
    found = frontier.found;
    limits = [...limits, ...found];
  }
  return { terms, found };
}

/**
 * A limit for the rough sweep that no route stands for: most good routes arrive not long after the earliest one, or, where
 * that one is driven, before the way without drivers does. Those that come later are left to the sweep after it.
 *
 * @param quick the earliest way of all, then the earliest without drivers, where there are any
 */
function soonAfter({ query }: Terms, [earliest, undriven]: readonly Label[]): Vector {
  const at = earliest?.at ?? 0;
  const share = at + Math.ceil((at - query.departAfter) / SOON);
  const between = Math.min(undriven?.at ?? at, at + BETWEEN);
  return { at: 1 + Math.max(share, between), exposure: 0, price: 0, rides: 0 };
}

/** Just before each limit that is worth it. None is needed before the first: nobody comes earlier anyway. */
function deadlinesOf(limits: readonly Vector[], notBefore: number): number[] {
  const isOutdone = (one: Vector): boolean =>
    limits.some((other) => other.at < one.at && other.exposure <= one.exposure && other.price <= one.price);
  const minutes = new Set(limits.filter((one) => one.at > notBefore && !isOutdone(one)).map(({ at }) => at - 1));
  const sorted = [...minutes].sort((a, b) => a - b);
  const every = Math.ceil(sorted.length / DEADLINES);
  return sorted.filter((_, index) => index % every === 0);
}

function vectorOf(terms: Terms, last: Label): Vector {
  const { arrive, exposure, price } = accountFor(terms, last);
  return { at: arrive, exposure, price: terms.criteria.price ? price : 0, rides: last.rides };
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
