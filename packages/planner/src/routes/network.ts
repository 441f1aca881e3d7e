/**
 * `fairlead-network/1`: places and the services, on-demand drives and walks between them.
 *
 * All minutes, points and prices are integers ≥ 0. Minutes count from 00:00 local time of `date`, are absolute
 * and may exceed 1440: nothing repeats, every day is written out.
 */

/** In minutes; whether the end belongs to it is said where it is used. */
export type Interval = readonly [from: number, to: number];

export interface Place {
  id: string;
  name: string;
  lat?: number;
  lon?: number;
  /** Points per hour of staying: how closely it is watched, whoever travels. */
  watch: number;
  shelter: boolean;
  /** [from, to): nobody may stay here or walk from or to here. */
  curfew: readonly Interval[];
}

export interface Exposure {
  /** Points, once per ride: identity is recorded. */
  idCheck: number;
  /** Points per hour of riding. */
  perHour: number;
}

/** When a trip is at a stop; null where nobody may board or alight. */
export type StopTime = readonly [arrive: number, depart: number] | null;

export interface Trip {
  id: string;
  /** One per stop of the service. */
  times: readonly StopTime[];
}

/** Trips over the same stops. A place may stand in `stops` twice; trips may overtake each other. */
export interface Service {
  id: string;
  mode: string;
  operator: string;
  /** The system in which it records who rides; "none" where it does not. */
  identity: string;
  exposure: Exposure;
  /** Minutes needed between the end of the leg before and boarding. */
  minChange: number;
  escort: boolean;
  stops: readonly string[];
  /** Passed between the stop before and this one; the first is 0. */
  checkpoints: readonly number[];
  /** Cumulative along the stops, per person. */
  price: readonly number[];
  boardFare: number;
  seats?: number;
  trips: readonly Trip[];
  /** Never in a file: a driver who is agreed for a minute, whom a query keeps. He is paid once for the whole party. */
  agreed?: true;
}

/** A driver who comes when called. */
export interface OnDemand {
  id: string;
  mode: string;
  operator: string;
  identity: string;
  from: string;
  to: string;
  minutes: number;
  /** [a, b], both inclusive: the drive lies wholly within one of them. */
  hours: readonly Interval[];
  /** Minutes between asking and leaving. */
  notice: number;
  /** Once per party. */
  price: number;
  seats?: number;
  escort: boolean;
  exposure: Exposure;
  checkpoints: number;
}

/** One way. */
export interface Walk {
  from: string;
  to: string;
  minutes: number;
}

export interface Network {
  format: "fairlead-network/1";
  /** YYYY-MM-DD: the day whose 00:00 is minute 0. */
  date: string;
  places: readonly Place[];
  services: readonly Service[];
  onDemand: readonly OnDemand[];
  walks: readonly Walk[];
  weights: {
    /** Points for each checkpoint passed. */
    checkpoint: number;
  };
}

/** What one planner may say of `identity` where nothing is recorded. */
export const NO_IDENTITY = "none";
