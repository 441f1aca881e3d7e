/** `fairlead-routes/1`: what the planner answers. */

export interface Leg {
  kind: "ride" | "drive" | "walk";
  /** Of the service or the on-demand drive; a walk is called "from>to". */
  id: string;
  /** Of rides: which trip, and from which to which position in the service's stops. */
  trip?: string;
  fromStop?: number;
  toStop?: number;
  from: string;
  to: string;
  depart: number;
  arrive: number;
  /** For the whole party. */
  price: number;
}

/** What costs exposure. `noticed` is what a check or a stay costs more because absence has been noticed. */
export type Part = "identity" | "riding" | "checkpoint" | "stay" | "noticed";

/** One item of the account; all of them add up to the route's exposure exactly. */
export interface Reason {
  part: Part;
  /** Index of the leg, or the place of the stay. */
  leg?: number;
  place?: string;
  pointMinutes: number;
  /** In plain English. */
  text: string;
}

/** What to do when what should be boarded does not come. */
export interface Fallback {
  /** Index of the leg that did not come. */
  leg: number;
  /** When it is given up: its departure and the query's patience. */
  at: number;
  /** "target": another way to where the route leads; "shelter": the way to the nearest one; "none": neither exists. */
  leads: "target" | "shelter" | "none";
  route: PlainRoute | null;
}

/** A route without what surrounds it. Exposure in point-minutes. */
export interface PlainRoute {
  arrive: number;
  exposure: number;
  price: number;
  legs: Leg[];
  reasons: Reason[];
}

export interface Route extends PlainRoute {
  fallbacks: Fallback[];
  /** Routes that share no operator and no identity system with this one; only where asked for. */
  alternatives?: PlainRoute[];
}

/** A route that was not shown, by its vector. */
export interface LeftOut {
  arrive: number;
  exposure: number;
  price: number;
  /** Index of the shown route that is most like it. */
  like: number;
}

export interface Routes {
  format: "fairlead-routes/1";
  /** Earliest first. */
  routes: Route[];
  /** False where routes were left out. */
  complete: boolean;
  leftOut?: LeftOut[];
}
