/**
 * The earliest arrival alone, by a connection scan: every call once, in order of time (Dibbelt, Pajor, Strasser, Wagner,
 * "Connection Scan Algorithm", 2018). It keeps one label a place, so it cannot weigh anything else, and it does not know
 * the rules under which an earlier arrival may be worse. Where these hold it says that it is not sure.
 */
import { DRIVE, Label, RIDE, START, startOf, WALK } from "./label.ts";
import type { Reach } from "./last-chances.ts";
import { firstStart } from "./start-times.ts";
import type { Terms } from "./terms.ts";
import type { Call, Edge } from "./timetable.ts";

/** `reach`: where one can be when, as far as the scan went. */
export type Earliest = { kind: "found"; last: Label; reach: Reach } | { kind: "none" } | { kind: "unsure" };

/**
 * Exposure and price of the labels are not counted.
 *
 * @param drives whether drives on demand may be taken
 */
export function findEarliest(terms: Terms, drives = true): Earliest {
  if (!terms.earlierIsBetter) return { kind: "unsure" };
  const scan = new Scan(terms, drives);
  const last = scan.run();
  if (last === null) return { kind: "none" };
  // Rides are not counted on the way; a way with fewer might arrive later, but not earlier.
  return last.rides <= terms.query.maxRides
    ? { kind: "found", last, reach: { arrival: scan.arrival, until: last.at } }
    : { kind: "unsure" };
}

class Scan {
  readonly #terms: Terms;
  readonly #drives: boolean;
  /** By place: the minute of its earliest label, and of the earliest that came by a ride or drive. */
  readonly arrival: Float64Array;
  readonly #rode: Float64Array;
  readonly #labels: (Label | undefined)[];
  /** By trip: who boarded it first, and where. */
  readonly #isBoarded: Uint8Array;
  readonly #boarded: ({ label: Label; call: Call } | undefined)[];
  #last: Label | null = null;

  constructor(terms: Terms, drives: boolean) {
    const { timetable } = terms;
    this.#terms = terms;
    this.#drives = drives;
    this.arrival = new Float64Array(timetable.places.length).fill(Number.POSITIVE_INFINITY);
    this.#rode = new Float64Array(timetable.places.length).fill(Number.POSITIVE_INFINITY);
    this.#labels = new Array(timetable.places.length);
    this.#isBoarded = new Uint8Array(timetable.trips);
    this.#boarded = new Array(timetable.trips);
  }

  run(): Label | null {
    const { timetable, query } = this.#terms;
    const { moments, calls, callTrips, callPlaces } = timetable;
    this.#reach(startOf(this.#terms));
    for (const { minute, first, end } of moments) {
      if (minute < query.departAfter) continue;
      if (minute > query.arriveBefore || minute >= (this.#last?.at ?? Number.POSITIVE_INFINITY)) break;
      for (let index = first; index < end; index++) {
        const trip = callTrips[index] ?? 0;
        if (this.#isBoarded[trip] === 0 && (this.arrival[callPlaces[index] ?? 0] ?? 0) > minute) continue;
        const call = calls[index];
        if (call !== undefined && call.depart === minute) this.#leave(call);
      }
    }
    return this.#last;
  }

  #leave(call: Call): void {
    const { at, of, depart, next } = call;
    if (next === null) return;
    let boarded = this.#boarded[of.index];
    if (boarded === undefined) {
      const label = this.#labels[at.index];
      if (label === undefined || this.#terms.usableTrip[of.index] === 0) return;
      if (label.kind !== START && label.at + of.timed.service.minChange > depart) return;
      boarded = { label, call };
      this.#boarded[of.index] = boarded;
      this.#isBoarded[of.index] = 1;
    }
    if (next.arrive >= (this.#rode[next.at.index] ?? 0)) return;
    this.#reach(this.#after(boarded.label, { boarded: boarded.call, alighted: next }));
  }

  #reach(label: Label): void {
    const { stand, at, kind } = label;
    if (at > this.#terms.query.arriveBefore) return;
    const isFirst = at < (this.arrival[stand.index] ?? 0);
    if (isFirst) {
      this.arrival[stand.index] = at;
      this.#labels[stand.index] = label;
      if (this.#terms.isTarget[stand.index] === 1 && at < (this.#last?.at ?? Number.POSITIVE_INFINITY))
        this.#last = label;
      if (this.#drives) for (const edge of stand.drives) this.#go(label, edge);
    }
    if (kind === WALK || at >= (this.#rode[stand.index] ?? 0)) return;
    this.#rode[stand.index] = at;
    this.#walk(label);
  }

  /** Most walks lead where somebody is already: these are passed over without being fetched. */
  #walk(label: Label): void {
    const { firstWalk, walkTo, walkMinutes, walks } = this.#terms.timetable;
    const end = firstWalk[label.stand.index + 1] ?? 0;
    for (let index = firstWalk[label.stand.index] ?? 0; index < end; index++) {
      if (label.at + (walkMinutes[index] ?? 0) >= (this.arrival[walkTo[index] ?? 0] ?? 0)) continue;
      const edge = walks[index];
      if (edge !== undefined) this.#go(label, edge);
    }
  }

  #go(label: Label, edge: Edge): void {
    if (this.#terms.usableEdge[edge.index] === 0) return;
    const start = edge.drive === null ? label.at : firstStart(this.#terms, edge, label.at, false);
    const known = edge.drive === null ? this.arrival : this.#rode;
    if (start + edge.minutes < (known[edge.to.index] ?? 0)) this.#reach(this.#after(label, { edge, start }));
  }

  #after(before: Label, by: { boarded: Call; alighted: Call } | { edge: Edge; start: number }): Label {
    const isRide = "boarded" in by;
    const depart = isRide ? by.boarded.depart : by.start;
    const kind = isRide ? RIDE : by.edge.drive === null ? WALK : DRIVE;
    return new Label({
      stand: isRide ? by.alighted.at : by.edge.to,
      at: isRide ? by.alighted.arrive : depart + by.edge.minutes,
      exposure: 0,
      price: 0,
      rides: before.rides + (kind === WALK ? 0 : 1),
      firstDepart: before.kind === START ? depart : before.firstDepart,
      kind,
      before,
      depart,
      boarded: isRide ? by.boarded : null,
      alighted: isRide ? by.alighted : null,
      edge: isRide ? null : by.edge,
      kept: 0,
    });
  }
}
