/** From the last label of a route to the route: its legs, and a reason for every point-minute of its exposure. */
import { type Label, START } from "./label.ts";
import type { Leg, PlainRoute, Reason } from "./routes.ts";
import type { Terms } from "./terms.ts";
import type { Stand } from "./timetable.ts";

export function accountFor(terms: Terms, last: Label): PlainRoute {
  const labels: Label[] = [];
  for (let label: Label | null = last; label !== null && label.kind !== START; label = label.before) labels.unshift(label);
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
  return { arrive: last.at, exposure: last.exposure, price: last.price, legs: labels.map((label) => legOf(terms, label)), reasons };
}

function legOf(terms: Terms, label: Label): Leg {
  const { before, boarded, alighted, edge, depart, at, stand } = label;
  const ends = { from: before?.stand.place.id ?? "", to: stand.place.id, depart, arrive: at };
  const price = label.price - (before?.price ?? 0);
  if (boarded !== null && alighted !== null)
    return {
      kind: "ride",
      id: boarded.of.timed.service.id,
      trip: boarded.of.trip.id,
      fromStop: boarded.stop,
      toStop: alighted.stop,
      ...ends,
      price,
    };
  return { kind: edge?.drive ? "drive" : "walk", id: edge?.id ?? "", ...ends, price };
}

function reasonsToStay(terms: Terms, stand: Stand, from: number, to: number): Reason[] {
  const { place } = stand;
  const rate = terms.rates[stand.index] ?? 0;
  const plain = rate * (to - from);
  const more = terms.stay(stand, from, to) - plain;
  const who = place.watch === rate ? "which is watched" : place.watch === 0 ? "where they can find them" : "which is watched, and where they can find them";
  const reasons: Reason[] = [];
  if (plain > 0)
    reasons.push({
      part: "stay",
      place: place.id,
      pointMinutes: plain,
      text: `Staying ${minutes(to - from)} at ${place.name}, ${who}`,
    });
  if (more > 0)
    reasons.push({
      part: "noticed",
      place: place.id,
      pointMinutes: more,
      text: `Still at ${place.name} when absence has been noticed`,
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
  const check = terms.check(vehicle.exposure, terms.query.departAfter < depart ? -1 : -1);
  const reasons: Reason[] = [
    { part: "identity", leg, pointMinutes: check, text: `The ${name} records who rides (${vehicle.identity})` },
    {
      part: "noticed",
      leg,
      pointMinutes: terms.check(vehicle.exposure, depart) - check,
      text: `The ${name} records who rides when absence has been noticed`,
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
