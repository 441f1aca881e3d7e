import { dayFrom, dayOf } from "../day.ts";
import type { ThingId } from "../ids.ts";
import { PAPERS_SOON } from "../view/facts.ts";
import type { ThingView } from "../view/things.ts";
import type { RoadPaperKind } from "./operation.ts";

/** A paper of the road that runs out, or has: whose it is by the register's word, and no number. */
export type ExpiringRoadPaper = { thing: ThingId; name: string; kind: RoadPaperKind; expires: string; days: number };

/** Of all that is in use; what runs out first comes first. */
export const expiringRoadPapers = (
  things: readonly Pick<ThingView, "thing" | "name" | "facts" | "retired">[],
  now: number,
): ExpiringRoadPaper[] =>
  things
    .filter(({ retired }) => retired === null)
    .flatMap(({ thing, name, facts }) =>
      (facts.papers ?? []).flatMap(({ kind, expires }): ExpiringRoadPaper[] => {
        if (expires === null) return [];
        const days = dayFrom(expires) - dayOf(now);
        return days > PAPERS_SOON ? [] : [{ thing, name, kind, expires, days }];
      }),
    )
    .toSorted((a, b) => a.days - b.days);
