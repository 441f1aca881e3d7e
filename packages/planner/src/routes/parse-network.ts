import {
  type Exposure,
  type Network,
  NO_IDENTITY,
  type OnDemand,
  type Place,
  type Service,
  type StopTime,
  type Trip,
  type Walk,
} from "./network.ts";
import { Found, Misfit, MOST, MOST_POINTS, type Refusal } from "./reading.ts";

export type ParsedNetwork = { kind: "network"; network: Network } | Refusal;

/** @param value what JSON.parse made of a `fairlead-network/1` file. */
export function parseNetwork(value: unknown): ParsedNetwork {
  try {
    return { kind: "network", network: readNetwork(new Found(value)) };
  } catch (error) {
    if (!(error instanceof Misfit)) throw error;
    return { kind: "refused", code: "FL_NETWORK", path: error.path, reason: error.reason };
  }
}

function readNetwork(file: Found): Network {
  const { format, date, places, services, onDemand, walks, weights } = file.fields(
    "format",
    "date",
    "places",
    "services",
    "onDemand",
    "walks",
    "weights",
  );
  const known = new Set<string>();
  const network: Network = {
    format: format.exactly("fairlead-network/1"),
    date: readDate(date),
    places: places.list().map((place) => readPlace(place, known)),
    services: [],
    onDemand: [],
    walks: [],
    weights: { checkpoint: weights.or(0, (found) => readCheckpointWeight(found)) },
  };
  const serviceIds = new Set<string>();
  const driveIds = new Set<string>();
  return {
    ...network,
    services: services.or([], (found) => found.list().map((service) => readService(service, known, serviceIds))),
    onDemand: onDemand.or([], (found) => found.list().map((drive) => readOnDemand(drive, known, driveIds))),
    walks: walks.or([], (found) => found.list().map((walk) => readWalk(walk, known))),
  };
}

function readCheckpointWeight(found: Found): number {
  return found.fields("checkpoint").checkpoint.or(0, (points) => points.whole(MOST_POINTS));
}

function readDate(found: Found): string {
  const date = found.text();
  const time = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date)
    return found.misfit("must be a day, YYYY-MM-DD");
  return date;
}

function readPlace(found: Found, known: Set<string>): Place {
  const { id, name, lat, lon, watch, shelter, curfew } = found.fields(
    "id",
    "name",
    "lat",
    "lon",
    "watch",
    "shelter",
    "curfew",
  );
  const own = readNewId(id, known);
  return {
    id: own,
    name: name.or(own, (text) => text.text()),
    ...lat.or({}, (number) => ({ lat: number.degrees(90) })),
    ...lon.or({}, (number) => ({ lon: number.degrees(180) })),
    watch: watch.or(0, (points) => points.whole(MOST_POINTS)),
    shelter: shelter.or(false, (flag) => flag.flag()),
    curfew: curfew.or([], (list) => list.list().map((one) => one.interval())),
  };
}

function readNewId(found: Found, known: Set<string>): string {
  const id = found.id();
  if (known.has(id)) return found.misfit("is the id of another one too");
  known.add(id);
  return id;
}

function readKnownPlace(found: Found, places: ReadonlySet<string>): string {
  const id = found.text();
  if (!places.has(id)) return found.misfit("names no place of this network");
  return id;
}

function readExposure(found: Found): Exposure {
  const { idCheck, perHour } = found.fields("idCheck", "perHour");
  return {
    idCheck: idCheck.or(0, (points) => points.whole(MOST_POINTS)),
    perHour: perHour.or(0, (points) => points.whole(MOST_POINTS)),
  };
}

function readService(found: Found, places: ReadonlySet<string>, ids: Set<string>): Service {
  const field = found.fields(
    "id",
    "mode",
    "operator",
    "identity",
    "exposure",
    "minChange",
    "escort",
    "stops",
    "checkpoints",
    "price",
    "boardFare",
    "seats",
    "trips",
  );
  const id = readNewId(field.id, ids);
  const stops = field.stops.list().map((stop) => readKnownPlace(stop, places));
  if (stops.length < 2) return field.stops.misfit("must name at least two stops");
  const tripIds = new Set<string>();
  return {
    id,
    mode: field.mode.or("", (text) => text.text()),
    // An operator who is not named is taken for one of his own.
    operator: field.operator.or(id, (text) => text.text()),
    identity: field.identity.or(NO_IDENTITY, (text) => text.text()),
    exposure: field.exposure.or({ idCheck: 0, perHour: 0 }, readExposure),
    minChange: field.minChange.or(0, (minutes) => minutes.whole()),
    escort: field.escort.or(false, (flag) => flag.flag()),
    stops,
    checkpoints: readCheckpoints(field.checkpoints, stops.length),
    price: readPrices(field.price, stops.length),
    boardFare: field.boardFare.or(0, (price) => price.whole()),
    ...field.seats.or({}, (seats) => ({ seats: seats.whole() })),
    trips: field.trips.list().map((trip) => readTrip(trip, stops.length, tripIds)),
  };
}

