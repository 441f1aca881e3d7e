/** What should be boarded did not come: the way that was kept for it takes the place of what was still to come. */
import type { LegId } from "../ids.ts";
import type { ChosenRoute, JourneyFallback, JourneyLeg, RouteRest } from "./operation.ts";
import type { JourneyView, LegView, RestChange } from "./view.ts";

const kept = ({ departsAt: _, arrivesAt: __, assigned: ___, versions: ____, ...leg }: LegView): JourneyLeg => leg;

/** What the way that is kept for this leg rests on, and that is not as it was. */
export const fallbackChanges = ({ keptChanged }: Pick<JourneyView, "keptChanged">, leg: string): RestChange[] =>
  keptChanged.find((one) => one.leg === leg)?.changes ?? [];

/** What was only written anew may still go; what is marked, or gone, leads nobody anywhere. */
export const isFallbackLost = (journey: Pick<JourneyView, "keptChanged">, leg: string): boolean =>
  fallbackChanges(journey, leg).some(({ what }) => what !== "changed");

/** null: there is no other way from there, or none that still holds. */
export const fallbackAt = (journey: JourneyView, leg: LegId): JourneyFallback | null => {
  const { route, legs } = journey;
  const found = route?.fallbacks.find((one) => one.leg === leg);
  if (found === undefined || found.legs.length === 0 || isFallbackLost(journey, leg)) return null;
  return legs.some((one) => one.leg === leg) ? found : null;
};

/**
 * The route with what the new legs rest on. Of what it rested on before stays what the legs that stay still lead over.
 *
 * @param stays by the names that the network has for it
 */
export const routeByFallback = (
  journey: JourneyView,
  leg: LegId,
  stays: (rest: RouteRest) => boolean,
): ChosenRoute | null => {
  const { route } = journey;
  const rests = fallbackAt(journey, leg)?.rests;
  if (route === null || rests === undefined) return route;
  const isNew = ({ kind, id }: RouteRest): boolean => rests.some((one) => one.kind === kind && one.id === id);
  return { ...route, rests: [...route.rests.filter((one) => stays(one) && !isNew(one)), ...rests] };
};

/** All legs as they go then: those before it stay, and whoever was asked for them stays asked. */
export const legsByFallback = (journey: JourneyView, leg: LegId, newLeg: () => LegId): JourneyLeg[] => {
  const { legs } = journey;
  const other = fallbackAt(journey, leg)?.legs ?? [];
  const before = legs.slice(
    0,
    legs.findIndex((one) => one.leg === leg),
  );
  return [...before.map(kept), ...other.map((stretch) => ({ ...stretch, leg: newLeg(), note: "" }))];
};

/** The same stretch by the same means is the same leg, though it goes at another hour: its ticket follows it. */
export const sameLegs = (legs: readonly JourneyLeg[], before: readonly LegView[]): JourneyLeg[] => {
  const left = [...before];
  return legs.map((leg) => {
    const at = left.findIndex(
      ({ kind, from, to, service }) =>
        kind === leg.kind && from === leg.from && to === leg.to && service === leg.service,
    );
    const [same] = at < 0 ? [] : left.splice(at, 1);
    return same === undefined ? leg : { ...leg, leg: same.leg, note: same.note };
  });
};
