/**
 * What journeys can be made of, as the team knows it: places, services with a timetable, drives that come when they are
 * called, walks. A planner that knows no case reads it for one day.
 *
 * Minutes are minutes of a day by local clocks. `watch`, `idCheck`, `perHour`: points of exposure, small whole numbers
 * that the team sets against each other. Prices are whole, in the organisation's money.
 */
import type { ThingId } from "../ids.ts";
import type { DayHours } from "../operation.ts";

/** Unlike in {@link DayHours}, from and to alike is the whole day. */
export type NetworkPlace = {
  kind: "place";
  id: string;
  name: string;
  lat: number | null;
  lon: number | null;
  /** Points for each hour of staying: how closely it is watched. */
  watch: number;
  shelter: boolean;
  /** Every day: nobody may stay, or walk from or to here. */
  curfew: DayHours[];
  /** In the register: if that is compromised, nobody is led here. */
  thing: ThingId | null;
};

/** Minutes after the day's midnight, also past 1440: a night train arrives on the next day. null: passes through. */
export type NetworkTime = readonly [arrive: number, depart: number] | null;

/** On one date (YYYY-MM-DD), or, where `on` is null, on these days of the week (1 Monday … 7 Sunday). */
export type NetworkTrip = { on: string | null; weekdays: number[]; times: NetworkTime[] };

type Ridden = {
  id: string;
  name: string;
  mode: string;
  /** Who runs it; empty: nobody that anything else shares. */
  operator: string;
  /** The system in which it records who rides; empty where it does not. */
  identity: string;
  /** Points, once a ride, for that. */
  idCheck: number;
  /** Points for each hour of riding. */
  perHour: number;
  escort: boolean;
  seats: number | null;
};

export type NetworkService = Ridden & {
  kind: "service";
  /** Minutes needed before boarding. */
  minChange: number;
  /** Ids of places. */
  stops: string[];
  /** Passed between the stop before and this one; the first is 0. */
  checkpoints: number[];
  /** From the first stop to this one, a person. */
  price: number[];
  boardFare: number;
  trips: NetworkTrip[];
  /** A line or road in the register: compromised, or used no more, and nobody rides. Missing: from before that could be said. */
  thing?: ThingId | null;
};

export type NetworkDrive = Ridden & {
  kind: "drive";
  from: string;
  to: string;
  minutes: number;
  /** When he drives at all; none: at any hour. */
  hours: DayHours[];
  /** Minutes between asking and leaving. */
  notice: number;
  /** For the party, not a person. */
  price: number;
  checkpoints: number;
  /** Driver or vehicle in the register: compromised, or used no more, and nobody rides. */
  thing: ThingId | null;
};

/** One way. */
export type NetworkWalk = { kind: "walk"; id: string; from: string; to: string; minutes: number };

export type NetworkEntry = NetworkPlace | NetworkService | NetworkDrive | NetworkWalk;
export const NETWORK_KINDS = ["place", "service", "drive", "walk"] as const satisfies NetworkEntry["kind"][];
export type NetworkKind = (typeof NETWORK_KINDS)[number];

/**
 * Entries as one source has them, all or none: by hand one, from a timetable some hundred. Written again an entry is another
 * version; `over` of each as in a template. `asOf`: when that was last known to be so (ms); from then on it fades.
 */
export type WriteNetwork = {
  op: "writeNetwork";
  entries: { entry: NetworkEntry; over: number }[];
  source: string;
  asOf: number;
};

/** Nobody is led that way any more. The entries stay, with why. */
export type RetireNetwork = {
  op: "retireNetwork";
  entries: { kind: NetworkKind; id: string; over: number }[];
  reason: string;
};

/**
 * Somebody doubts it, and says what is to be asked. It goes on as it stands, and the question with it, until the entry is
 * written anew. No word of who travelled there: the network knows no case.
 */
export type QuestionNetwork = { op: "questionNetwork"; kind: NetworkKind; id: string; question: string };

export type NetworkOperation = WriteNetwork | RetireNetwork | QuestionNetwork;