function readCheckpoints(found: Found, stops: number): number[] {
  if (found.value === undefined) return new Array<number>(stops).fill(0);
  const list = found.list();
  if (list.length !== stops) return found.misfit(`must have ${stops} numbers, one per stop`);
  return list.map((one, index) => {
    const passed = one.whole(MOST_POINTS);
    return index === 0 && passed !== 0 ? one.misfit("must be 0: nothing is passed before the first stop") : passed;
  });
}

function readPrices(found: Found, stops: number): number[] {
  if (found.value === undefined) return new Array<number>(stops).fill(0);
  const list = found.list();
  if (list.length !== stops) return found.misfit(`must have ${stops} numbers, one per stop`);
  let before = 0;
  return list.map((one) => {
    const price = one.whole();
    if (price < before) return one.misfit(`must not be less than the stop before, ${before}`);
    before = price;
    return price;
  });
}

function readTrip(found: Found, stops: number, ids: Set<string>): Trip {
  const { id, times } = found.fields("id", "times");
  const list = times.value;
  if (!Array.isArray(list)) return times.misfit("must be a list");
  if (list.length !== stops) return times.misfit(`must have ${stops} times, one per stop`);
  let before = 0;
  const read = list.map((value: unknown, stop): StopTime => {
    if (value === null) return null;
    const [arrive, depart] = isStopTime(value) ? value : readStopTime(new Found(value, times, stop));
    if (arrive < before)
      return new Found(value, times, stop).misfit(`must not arrive before ${before}, when the trip left`);
    before = depart;
    return [arrive, depart];
  });
  return { id: readNewId(id, ids), times: read };
}

/** The quick way for a city's hundred thousand times; what does not pass is read again, to say why. */
function isStopTime(value: unknown): value is [number, number] {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [arrive, depart]: unknown[] = value;
  return (
    Number.isInteger(arrive) &&
    Number.isInteger(depart) &&
    Number(arrive) >= 0 &&
    Number(arrive) <= Number(depart) &&
    Number(depart) <= MOST
  );
}

function readStopTime(found: Found): [number, number] {
  const [arrive, depart, ...more] = found.list();
  if (arrive === undefined || depart === undefined || more.length > 0)
    return found.misfit("must be [arrive, depart], or null");
  const read: [number, number] = [arrive.whole(), depart.whole()];
  if (read[0] > read[1]) return found.misfit("must not depart before it arrives");
  return read;
}

function readOnDemand(found: Found, places: ReadonlySet<string>, ids: Set<string>): OnDemand {
  const field = found.fields(
    "id",
    "mode",
    "operator",
    "identity",
    "from",
    "to",
    "minutes",
    "hours",
    "notice",
    "price",
    "seats",
    "escort",
    "exposure",
    "checkpoints",
  );
  const id = readNewId(field.id, ids);
  return {
    id,
    mode: field.mode.or("", (text) => text.text()),
    operator: field.operator.or(id, (text) => text.text()),
    identity: field.identity.or(NO_IDENTITY, (text) => text.text()),
    from: readKnownPlace(field.from, places),
    to: readKnownPlace(field.to, places),
    minutes: field.minutes.whole(),
    hours: field.hours.or([[0, MOST]], (list) => list.list().map((one) => one.interval())),
    notice: field.notice.or(0, (minutes) => minutes.whole()),
    price: field.price.or(0, (price) => price.whole()),
    ...field.seats.or({}, (seats) => ({ seats: seats.whole() })),
    escort: field.escort.or(false, (flag) => flag.flag()),
    exposure: field.exposure.or({ idCheck: 0, perHour: 0 }, readExposure),
    checkpoints: field.checkpoints.or(0, (passed) => passed.whole(MOST_POINTS)),
  };
}

function readWalk(found: Found, places: ReadonlySet<string>): Walk {
  const { from, to, minutes } = found.fields("from", "to", "minutes");
  return { from: readKnownPlace(from, places), to: readKnownPlace(to, places), minutes: minutes.whole() };
}
