/**
 * Legs that a query keeps: every route of the answer contains all of them.
 *
 * Which of them a way has had is part of where it is. One who is otherwise better off pushes nobody out who has had a kept
 * leg that he has not: the other may be the only one who still gets it. Where nothing is kept this costs nothing.
 */
import type { OnDemand, Service } from "./network.ts";
import type { RouteQuery } from "./query.ts";
import { type Call, makeTimetable, type Timetable } from "./timetable.ts";

/** Whether a way with the kept legs `a` has had all that one with `b` has; sets of bits, one a leg. */
export const hasAll = (a: number, b: number): boolean => (b & ~a) === 0;

export class KeptLegs {
  /** What a route must have at its end. */
  readonly all: number;
  /** By service and trip: from which stop to which, and the leg's bit. */
  readonly #rides = new Map<string, { fromStop: number; toStop: number; bit: number }[]>();

  constructor({ keep = [] }: RouteQuery) {
    keep.forEach((leg, index) => {
      const [service, trip] = "drive" in leg ? [leg.drive, tripOf(leg.depart)] : [leg.service, leg.trip];
      const [fromStop, toStop] = "drive" in leg ? [0, 1] : [leg.fromStop, leg.toStop];
      const key = `${service}\n${trip}`;
      this.#rides.set(key, [...(this.#rides.get(key) ?? []), { fromStop, toStop, bit: 1 << index }]);
    });
    this.all = (1 << keep.length) - 1;
  }

  /** The legs that one who boarded here, and is at the stop `at` of the trip now, may yet have had when he alights. */
  begunBy({ of, stop }: Call, at: number): number {
    if (this.all === 0) return 0;
    return this.#bits(of.timed.service.id, of.trip.id, (one) => one.fromStop === stop && one.toStop > at);
  }

  /** The legs that are had by riding from here to there. */
  hadBy({ of, stop }: Call, alighted: Call): number {
    if (this.all === 0) return 0;
    return this.#bits(of.timed.service.id, of.trip.id, (one) => one.fromStop === stop && one.toStop === alighted.stop);
  }

  #bits(service: string, trip: string, isIt: (one: { fromStop: number; toStop: number }) => boolean): number {
    const rides = this.#rides.get(`${service}\n${trip}`) ?? [];
    return rides.reduce((bits, one) => (isIt(one) ? bits | one.bit : bits), 0);
  }
}

const tripOf = (depart: number): string => String(depart);

/**
 * The timetable in which drivers whom the query keeps run at the minutes that are agreed with them, as a bus would, and no
 * longer when they are called. What waits for them and what follows is timed as around any trip.
 */
export function withAgreed(timetable: Timetable, { keep = [] }: RouteQuery): Timetable {
  const minutes = new Map<string, number[]>();
  for (const leg of keep)
    if ("drive" in leg) minutes.set(leg.drive, [...new Set([...(minutes.get(leg.drive) ?? []), leg.depart])]);
  if (minutes.size === 0) return timetable;
  const { network } = timetable;
  return makeTimetable({
    ...network,
    services: [
      ...network.services,
      ...network.onDemand.flatMap((drive) => {
        const agreed = minutes.get(drive.id);
        return agreed === undefined ? [] : [runsAt(drive, agreed)];
      }),
    ],
    onDemand: network.onDemand.filter(({ id }) => !minutes.has(id)),
  });
}

const runsAt = (drive: OnDemand, minutes: readonly number[]): Service => {
  const { id, mode, operator, identity, exposure, escort, seats, from, to, checkpoints, price } = drive;
  return {
    ...{ id, mode, operator, identity, exposure, escort, minChange: 0, boardFare: 0, agreed: true },
    ...(seats !== undefined && { seats }),
    ...{ stops: [from, to], checkpoints: [0, checkpoints], price: [0, price] },
    trips: minutes.map((at) => ({
      id: tripOf(at),
      times: [
        [at, at],
        [at + drive.minutes, at + drive.minutes],
      ],
    })),
  };
};
