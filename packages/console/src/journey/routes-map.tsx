import type { EntryView } from "@fairlead/casework";
import type { PlainRoute } from "@fairlead/planner/routes";
import { lazy, Suspense, useMemo } from "react";
import { groundOf, routeOnMap } from "../map/marks.ts";
import { useWords } from "../say/words.tsx";
import { letterOf } from "./labels.ts";
import type { Hunter } from "./wishes.ts";

// Only those who look at a map load what draws it.
const NetworkMap = lazy(() => import("../map/network-map.tsx"));

type Props = {
  entries: readonly EntryView[];
  hunters: readonly Hunter[];
  routes: readonly PlainRoute[];
  /** Indices in `routes`. */
  chosen: number;
  beside: number | null;
  now: number;
};

/** The chosen way over the ground, and the one that it is compared with; where this case's hunters reach is watched too. */
export const RoutesMap = ({ entries, hunters, routes, chosen, beside, now }: Props) => {
  const { t } = useWords();
  const hour = Math.floor(now / 3_600_000);
  const ground = useMemo(
    () => groundOf(entries, hour * 3_600_000, new Map(hunters.map(({ place, points }) => [place, points]))),
    [entries, hour, hunters],
  );
  const drawn = useMemo(
    () =>
      [chosen, beside].flatMap((index) => {
        const route = index === null ? undefined : routes[index];
        return route === undefined ? [] : [routeOnMap(route, entries, ground.places)];
      }),
    [routes, chosen, beside, entries, ground],
  );
  const letter = letterOf(chosen);
  return (
    <section className="panel panel-row stack">
      <h2>{t("map.title")}</h2>
      <Suspense fallback={null}>
        <NetworkMap
          label={
            beside === null ? t("map.of-routes", { letter }) : t("map.with-beside", { letter, other: letterOf(beside) })
          }
          ground={ground}
          routes={drawn}
        />
      </Suspense>
    </section>
  );
};
