/** What is said of a route beside the others, in plain words: what it is best at, who looks at papers, where they wait. */
import { DAY, type JourneyReason } from "@fairlead/casework";
import type { PlainRoute, Reason, RouteQuery } from "@fairlead/planner/routes";
import { clockText } from "../network/entry-words.ts";
import { noonOf } from "../parts/date-field.tsx";
import type { Days } from "../say/days.ts";
import type { Words } from "../say/words.tsx";
import { type Known, rideText } from "./chosen.ts";

/** 06:10; of the night after, 01:30 +1. */
export const minuteText = (minute: number): string => {
  const days = Math.floor(minute / (24 * 60));
  return days === 0 ? clockText(minute) : `${clockText(minute)} +${days}`;
};

/** The day by the clocks there; what is no day is shown as it was written. */
export const journeyDay = (date: string, days: Days, now: number): string => {
  const day = Date.parse(`${date}T00:00:00Z`) / DAY;
  return Number.isNaN(day) ? date : days.day(noonOf(day), now);
};

/** Points, one decimal at most: nobody weighs a sixtieth. */
export const pointsOf = (pointMinutes: number): number => Math.round(pointMinutes / 6) / 10;

/** A, B, C …: as they are called on the chart, in the table and between two who talk about them. */
export const letterOf = (index: number): string => String.fromCharCode(65 + (index % 26));

const least = (routes: readonly PlainRoute[], of: (route: PlainRoute) => number): number => Math.min(...routes.map(of));

export type Best = "soonest" | "least-exposed" | "cheapest";
export const bestOf = (route: PlainRoute, routes: readonly PlainRoute[]): Best[] => {
  if (routes.length < 2) return [];
  const by: [Best, (one: PlainRoute) => number][] = [
    ["soonest", ({ arrive }) => arrive],
    ["least-exposed", ({ exposure }) => exposure],
    ["cheapest", ({ price }) => price],
  ];
  return by.flatMap(([best, of]) => (of(route) === least(routes, of) ? [best] : []));
};

const sum = (reasons: readonly Reason[], part: Reason["part"]): number =>
  reasons.filter((one) => one.part === part).reduce((all, { pointMinutes }) => all + pointMinutes, 0);

/** Minutes spent in places, after a leg and before the next; at the origin from when they could have left. */
export const waitsOf = ({ legs }: PlainRoute, departAfter: number): { place: string; minutes: number }[] =>
  legs.flatMap(({ from, depart }, index) => {
    const minutes = depart - (legs[index - 1]?.arrive ?? departAfter);
    return minutes > 0 ? [{ place: from, minutes }] : [];
  });

/** "two passport checks", "one checkpoint", "no hour in Tarsk": what a person asks first. */
export const factsOf = (
  { t }: Pick<Words, "t">,
  route: PlainRoute,
  query: Pick<RouteQuery, "reach" | "departAfter">,
  known: Known,
  checkpointPoints: number,
): string[] => {
  const checks = route.reasons.filter(({ part }) => part === "identity").length;
  const checkpoints = Math.round(sum(route.reasons, "checkpoint") / (checkpointPoints * 60));
  const waits = waitsOf(route, query.departAfter);
  const found = Object.keys(query.reach).map((place) => ({
    place,
    minutes: waits.filter((one) => one.place === place).reduce((all, { minutes }) => all + minutes, 0),
  }));
  const longest = found.toSorted((a, b) => b.minutes - a.minutes)[0];
  return [
    t("journey.checks", { n: checks }),
    checkpoints === 0 ? "" : t("journey.checkpoints", { n: checkpoints }),
    longest === undefined
      ? ""
      : longest.minutes < 60
        ? t("journey.no-hour", { place: known.names(longest.place) })
        : t("journey.hours-there", { n: Math.floor(longest.minutes / 60), place: known.names(longest.place) }),
  ].filter((one) => one !== "");
};

export const labelOf = (
  words: Pick<Words, "t">,
  route: PlainRoute,
  routes: readonly PlainRoute[],
  query: Pick<RouteQuery, "reach" | "departAfter">,
  known: Known,
  checkpointPoints: number,
): string =>
  [
    ...bestOf(route, routes).map((best) => words.t(`journey.best.${best}`)),
    ...factsOf(words, route, query, known, checkpointPoints),
  ].join(", ");

/** "6 riding the train 7" */
export const reasonText = ({ t }: Pick<Words, "t">, reason: JourneyReason, service: string): string =>
  t(`journey.reason.${reason.part}`, {
    points: pointsOf(reason.pointMinutes),
    what: reason.place === "" ? service : reason.place,
  });

/** The reason that costs most: where this route is weakest. */
export const weakest = (words: Pick<Words, "t">, route: PlainRoute, known: Known): string => {
  const [most] = route.reasons.toSorted((a, b) => b.pointMinutes - a.pointMinutes);
  if (most === undefined) return words.t("journey.nothing-costs");
  const leg = most.leg === undefined ? undefined : route.legs[most.leg];
  return reasonText(
    words,
    {
      part: most.part,
      leg: null,
      place: most.place === undefined ? "" : known.names(most.place),
      pointMinutes: most.pointMinutes,
    },
    leg === undefined ? "" : rideText(known, leg),
  );
};

export const ridesOf = ({ legs }: PlainRoute): number => legs.filter(({ kind }) => kind !== "walk").length;
