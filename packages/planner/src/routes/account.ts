/** From the last label of a route to the route: its legs, and a reason for every point-minute of its exposure. */
import { type Label, START } from "./label.ts";
import type { Leg, PlainRoute, Reason } from "./routes.ts";
import type { Terms } from "./terms.ts";
import type { Stand } from "./timetable.ts";

/** A minute before all others. */
const BEFORE_NOTICED = Number.NEGATIVE_INFINITY;

/**
 * The whole of a route.
 *
 * @param terms with all criteria, whatever the search that found the route was asked to weigh
 * @param last the route's last label
 */
export function accountFor(terms: Terms, last: Label): PlainRoute {
  const labels: Label[] = [];
  for (let label: Label | null = last; label !== null && label.kind !== START; label = label.before)
    labels.unshift(label);
  const reasons: Reason[] = [];
  let since = terms.query.departAfter;
  let here = terms.origin;
  labels.forEach((label, leg) => {
    const isFree = leg === 0 && terms.query.originFree;
    if (!isFree) reasons.push(...reasonsToStay(terms, here, since, label.depart));
    reasons.push(...reasonsToRide(terms, label, leg));
    since = label.at;
    here = label.stand;
  });
  const legs = labels.map((label) => legOf(terms, label));
  return {
    arrive: last.at,
    exposure: reasons.reduce((sum, { pointMinutes }) => sum + pointMinutes, 0),
    price: legs.reduce((sum, { price }) => sum + price, 0),
    legs,
    reasons,
  };
}

function legOf(terms: Terms, { before, boarded, alighted, edge, depart, at, stand }: Label): Leg {
  const ends = { from: before?.stand.place.id ?? "", to: stand.place.id, depart, arrive: at };
  if (boarded !== null && alighted !== null) {
    const { service } = boarded.of.timed;
    if (service.agreed) return { kind: "drive", id: service.id, ...ends, price: service.price[1] ?? 0 };
    const fare = (service.price[alighted.stop] ?? 0) - (service.price[boarded.stop] ?? 0) + service.boardFare;
    return {
      kind: "ride",
      id: service.id,
      trip: boarded.of.trip.id,
      fromStop: boarded.stop,
      toStop: alighted.stop,
      ...ends,
      price: fare * terms.query.people,
    };
  }
  if (edge === null) throw new Error("a leg that is neither ridden nor walked");
  return { kind: edge.drive === null ? "walk" : "drive", id: edge.id, ...ends, price: edge.drive?.price ?? 0 };
}

function reasonsToStay(terms: Terms, stand: Stand, from: number, to: number): Reason[] {
  const { place } = stand;
  const rate = terms.rates[stand.index] ?? 0;
  const plain = rate * (to - from);
  const more = terms.stay(stand.index, from, to) - plain;
  const watchers = [
    ...(place.watch > 0 ? ["it is watched"] : []),
    ...(rate > place.watch ? ["their hunters reach it"] : []),
  ];
  const reasons: Reason[] = [];
  if (plain > 0)
    reasons.push({
      part: "stay",
      place: place.id,
      pointMinutes: plain,
      text: `Staying ${minutes(to - from)} at ${place.name}: ${watchers.join(", and ")}`,
    });
  if (more > 0)
    reasons.push({
      part: "noticed",
      place: place.id,
      pointMinutes: more,
      text: `Still at ${place.name} after absence is noticed`,
    });
  return reasons;
}

function reasonsToRide(terms: Terms, label: Label, leg: number): Reason[] {
  const { boarded, alighted, edge, depart, at } = label;
  const vehicle = boarded?.of.timed.service ?? edge?.drive ?? null;
  if (vehicle === null) return [];
  const name = `${vehicle.mode === "" ? "ride" : vehicle.mode} ${vehicle.id}`;
  const passed =
    boarded !== null && alighted !== null
      ? (boarded.of.timed.checkpoints[alighted.stop] ?? 0) - (boarded.of.timed.checkpoints[boarded.stop] ?? 0)
      : (edge?.drive?.checkpoints ?? 0);
  const check = terms.check(vehicle.exposure, BEFORE_NOTICED);
  const reasons: Reason[] = [
    { part: "identity", leg, pointMinutes: check, text: `The ${name} records who rides` },
    {
      part: "noticed",
      leg,
      pointMinutes: terms.check(vehicle.exposure, depart) - check,
      text: `The ${name} records who rides after absence is noticed`,
    },
    {
      part: "riding",
      leg,
      pointMinutes: terms.riding(vehicle.exposure, at - depart),
      text: `Riding the ${name} for ${minutes(at - depart)}`,
    },
    {
      part: "checkpoint",
      leg,
      pointMinutes: terms.checkpoints(passed),
      text: `The ${name} passes ${passed === 1 ? "a checkpoint" : `${passed} checkpoints`}`,
    },
  ];
  return reasons.filter(({ pointMinutes }) => pointMinutes > 0);
}

function minutes(number: number): string {
  if (number === 1) return "1 minute";
  if (number < 120) return `${number} minutes`;
  const [hours, rest] = [Math.floor(number / 60), number % 60];
  return rest === 0 ? `${hours} hours` : `${hours} hours ${rest} minutes`;
}
