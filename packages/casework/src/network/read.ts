import { isHex, type ThingId } from "../ids.ts";
import type { DayHours } from "../operation.ts";
import { type Fields, flag, type Guard, isRecord, listOf, maybe, oneOf, orNull, shape, whole } from "../read/guard.ts";
import {
  NETWORK_KINDS,
  type NetworkDrive,
  type NetworkEntry,
  type NetworkOperation,
  type NetworkPlace,
  type NetworkService,
  type NetworkTime,
  type NetworkTrip,
  type NetworkWalk,
} from "./operation.ts";

/** So many fit into one operation, and no console stops over them. */
export const ENTRIES_AT_ONCE = 1_000;
/** A week of minutes: no trip lasts longer. */
const LONGEST = 7 * 24 * 60;
/** As many points as make a place or a ride out of the question. */
const MOST_POINTS = 1_000;
const MOST_PRICE = 1_000_000_000;

const upTo =
  (most: number): Guard<number> =>
  (value): value is number =>
    whole(value) && value <= most;
const points = upTo(MOST_POINTS);
const minutes = upTo(LONGEST);
const price = upTo(MOST_PRICE);
const degrees =
  (most: number): Guard<number> =>
  (value): value is number =>
    typeof value === "number" && Math.abs(value) <= most;
const name: Guard<string> = (value): value is string => typeof value === "string" && value.length <= 200;
const id: Guard<string> = (value): value is string => name(value) && value !== "";
const date: Guard<string> = (value): value is string => name(value) && /^\d{4}-\d\d-\d\d$/.test(value);
const thing: Guard<ThingId> = (value): value is ThingId => isHex(value, 16);
const hours = listOf(shape<DayHours>({ from: upTo(24 * 60 - 1), to: upTo(24 * 60 - 1) }), 10);
const weekday: Guard<number> = (value): value is number => upTo(7)(value) && value > 0;
const time: Guard<NetworkTime> = (value): value is NetworkTime =>
  value === null || (Array.isArray(value) && value.length === 2 && minutes(value[0]) && minutes(value[1]));
const trip = shape<NetworkTrip>({ on: orNull(date), weekdays: listOf(weekday, 7), times: listOf(time, 500) });

type Ridden = "id" | "name" | "mode" | "operator" | "identity" | "idCheck" | "perHour" | "escort" | "seats";
const ridden: Fields<Pick<NetworkDrive, Ridden>> = {
  id,
  name,
  mode: name,
  operator: name,
  identity: name,
  idCheck: points,
  perHour: points,
  escort: flag,
  seats: orNull(upTo(10_000)),
};

const GUARDS: { readonly [K in NetworkEntry["kind"]]: Guard<Extract<NetworkEntry, { kind: K }>> } = {
  place: shape<NetworkPlace>({
    kind: oneOf(["place"] as const),
    id,
    name,
    lat: orNull(degrees(90)),
    lon: orNull(degrees(180)),
    watch: points,
    shelter: flag,
    curfew: hours,
    thing: orNull(thing),
  }),
  service: shape<NetworkService>({
    ...ridden,
    kind: oneOf(["service"] as const),
    minChange: minutes,
    stops: listOf(id, 500),
    checkpoints: listOf(points, 500),
    price: listOf(price, 500),
    boardFare: price,
    trips: listOf(trip, 5_000),
    thing: maybe(orNull(thing)),
  }),
  drive: shape<NetworkDrive>({
    ...ridden,
    kind: oneOf(["drive"] as const),
    from: id,
    to: id,
    minutes,
    hours,
    notice: minutes,
    price,
    checkpoints: points,
    thing: orNull(thing),
  }),
  walk: shape<NetworkWalk>({ kind: oneOf(["walk"] as const), id, from: id, to: id, minutes }),
};

const kind = oneOf(NETWORK_KINDS);
const entry: Guard<NetworkEntry> = (value): value is NetworkEntry =>
  isRecord(value) && kind(value.kind) && GUARDS[value.kind](value);

type Body<N extends NetworkOperation["op"]> = Omit<Extract<NetworkOperation, { op: N }>, "op">;

export const NETWORK_SHAPES: { readonly [N in NetworkOperation["op"]]: Fields<Body<N>> } = {
  writeNetwork: {
    entries: listOf(shape<{ entry: NetworkEntry; over: number }>({ entry, over: whole }), ENTRIES_AT_ONCE),
    source: name,
    asOf: whole,
  },
  retireNetwork: {
    entries: listOf(shape<Body<"retireNetwork">["entries"][number]>({ kind, id, over: whole }), ENTRIES_AT_ONCE),
    reason: name,
  },
  questionNetwork: { kind, id, question: name },
};
