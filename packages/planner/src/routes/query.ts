import type { Interval } from "./network.ts";

/** `fairlead-route-query/1`: who travels from where to where, when, and what must not happen. */
export interface RouteQuery {
  format: "fairlead-route-query/1";
  from: string;
  /** Any of these will do. */
  to: readonly string[];
  /** Both inclusive. */
  departAfter: number;
  arriveBefore: number;
  people: number;
  /** Points per hour of staying at a place, for this party's own hunters; on top of the place's `watch`. */
  reach: Readonly<Record<string, number>>;
  /** From this minute on identity checks and stays weigh `factor` times as much. */
  noticed?: { at: number; factor: number };
  /** [a, b], both inclusive: the first departure lies in one of them. Absent: any minute. */
  leave?: readonly Interval[];
  /** Waiting at the origin before the first leg exposes nobody. */
  originFree: boolean;
  /** Ride and drive only where an escort can come along. */
  escort: boolean;
  ban: Ban;
  /** Legs that every route has to contain, in any order among others. Absent: none. */
  keep?: readonly Kept[];
  /** Rides on services and drives together. */
  maxRides: number;
  /** When drivers can be asked at the earliest. */
  asOf: number;
  /** Minutes after which what has not come is given up. */
  patience: number;
}

/**
 * A ride from one stop of a trip to another, positions in the service's stops; or a driver who is agreed for a minute. He is
 * bound then: he drives at that minute and at no other, needs no notice, and his hours are not asked about.
 */
export type Kept =
  | { service: string; trip: string; fromStop: number; toStop: number }
  | { drive: string; depart: number };

export interface Ban {
  places: readonly string[];
  /** Ids of services and of on-demand drives. */
  services: readonly string[];
  modes: readonly string[];
  operators: readonly string[];
}

export const DEFAULT_MAX_RIDES = 6;
export const DEFAULT_PATIENCE = 15;
