/** Small networks with all rules on, and queries over them: the same for the same seed. */
import type { Interval, Network, OnDemand, Place, Service, StopTime, Trip, Walk } from "../src/routes/network.ts";
import type { RouteQuery } from "../src/routes/query.ts";

/** Dice: whole numbers from `least` to `most`, and chances. A plain linear congruence suffices for fixtures. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = (Math.imul(seed, 2654435761) ^ 0x9e3779b9) >>> 0;
    for (let i = 0; i < 4; i++) this.roll(0, 1);
  }

  roll(least: number, most: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return least + (((mixed ^ (mixed >>> 14)) >>> 0) % (most - least + 1));
  }

  chance(percent: number): boolean {
    return this.roll(1, 100) <= percent;
  }

  pick<T>(list: readonly T[]): T {
    const one = list[this.roll(0, list.length - 1)];
    if (one === undefined) throw new Error("nothing to pick from");
    return one;
  }

  times<T>(least: number, most: number, make: (index: number) => T): T[] {
    return Array.from({ length: this.roll(least, most) }, (_, index) => make(index));
  }
}

export interface Size {
  places: [number, number];
  services: [number, number];
  trips: [number, number];
  drives: [number, number];
  walks: [number, number];
  rides: [number, number];
  /** The minutes in which everything happens. */
  span: number;
}

const SMALL: Size = {
  places: [3, 6],
  services: [1, 3],
  trips: [1, 3],
  drives: [0, 3],
  walks: [0, 6],
  rides: [1, 3],
  span: 60,
};

/** Loose ones, and close ones in which much leads everywhere: by service, by drive, on foot. */
export const SIZES: readonly Size[] = [
  SMALL,
  { places: [3, 4], services: [2, 4], trips: [2, 4], drives: [1, 4], walks: [3, 7], rides: [2, 3], span: 60 },
  { places: [2, 4], services: [3, 5], trips: [2, 5], drives: [0, 3], walks: [2, 5], rides: [3, 4], span: 50 },
  { places: [3, 5], services: [1, 3], trips: [1, 4], drives: [2, 6], walks: [2, 6], rides: [2, 4], span: 90 },
];

export function randomProblem(seed: number, size = SMALL): { network: Network; query: RouteQuery } {
  const dice = new Dice(seed);
  const watched = dice.chance(75);
  const curfews = dice.chance(35);
  const priced = dice.chance(75);
  const interval = (): Interval => {
    const from = dice.roll(0, size.span);
    return [from, from + dice.roll(0, Math.ceil(size.span / 2))];
  };
  const places = dice.times(
    ...size.places,
    (index): Place => ({
      id: `p${index}`,
      name: `Place ${index}`,
      watch: watched && dice.chance(60) ? dice.roll(0, 4) : 0,
      shelter: dice.chance(20),
      curfew: curfews && dice.chance(50) ? dice.times(1, 2, interval) : [],
    }),
  );
  const ids = places.map(({ id }) => id);
  const exposure = () => ({
    idCheck: dice.chance(40) ? dice.roll(0, 2) : 0,
    perHour: dice.chance(50) ? dice.roll(0, 3) : 0,
  });
  const vehicle = (id: string) => ({
    id,
    mode: dice.pick(["bus", "car", "train"]),
    operator: dice.pick(["A", "B", "C"]),
    identity: dice.pick(["none", "passport", "card"]),
    exposure: exposure(),
    escort: dice.chance(60),
    ...(dice.chance(30) && { seats: dice.roll(1, 4) }),
  });
  const services = dice.times(...size.services, (index): Service => {
    const stops = dice.times(2, 4, () => dice.pick(ids));
    let price = 0;
    return {
      ...vehicle(`s${index}`),
      minChange: dice.pick([0, 0, 0, 1, 2, 5]),
      stops,
      checkpoints: stops.map((_, stop) => (stop > 0 && dice.chance(20) ? dice.roll(1, 2) : 0)),
      price: stops.map(() => (price += priced ? dice.roll(0, 3) : 0)),
      boardFare: priced && dice.chance(30) ? dice.roll(1, 3) : 0,
      trips: dice.times(...size.trips, (trip) => randomTrip(dice, `t${trip}`, stops.length, size.span)),
    };
  });
  const onDemand = dice.times(
    ...size.drives,
    (index): OnDemand => ({
      ...vehicle(`d${index}`),
      from: dice.pick(ids),
      to: dice.pick(ids),
      minutes: dice.pick([0, 1, 3, 7, 12]),
      hours: dice.chance(50) ? [[0, size.span * 2]] : dice.times(1, 2, interval),
      notice: dice.chance(40) ? dice.roll(0, 15) : 0,
      price: priced ? dice.roll(0, 8) : 0,
      checkpoints: dice.chance(20) ? 1 : 0,
    }),
  );
  const walks = dice.times(
    ...size.walks,
    (): Walk => ({
      from: dice.pick(ids),
      to: dice.pick(ids),
      minutes: dice.pick([0, 1, 2, 5, 9]),
    }),
  );
  const departAfter = dice.roll(0, 15);
  const query: RouteQuery = {
    format: "fairlead-route-query/1",
    from: dice.pick(ids),
    to: dice.times(1, 2, () => dice.pick(ids)),
    departAfter,
    arriveBefore: departAfter + dice.roll(5, size.span),
    people: dice.pick([1, 1, 2, 3]),
    reach: Object.fromEntries(ids.filter(() => watched && dice.chance(25)).map((id) => [id, dice.roll(0, 4)])),
    ...(dice.chance(35) && { noticed: { at: dice.roll(0, size.span), factor: dice.roll(1, 4) } }),
    ...(dice.chance(25) && { leave: dice.times(1, 2, interval) }),
    originFree: dice.chance(30),
    escort: dice.chance(10),
    ban: {
      places: dice.chance(15) ? [dice.pick(ids)] : [],
      services: dice.chance(10) ? [dice.pick([...services, ...onDemand]).id] : [],
      modes: dice.chance(5) ? ["train"] : [],
      operators: dice.chance(5) ? ["C"] : [],
    },
    maxRides: dice.roll(...size.rides),
    asOf: dice.chance(80) ? departAfter : dice.roll(0, 20),
    patience: dice.roll(0, 15),
  };
  const network: Network = {
    format: "fairlead-network/1",
    date: "2017-04-07",
    places,
    services,
    onDemand,
    walks,
    weights: { checkpoint: dice.roll(0, 2) },
  };
  return { network, query };
}

function randomTrip(dice: Dice, id: string, stops: number, span: number): Trip {
  let now = dice.roll(0, span);
  const times = Array.from({ length: stops }, (): StopTime => {
    const arrive = now + dice.pick([0, 1, 2, 4, 9]);
    now = arrive + dice.pick([0, 0, 1, 3]);
    return dice.chance(8) ? null : [arrive, now];
  });
  return { id, times };
}
