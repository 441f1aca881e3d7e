/** A network as large as a nation's: towns at random, lines between its larger ones, drivers. Not shipped. */
import type { EntryView, NetworkEntry, NetworkTime } from "@fairlead/casework";
import type { View } from "@fairlead/client";

const PLACES = 2_000;
const SERVICES = 400;
const DRIVES = 200;
const HUBS = 60;
/** Degrees of longitude and latitude that it covers, and how far from a line a town may lie to be a stop of it. */
const LAND = { west: 34, east: 46, south: 58, north: 64 };
const ASIDE = 0.09;
const MOST_STOPS = 24;

/** The same country every time. */
const chanceFrom = (seed: number) => {
  let state = seed;
  const roll = (least: number, most: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return least + Math.floor((state / 4_294_967_296) * (most - least + 1));
  };
  return roll;
};

type Town = { id: string; name: string; x: number; y: number; lat: number; lon: number };

/** In about the same units both ways; a degree of latitude is 111 km. */
const squeeze = (lon: number): number => lon * Math.cos((61 * Math.PI) / 180);
const MINUTES_A_DEGREE = 111;

const entriesOf = (): NetworkEntry[] => {
  const roll = chanceFrom(7);
  const towns = Array.from({ length: PLACES }, (_, index): Town => {
    const lon = roll(LAND.west * 1_000, LAND.east * 1_000) / 1_000;
    const lat = roll(LAND.south * 1_000, LAND.north * 1_000) / 1_000;
    return { id: `p${index}`, name: `Town ${index}`, lon, lat, x: squeeze(lon), y: lat };
  });
  const town = (index: number): Town => towns[index] ?? { id: "", name: "", lon: 0, lat: 0, x: 0, y: 0 };
  const far = (a: Town, b: Town): number => Math.hypot(a.x - b.x, a.y - b.y);
  const places = towns.map(
    ({ id, name, lat, lon }, index): NetworkEntry => ({
      ...{ kind: "place", id, name, lat, lon, thing: null, shelter: roll(1, 60) === 1 },
      watch: index < HUBS ? roll(0, 6) : roll(1, 12) === 1 ? 3 : 0,
      curfew: [],
    }),
  );
  const services = Array.from({ length: SERVICES }, (_, index): NetworkEntry => {
    const from = town(roll(0, HUBS - 1));
    const to = [...towns.slice(0, HUBS)].sort((a, b) => far(from, a) - far(from, b))[roll(1, 9)] ?? from;
    const length = far(from, to);
    const along = ({ x, y }: Town): number =>
      ((x - from.x) * (to.x - from.x) + (y - from.y) * (to.y - from.y)) / length;
    const between = towns.filter((one) => {
      const passed = along(one);
      const aside = Math.sqrt(Math.max(0, far(from, one) ** 2 - passed ** 2));
      return passed > 0.03 && passed < length - 0.03 && aside < ASIDE;
    });
    const stops = [from, ...between.sort((a, b) => along(a) - along(b)).slice(0, MOST_STOPS - 2), to];
    const train = index % 4 === 0;
    const after = stops.map((stop, at) => Math.round(along(stop) * MINUTES_A_DEGREE * (train ? 0.8 : 1.3)) + at * 2);
    const first = roll(300, 420);
    const every = roll(45, 180);
    return {
      ...{ kind: "service", id: `s${index}`, name: train ? `train ${index}` : `bus ${index}` },
      ...{ mode: train ? "train" : "bus", operator: `operator ${index % 12}`, seats: null, escort: true, minChange: 5 },
      ...(train ? { identity: "railway", idCheck: 6 } : { identity: "", idCheck: 0 }),
      ...{ perHour: train ? 1 : 2, boardFare: 30, stops: stops.map(({ id }) => id) },
      checkpoints: stops.map((_, at) => (at > 0 && roll(1, 15) === 1 ? 1 : 0)),
      price: after.map((minutes) => minutes * (train ? 4 : 2)),
      trips: Array.from({ length: Math.floor((1_320 - first) / every) }, (_, trip) => ({
        on: null,
        weekdays: [1, 2, 3, 4, 5, 6, 7],
        times: after.map((minutes): NetworkTime => [first + trip * every + minutes, first + trip * every + minutes]),
      })),
    };
  });
  const drives = Array.from({ length: DRIVES }, (_, index): NetworkEntry => {
    const from = town(roll(0, PLACES - 1));
    const to = [...towns].sort((a, b) => far(from, a) - far(from, b))[roll(5, 150)] ?? from;
    const minutes = 10 + Math.round(far(from, to) * MINUTES_A_DEGREE * 1.4);
    return {
      ...{
        kind: "drive",
        id: `d${index}`,
        name: `Driver ${index}`,
        mode: "car",
        operator: "",
        identity: "",
        idCheck: 0,
      },
      ...{ perHour: 0, escort: true, seats: 3, from: from.id, to: to.id, minutes, notice: 120, thing: null },
      ...{ hours: [{ from: 300, to: 1_320 }], price: 500 + minutes * 20, checkpoints: roll(0, 1) },
    };
  });
  return [...places, ...services, ...drives];
};

export const countryDesk = (view: View): View => ({
  ...view,
  network: entriesOf().map(
    (entry): EntryView => ({
      ...{ entry, source: "an invented timetable", asOf: view.now, at: view.now, by: view.me.id },
      ...{ version: 1, retired: null },
    }),
  ),
});
