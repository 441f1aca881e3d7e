/** Routes that do not fall with the chosen one: other operators, other identity systems. */
import { accountFor } from "./account.ts";
import { NO_IDENTITY } from "./network.ts";
import type { RouteQuery } from "./query.ts";
import type { PlainRoute } from "./routes.ts";
import { type Breath, search } from "./search.ts";
import type { Timetable } from "./timetable.ts";

/**
 * @returns at most `count` routes that share no operator and no identity system with the chosen one, the least exposed first.
 *   Where nothing is recorded there is no system to share.
 */
export async function findAlternatives(
  timetable: Timetable,
  query: RouteQuery,
  chosen: PlainRoute,
  count: number,
  breath: Breath,
): Promise<PlainRoute[]> {
  const { services, onDemand } = timetable.network;
  const used = chosen.legs.flatMap(({ kind, id }) => {
    const vehicles: readonly { id: string; operator: string; identity: string }[] =
      kind === "ride" ? services : kind === "drive" ? onDemand : [];
    return vehicles.filter((vehicle) => vehicle.id === id);
  });
  const operators = new Set(used.map(({ operator }) => operator));
  const identities = new Set(used.map(({ identity }) => identity).filter((identity) => identity !== NO_IDENTITY));
  // What is kept would be shared.
  const { keep: _, ...free } = query;
  const { terms, found } = await search(timetable, free, { ...breath, without: { operators, identities } });
  return (
    found
      .map((last) => accountFor(terms, last))
      // A walk shares nothing with anything, not even with itself.
      .filter((route) => JSON.stringify(route.legs) !== JSON.stringify(chosen.legs))
      .sort((a, b) => a.exposure - b.exposure || a.arrive - b.arrive || a.price - b.price)
      .slice(0, count)
  );
}
