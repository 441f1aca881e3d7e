/** An invented country for journeys: ten places, a few services, two drivers. No such town, line or price exists. */
import { DAY } from "../day.ts";
import type { ThingId } from "../ids.ts";
import type { NetworkDrive, NetworkEntry, NetworkPlace, NetworkService, NetworkTime } from "../network/operation.ts";

/** Entries whose thing is a name: whoever plays them knows its id. */
export type SeasonEntry = { entry: NetworkEntry; thing?: string };
export type SeasonNetwork = { entries: SeasonEntry[]; source: string; asOf: number };

export const withThing = ({ entry, thing }: SeasonEntry, idOf: (thing: string) => ThingId): NetworkEntry =>
  thing !== undefined && "thing" in entry ? { ...entry, thing: idOf(thing) } : entry;

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const NIGHT = [{ from: 23 * 60, to: 5 * 60 }];

/** On a real coast, so that the map shows one; nothing of the kind lies there. */
const place = (
  id: string,
  name: string,
  [lat, lon]: [lat: number, lon: number],
  more: Partial<NetworkPlace> = {},
): NetworkEntry => ({
  kind: "place",
  id,
  name,
  lat,
  lon,
  watch: 0,
  shelter: false,
  curfew: [],
  thing: null,
  ...more,
});

type Line = Pick<NetworkService, "id" | "name" | "mode" | "operator"> & Partial<NetworkService>;

/** @param stops each with minutes from the first, checkpoints before it, and the price so far */
const line = (said: Line, stops: [id: string, after: number, checkpoints: number, price: number][], leaves: number[]) =>
  ({
    kind: "service",
    identity: "",
    idCheck: 0,
    perHour: 1,
    escort: false,
    seats: null,
    minChange: 5,
    boardFare: 0,
    ...said,
    stops: stops.map(([id]) => id),
    checkpoints: stops.map(([, , checkpoints]) => checkpoints),
    price: stops.map(([, , , price]) => price),
    trips: leaves.map((at) => ({
      on: null,
      weekdays: EVERY_DAY,
      times: stops.map(([, after]): NetworkTime => [at + after, at + after]),
    })),
  }) satisfies NetworkService;

const drive = (said: Pick<NetworkDrive, "id" | "name" | "from" | "to" | "minutes" | "price">): NetworkDrive => ({
  kind: "drive",
  mode: "car",
  operator: "",
  identity: "",
  idCheck: 0,
  perHour: 0,
  escort: true,
  seats: 3,
  hours: [{ from: 5 * 60, to: 22 * 60 }],
  notice: 120,
  checkpoints: 1,
  thing: null,
  ...said,
});

/** What the team knows at `now`: some of it checked yesterday, the ferry long ago. */
export const seasonNetworks = (now: number): SeasonNetwork[] => {
  const train = { mode: "train", operator: "state railway", identity: "railway", idCheck: 6, minChange: 15 };
  const bus = { mode: "bus", operator: "Coast buses" };
  return [
    {
      source: "printed timetable, looked at in the station",
      asOf: now - 9 * DAY,
      entries: [
        { entry: place("tarsk", "Tarsk", [62.2, 40.3]) },
        { entry: place("tarsk-south", "Tarsk, south bridge", [62.1, 40.55]) },
        { entry: place("lipki", "Lipki", [62.75, 39.1]) },
        { entry: place("ostrov", "Ostrov", [63.0, 40.7]) },
        { entry: place("brod", "Brod", [62.95, 37.7]) },
        { entry: place("vyselki", "Vyselki", [63.45, 38.9]) },
        { entry: place("port-laz", "Port Laz", [64.25, 37.9]) },
        {
          entry: line(
            { id: "train-7", name: "train 7", ...train },
            [
              ["tarsk", 0, 0, 0],
              ["ostrov", 95, 1, 900],
              ["port-laz", 310, 0, 2_300],
            ],
            [400, 1_130],
          ),
        },
        {
          entry: line(
            { id: "bus-12", name: "bus 12", ...bus },
            [
              ["tarsk-south", 0, 0, 0],
              ["lipki", 130, 2, 400],
              ["brod", 175, 0, 520],
            ],
            [385, 565, 790, 1_015],
          ),
        },
        {
          entry: line(
            { id: "bus-31", name: "bus 31", ...bus },
            [
              ["lipki", 0, 0, 0],
              ["vyselki", 80, 0, 350],
              ["port-laz", 215, 1, 900],
            ],
            [630, 905, 1_170],
          ),
        },
        { entry: { kind: "walk", id: "tarsk>tarsk-south", from: "tarsk", to: "tarsk-south", minutes: 35 } },
        { entry: { kind: "walk", id: "tarsk-south>tarsk", from: "tarsk-south", to: "tarsk", minutes: 35 } },
      ],
    },
    {
      source: "Siskin, who was there",
      asOf: now - 2 * DAY,
      entries: [
        { entry: place("tarsk-station", "Tarsk, station square", [62.27, 40.0], { watch: 4, curfew: NIGHT }) },
        { entry: place("kamenka", "Kamenka station", [63.65, 40.1], { watch: 6 }) },
        { entry: place("fern", "Fern", [63.06, 40.85], { shelter: true }), thing: "Fern" },
        { entry: { kind: "walk", id: "ostrov>fern", from: "ostrov", to: "fern", minutes: 9 } },
        { entry: { kind: "walk", id: "fern>ostrov", from: "fern", to: "ostrov", minutes: 9 } },
        { entry: { kind: "walk", id: "tarsk>tarsk-station", from: "tarsk", to: "tarsk-station", minutes: 12 } },
        {
          entry: drive({ id: "k", name: "K", from: "tarsk", to: "lipki", minutes: 100, price: 2_500 }),
          thing: "K",
        },
        { entry: drive({ id: "m", name: "M", from: "tarsk-south", to: "lipki", minutes: 110, price: 3_000 }) },
        {
          entry: drive({
            id: "m-on",
            name: "M, further on",
            from: "lipki",
            to: "port-laz",
            minutes: 185,
            price: 5_200,
          }),
        },
      ],
    },
    {
      source: "a driver, last autumn",
      asOf: now - 150 * DAY,
      entries: [
        {
          entry: line(
            { id: "ferry", name: "river ferry", mode: "boat", operator: "", seats: 12 },
            [
              ["brod", 0, 0, 0],
              ["port-laz", 240, 0, 700],
            ],
            [600],
          ),
        },
      ],
    },
  ];
};
