/** "If it does not come": for each boarding of a route, what to do then. */
import { accountFor } from "./account.ts";
import type { RouteQuery } from "./query.ts";
import type { Fallback, Leg, PlainRoute } from "./routes.ts";
import { type Breath, search } from "./search.ts";
import type { Without } from "./terms.ts";
import type { Timetable } from "./timetable.ts";

/**
 * The least exposed route, and of those the earliest, that starts where the leg should have, `patience` minutes later, without that
 * trip or drive. Where none leads to a target, the way to the shelter that is reached first. Drivers are asked only
 * when the leg has failed; the home that could be left only at certain hours is behind, and nothing is kept any longer.
 */
export async function findFallback(
  timetable: Timetable,
  query: RouteQuery,
  leg: Leg,
  index: number,
  breath: Breath,
): Promise<Fallback> {
  const at = leg.depart + query.patience;
  const none: Fallback = { leg: index, at, leads: "none", route: null };
  if (at > query.arriveBefore) return none;
  const { leave: _, keep: __, ...rest } = query;
  const stranded: RouteQuery = { ...rest, from: leg.from, departAfter: at, asOf: at, originFree: false };
  const without: Without =
    leg.kind === "drive" ? { drive: leg.id } : { trip: { service: leg.id, trip: leg.trip ?? "" } };

  const onwards = await search(timetable, stranded, { ...breath, without });
  const routes = onwards.found.map((last) => accountFor(onwards.terms, last));
  const [least] = routes.sort((a, b) => a.exposure - b.exposure || a.arrive - b.arrive || a.price - b.price);
  if (least !== undefined) return { ...none, leads: "target", route: least };

  const shelters = timetable.network.places.filter(({ shelter }) => shelter).map(({ id }) => id);
  if (shelters.length === 0) return none;
  const inside = await search(timetable, { ...stranded, to: shelters }, { ...breath, without });
  const ways = inside.found.map((last) => accountFor(inside.terms, last));
  const [nearest] = ways.sort((a, b) => a.arrive - b.arrive || a.exposure - b.exposure || a.price - b.price);
  return nearest === undefined ? none : { ...none, leads: "shelter", route: nearest };
}

export async function findFallbacks(
  timetable: Timetable,
  query: RouteQuery,
  { legs }: PlainRoute,
  breath: Breath,
): Promise<Fallback[]> {
  const fallbacks: Fallback[] = [];
  for (const [index, leg] of legs.entries())
    if (leg.kind !== "walk") fallbacks.push(await findFallback(timetable, query, leg, index, breath));
  return fallbacks;
}
