/** A network that came in a file, as entries that the team can keep: trips stay on their dates, curfews are every day's. */
import { type DayHours, type NetworkEntry, type NetworkService, partOfLine, readOperation } from "@fairlead/casework";
import type { Interval, Network, Service } from "@fairlead/planner/routes";

const DAY_MINUTES = 24 * 60;
/** Letters of JSON in one entry; a tram line with a thousand trips is kept as several. */
const ENTRY_MOST = 60_000;
/** … and in one operation: half of what one can hold, sealed. */
const BATCH_MOST = 250_000;

/** In the order in which they can be written: places before what stops there. */
export const entriesFrom = (network: Network): NetworkEntry[] => [
  ...network.places.map(
    ({ id, name, lat, lon, watch, shelter, curfew }): NetworkEntry => ({
      kind: "place",
      id,
      name: cut(name),
      lat: lat ?? null,
      lon: lon ?? null,
      watch,
      shelter,
      curfew: daily(curfew),
      thing: null,
    }),
  ),
  ...network.services.flatMap((service) => inParts(serviceEntry(service, network.date))),
  ...network.onDemand.map(
    ({ exposure, identity, hours, seats, ...drive }): NetworkEntry => ({
      ...drive,
      ...exposure,
      kind: "drive",
      name: cut(drive.id),
      identity: identity === "none" ? "" : identity,
      seats: seats ?? null,
      hours: hoursOf(hours),
      thing: null,
    }),
  ),
  ...network.walks.map(
    ({ from, to, minutes }): NetworkEntry => ({ kind: "walk", id: `${from}>${to}`, from, to, minutes }),
  ),
];

/** A name is only shown; an id that is too long is found by isKept. */
const cut = (text: string): string => text.slice(0, 200);

const serviceEntry = ({ exposure, identity, seats, trips, ...service }: Service, date: string): NetworkService => ({
  kind: "service",
  id: service.id,
  name: cut(service.id),
  mode: service.mode,
  operator: cut(service.operator),
  identity: identity === "none" ? "" : identity,
  ...exposure,
  escort: service.escort,
  seats: seats ?? null,
  minChange: service.minChange,
  stops: [...service.stops],
  checkpoints: [...service.checkpoints],
  price: [...service.price],
  boardFare: service.boardFare,
  trips: trips.map(({ times }) => ({ on: date, weekdays: [], times: [...times] })),
});

/** How many such departures one entry holds. */
export const mostIn = (trips: NetworkService["trips"]): number =>
  Math.max(1, Math.floor((trips.length * ENTRY_MOST) / JSON.stringify(trips).length));

export const inParts = (service: NetworkService): NetworkService[] => {
  const most = mostIn(service.trips);
  if (service.trips.length <= most) return [service];
  return Array.from({ length: Math.ceil(service.trips.length / most) }, (_, part) => ({
    ...service,
    id: partOfLine(service.id, part + 1),
    trips: service.trips.slice(part * most, (part + 1) * most),
  }));
};

/** Hours that reach over more than a week are no limit at all; a curfew so long never ends. */
const hoursOf = (spans: readonly Interval[]): DayHours[] =>
  spans.some(([from, to]) => to - from > 7 * DAY_MINUTES) ? [] : daily(spans);

/** Minutes of the day, each span once; one that does not end within a day is the whole day. */
const daily = (spans: readonly Interval[]): DayHours[] => {
  const found = new Map<string, DayHours>();
  for (const [from, to] of spans) {
    const span = to - from >= DAY_MINUTES ? { from: 0, to: 0 } : { from: from % DAY_MINUTES, to: to % DAY_MINUTES };
    if (to > from) found.set(`${span.from} ${span.to}`, span);
  }
  return [...found.values()];
};

/** Whether colleagues' clients read it: a name without end or a price of billions they pass over, unseen by its author. */
export const isKept = (entry: NetworkEntry): boolean =>
  readOperation({ op: "writeNetwork", entries: [{ entry, over: 0 }], source: "-", asOf: 0 }).op !== "unknown";

/** As many in one operation as fit. */
export const batchesOf = (entries: readonly NetworkEntry[], most: number): NetworkEntry[][] => {
  const batches: NetworkEntry[][] = [];
  let room = 0;
  for (const entry of entries) {
    const size = JSON.stringify(entry).length;
    const last = batches.at(-1);
    if (last === undefined || last.length >= most || size > room) {
      batches.push([entry]);
      room = BATCH_MOST - size;
    } else {
      last.push(entry);
      room -= size;
    }
  }
  return batches;
};
