/** What should be boarded did not come: the way that was kept for it takes the place of what was still to come. */
import type { LegId } from "../ids.ts";
import type { JourneyFallback, JourneyLeg } from "./operation.ts";
import type { JourneyView, LegView } from "./view.ts";

const kept = ({ departsAt: _, arrivesAt: __, assigned: ___, versions: ____, ...leg }: LegView): JourneyLeg => leg;

/** null: there is no other way from there. */
export const fallbackAt = ({ route, legs }: JourneyView, leg: LegId): JourneyFallback | null => {
  const found = route?.fallbacks.find((one) => one.leg === leg);
  return found !== undefined && found.legs.length > 0 && legs.some((one) => one.leg === leg) ? found : null;
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
