import type { Uses } from "../fold/uses.ts";
import type { JourneyRecord } from "../journey/fold.ts";
import { momentOf } from "../journey/moment.ts";
import type { LegHand } from "../journey/operation.ts";
import type { RecordUse } from "../operation.ts";
import type { UseKind } from "../words.ts";

const AS: Record<LegHand, UseKind> = { driver: "rode", escort: "rode", host: "stayed" };

/** A stay of which nobody has said that it ended goes on. */
const endOf = ({ as, from, until }: Pick<RecordUse, "as" | "from" | "until">): number =>
  until ?? (as === "stayed" ? Number.POSITIVE_INFINITY : from);

type Use = Omit<RecordUse, "op" | "use">;

/**
 * Whom and what of the register the journey used, as uses of the case: what exposure walks along when a driver is taken.
 * Until here it stood only in the journey. What somebody has recorded for that time already is not recorded twice; who is
 * at the last roof is still there.
 */
export const usesOfJourney = (journey: JourneyRecord, uses: Uses): Use[] => {
  const standing = [...uses.values()].filter(({ withdrawn }) => withdrawn === null);
  const last = journey.legs.at(-1)?.leg;
  return [...journey.assigned.values()].flatMap(({ thing, as, leg }): Use[] => {
    const stretch = journey.legs.find((one) => one.leg === leg);
    if (thing === null || stretch === undefined) return [];
    const from = momentOf(journey, stretch.departs);
    const ends = momentOf(journey, stretch.arrives);
    const known = standing.some(
      (use) => (use.thing === thing || use.with.includes(thing)) && use.from <= ends && endOf(use) >= from,
    );
    const until = as === "host" && leg === last ? null : ends;
    return known ? [] : [{ thing, as: AS[as], from, until, with: [], note: "", over: 0 }];
  });
};
