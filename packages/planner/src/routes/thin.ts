/** Few enough routes for people to read: those that differ most. */
import type { LeftOut, PlainRoute } from "./routes.ts";

/** More than seven choices, and nobody chooses. */
export const READABLE = 7;

const CRITERIA = ["arrive", "exposure", "price"] as const;

export interface Thinned<R> {
  shown: R[];
  leftOut: LeftOut[];
}

/**
 * Keeps the earliest, the least exposed and the cheapest; then, again and again, the route that is farthest from all that
 * are kept, each criterion measured by its own span. Deterministic: of equals the earlier one in the list.
 */
export function thin<R extends Pick<PlainRoute, "arrive" | "exposure" | "price">>(
  routes: readonly R[],
  most = READABLE,
): Thinned<R> {
  if (routes.length <= most) return { shown: [...routes], leftOut: [] };
  const spans = CRITERIA.map((criterion) => {
    const values = routes.map((route) => route[criterion]);
    return Math.max(...values) - Math.min(...values) || 1;
  });
  const apart = (a: R, b: R): number =>
    CRITERIA.reduce(
      (sum, criterion, index) => sum + (Math.abs(a[criterion] - b[criterion]) / (spans[index] ?? 1)) ** 2,
      0,
    );

  const kept = new Set<R>();
  for (const criterion of CRITERIA) {
    const best = routes.reduce((least, route) => (route[criterion] < least[criterion] ? route : least));
    if (kept.size < most) kept.add(best);
  }
  while (kept.size < most) {
    let [farthest, distance] = [routes[0], -1];
    for (const route of routes) {
      if (kept.has(route)) continue;
      const nearest = Math.min(...[...kept].map((other) => apart(route, other)));
      if (nearest > distance) [farthest, distance] = [route, nearest];
    }
    if (farthest === undefined) break;
    kept.add(farthest);
  }
  const shown = routes.filter((route) => kept.has(route));
  const leftOut = routes
    .filter((route) => !kept.has(route))
    .map((route): LeftOut => {
      const { arrive, exposure, price } = route;
      const like = shown.reduce((near, other, index) => {
        const best = shown[near];
        return best !== undefined && apart(route, other) < apart(route, best) ? index : near;
      }, 0);
      return { arrive, exposure, price, like };
    });
  return { shown, leftOut };
}
