/** What riding exposes by default, by GTFS route type. A team that knows better writes it into the network. */
import { type Exposure, NO_IDENTITY } from "../routes/network.ts";

export interface RouteType {
  mode: string;
  identity: string;
  exposure: Exposure;
}

const TRAM: RouteType = { mode: "tram", identity: NO_IDENTITY, exposure: { idCheck: 0, perHour: 1 } };
/** Cameras and gates. */
const METRO: RouteType = { mode: "metro", identity: NO_IDENTITY, exposure: { idCheck: 0, perHour: 2 } };
/** Long-distance tickets bear the number of a passport. */
const TRAIN: RouteType = { mode: "train", identity: "rail-ticket", exposure: { idCheck: 4, perHour: 2 } };
const LOCAL_TRAIN: RouteType = { mode: "train", identity: NO_IDENTITY, exposure: { idCheck: 0, perHour: 2 } };
const BUS: RouteType = { mode: "bus", identity: NO_IDENTITY, exposure: { idCheck: 0, perHour: 1 } };
const COACH: RouteType = { mode: "coach", identity: "coach-ticket", exposure: { idCheck: 3, perHour: 1 } };
const FERRY: RouteType = { mode: "ferry", identity: "ferry-ticket", exposure: { idCheck: 2, perHour: 1 } };
const PLANE: RouteType = { mode: "plane", identity: "air-ticket", exposure: { idCheck: 8, perHour: 2 } };

const BASIC: readonly RouteType[] = [TRAM, METRO, TRAIN, BUS, FERRY, TRAM, TRAM, TRAM];
const LATER: ReadonlyMap<number, RouteType> = new Map([
  [11, BUS],
  [12, METRO],
]);
/** The extended types, by hundreds. */
const HUNDREDS: ReadonlyMap<number, RouteType> = new Map([
  [1, TRAIN],
  [2, COACH],
  [4, METRO],
  [7, BUS],
  [8, BUS],
  [9, TRAM],
  [10, FERRY],
  [11, PLANE],
  [12, FERRY],
  [13, TRAM],
  [14, TRAM],
]);
/** Suburban railway. */
const LOCAL = 109;

/** @returns null for a type that nobody knows */
export function routeType(type: string): RouteType | null {
  if (!/^\d{1,4}$/.test(type)) return null;
  const number = Number(type);
  if (number === LOCAL) return LOCAL_TRAIN;
  return BASIC[number] ?? LATER.get(number) ?? HUNDREDS.get(Math.floor(number / 100)) ?? null;
}
