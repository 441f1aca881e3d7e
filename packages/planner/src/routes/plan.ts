/** The whole answer to one query: routes, thinned for people, each with what to do when something does not come. */
import { accountFor } from "./account.ts";
import { findAlternatives } from "./alternatives.ts";
import { findFallbacks } from "./fallback.ts";
import { withAgreed } from "./kept.ts";
import type { RouteQuery } from "./query.ts";
import type { PlainRoute, Route, Routes } from "./routes.ts";
import { type Breath, type SearchOptions, search } from "./search.ts";
import { Terms } from "./terms.ts";
import { READABLE, thin } from "./thin.ts";
import type { Timetable } from "./timetable.ts";

export interface PlanOptions extends Breath {
  /** The whole Pareto set instead of the seven that differ most. */
  all?: boolean;
  /** For each route so many that share no operator and no identity system with it. */
  alternatives?: number;
  /** False leaves the fallbacks out, which take most of the time. */
  fallbacks?: boolean;
}

/** The share of the work that the first search is taken for; the rest is fallbacks and alternatives. */
const SEARCH_SHARE = 0.2;

/**
 * Same timetable, query and options: same answer, always. Takes no clock and no chance.
 *
 * @throws the signal's reason, when it is aborted
 */
export async function planRoutes(
  timetable: Timetable,
  query: RouteQuery,
  { all = false, alternatives = 0, fallbacks = true, breathe, signal }: PlanOptions = {},
): Promise<Routes> {
  const { terms, found } = await search(withAgreed(timetable, query), query, {
    signal,
    breathe: scaled(breathe, 0, SEARCH_SHARE),
  });
  const whole = found.map((last) => accountFor(terms, last));
  const { shown, leftOut } = thin(whole, all ? Number.POSITIVE_INFINITY : READABLE);
  const routes: Route[] = [];
  for (const [index, route] of shown.entries()) {
    const share = (1 - SEARCH_SHARE) / shown.length;
    const breath = { signal, breathe: scaled(breathe, SEARCH_SHARE + index * share, 0) };
    routes.push({
      ...route,
      fallbacks: fallbacks ? await findFallbacks(timetable, query, route, breath) : [],
      ...(alternatives > 0 && { alternatives: await findAlternatives(timetable, query, route, alternatives, breath) }),
    });
  }
  return {
    format: "fairlead-routes/1",
    routes,
    complete: leftOut.length === 0,
    ...(leftOut.length > 0 && { leftOut }),
  };
}

/**
 * The exact Pareto set with nothing around it: no fallbacks, nothing left out. Earliest first.
 *
 * @param criteria which ones count beside the arrival; those that do not are in each route's account all the same
 */
export async function searchRoutes(
  timetable: Timetable,
  query: RouteQuery,
  options: Pick<SearchOptions, "criteria" | "breathe" | "signal"> = {},
): Promise<PlainRoute[]> {
  const over = withAgreed(timetable, query);
  const { found } = await search(over, query, options);
  const terms = new Terms(over, query);
  return found.map((last) => accountFor(terms, last));
}

function scaled(breathe: Breath["breathe"], from: number, share: number): Breath["breathe"] {
  return breathe && ((done) => breathe(from + done * share));
}
