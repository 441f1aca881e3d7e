/** One evening's plan over the invented country of `ways.ts`: by car to Lipki, by bus to Port Laz. */
import { DAY } from "../day.ts";
import type { LegId } from "../ids.ts";
import type { ChosenRoute, JourneyLeg, WriteJourney } from "../journey/operation.ts";

type Plan = Pick<WriteJourney, "party" | "date" | "offset" | "legs" | "route">;
/** Legs by their place, since whoever plays it gives them their ids. */
export type SeasonJourney = Pick<Plan, "party" | "date" | "offset"> & {
  legs: readonly Omit<JourneyLeg, "leg">[];
  route: Omit<ChosenRoute, "reasons" | "fallbacks"> & {
    reasons: readonly (Omit<ChosenRoute["reasons"][number], "leg"> & { leg: number | null })[];
    fallbacks: readonly (Omit<ChosenRoute["fallbacks"][number], "leg"> & { leg: number })[];
  };
};

export const withLegs = (
  { legs, route }: SeasonJourney,
  leg: (index: number) => LegId,
): Pick<Plan, "legs"> & { route: ChosenRoute } => ({
  legs: legs.map((one, index) => ({ ...one, leg: leg(index) })),
  route: {
    ...route,
    reasons: route.reasons.map((one) => ({ ...one, leg: one.leg === null ? null : leg(one.leg) })),
    fallbacks: route.fallbacks.map((one) => ({ ...one, leg: leg(one.leg) })),
  },
});

/** What the planner says of the way over Lipki, whenever it is gone. */
export const OVER_LIPKI = {
  label: "no papers looked at, two checkpoints",
  exposure: 575,
  price: 4_800,
  reasons: [
    { part: "checkpoint", leg: 1, place: "", pointMinutes: 180 },
    { part: "riding", leg: 2, place: "", pointMinutes: 215 },
    { part: "checkpoint", leg: 2, place: "", pointMinutes: 180 },
  ],
  rests: [
    { kind: "drive", id: "m", version: 1 },
    { kind: "service", id: "bus-31", version: 1 },
  ],
  among: 6,
} satisfies Partial<SeasonJourney["route"]>;

export const seasonJourney = (now: number): SeasonJourney => ({
  party: ["1"],
  date: new Date(now + DAY).toISOString().slice(0, 10),
  offset: 180,
  legs: [
    {
      ...{ kind: "walk", from: "Tarsk", to: "Tarsk, south bridge", departs: 405, arrives: 440 },
      ...{ service: "", note: "" },
    },
    {
      ...{ kind: "drive", from: "Tarsk, south bridge", to: "Lipki", departs: 440, arrives: 550 },
      ...{ service: "M", note: "" },
    },
    {
      ...{ kind: "ride", from: "Lipki", to: "Port Laz", departs: 630, arrives: 845 },
      ...{ service: "bus 31", note: "" },
    },
  ],
  route: {
    ...OVER_LIPKI,
    fallbacks: [
      {
        ...{ leg: 1, at: 455, leads: "target" },
        legs: [
          { kind: "ride", from: "Tarsk, south bridge", to: "Lipki", departs: 565, arrives: 695, service: "bus 12" },
          { kind: "ride", from: "Lipki", to: "Port Laz", departs: 905, arrives: 1_120, service: "bus 31" },
        ],
      },
      {
        ...{ leg: 2, at: 645, leads: "target" },
        legs: [{ kind: "ride", from: "Lipki", to: "Port Laz", departs: 905, arrives: 1_120, service: "bus 31" }],
      },
    ],
    plannedAt: now - 52 * 60_000,
  },
});
