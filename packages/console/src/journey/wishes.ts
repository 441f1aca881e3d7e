/** What a journey is asked to be, as the form holds it; and the planner's question that it makes. */
import {
  type CaseView,
  type Certainty,
  type DayHours,
  type EntryView,
  lineId,
  type NetworkPlace,
  type ThingView,
} from "@fairlead/casework";
import type { Kept, Leg, Network, RouteQuery } from "@fairlead/planner/routes";
import { clockText, hoursIn, hoursText, minuteIn, placesIn } from "../network/entry-words.ts";
import { networkForDay } from "../network/for-day.ts";

export type Hunter = { place: string; points: number };

export type Wishes = {
  from: string;
  to: readonly string[];
  party: readonly string[];
  /** YYYY-MM-DD, and minutes ahead of UTC that clocks show there. */
  date: string;
  offset: number;
  /** Nobody has said which clocks: this device's, of that day. */
  clocksOfDay: boolean;
  /** 06:10, as typed. `days`: how many midnights lie between. */
  departAfter: string;
  arriveBefore: string;
  days: number;
  /** 05:00–06:30, as typed; empty: whenever. */
  leave: string;
  /** When they will be missed; empty: nobody knows. */
  noticed: string;
  hunters: readonly Hunter[];
  escort: boolean;
  bannedPlaces: readonly string[];
  /** Of services and drives. */
  bannedRides: readonly string[];
  bannedModes: readonly string[];
  /** Legs that every way has to have, as they were on the answer that they were seen in. */
  kept: readonly Leg[];
  /** Also what nobody has confirmed for long. */
  withStale: boolean;
};

const DAY_MINUTES = 24 * 60;
/** Points for each hour in a place where a threat can find them, by how sure that is. */
const REACH: Record<Certainty, number> = { confirmed: 6, likely: 4, said: 2 };
/** Once they are missed, checks and waiting weigh so many times as much. */
const NOTICED_FACTOR = 3;

const folded = (text: string): string => text.trim().toLocaleLowerCase();

/** Places of the network that a word of the case names: "Tarsk" is also every "Tarsk, …". */
export const placesNamed = (word: string, places: readonly NetworkPlace[]): NetworkPlace[] => {
  const wanted = folded(word);
  if (wanted === "") return [];
  return places.filter(({ name }) => folded(name) === wanted || folded(name).startsWith(`${wanted},`));
};

/** Where their hunters reach, as the threats say it; and the words that no place of the network is called by. */
export const huntersOf = (
  one: Pick<CaseView, "threats" | "risk">,
  places: readonly NetworkPlace[],
): { hunters: Hunter[]; unknown: string[] } => {
  const points = new Map<string, number>();
  const unknown = new Set<string>();
  const said = [
    ...one.threats.flatMap(({ reach, certainty }) => reach.map((word) => ({ word, certainty }))),
    ...(one.risk?.reach ?? []).map((word) => ({ word, certainty: "said" as const })),
  ];
  for (const { word, certainty } of said) {
    const named = placesNamed(word, places);
    if (named.length === 0 && word.trim() !== "") unknown.add(word.trim());
    for (const { id } of named) points.set(id, Math.max(points.get(id) ?? 0, REACH[certainty]));
  }
  return { hunters: [...points].map(([place, each]) => ({ place, points: each })), unknown: [...unknown] };
};

/**
 * When somebody must not be seen reading a message is, as far as a case says it, when they cannot go either. Whoever can
 * leave the house alone is not bound by it. It is only where to begin: the form shows it and takes it out with one press.
 */
export const leaveFrom = ({ contactWindow, risk }: Pick<CaseView, "contactWindow" | "risk">): readonly DayHours[] =>
  risk?.factors.includes("leaves-alone") ? [] : (contactWindow?.hours ?? []);

/** From then on it is a night's journey, and ends on the day after. */
const EVENING = 18 * 60;

/** Minutes that this device's clock is ahead of UTC at a moment. */
type Ahead = (at: number) => number;

/**
 * Of the day on which they leave: today's may lie on the other side of a change of the clocks. It is one for the whole journey.
 * If they change on the way, the hours after that are still said by the clock of the departure: the moments are right, and
 * the station's clock shows another hour. null: no day.
 */
const clocksAt = ({ date, departAfter }: Pick<Wishes, "date" | "departAfter">, ahead: Ahead): number | null => {
  const wall = Date.parse(`${date}T00:00:00Z`) + (minuteIn(departAfter) ?? 0) * 60_000;
  return Number.isNaN(wall) ? null : ahead(wall - ahead(wall) * 60_000);
};

/** Another day or hour of leaving, and the clocks of that day where nobody has said which. */
export const onDay = (wishes: Wishes, said: Partial<Pick<Wishes, "date" | "departAfter">>, ahead: Ahead): Wishes => {
  const next = { ...wishes, ...said };
  return { ...next, offset: (next.clocksOfDay ? clocksAt(next, ahead) : null) ?? wishes.offset };
};

/** The next day, from six in the morning to midnight: what the case knows, and the rest to be said. */
export const wishesFrom = (one: CaseView, entries: readonly EntryView[], now: number, ahead: Ahead): Wishes => {
  const there = one.contactWindow?.offset ?? null;
  const today = there ?? ahead(now);
  const places = placesIn(entries);
  const leave = leaveFrom(one);
  const first = leave.length === 0 ? null : Math.min(...leave.map(({ from }) => from));
  const date = new Date(now + today * 60_000 + DAY_MINUTES * 60_000).toISOString().slice(0, 10);
  const departAfter = clockText(first ?? 6 * 60);
  return {
    from: "",
    to: [],
    party: one.persons.filter(({ counted }) => counted).map(({ person }) => person),
    date,
    offset: there ?? clocksAt({ date, departAfter }, ahead) ?? today,
    clocksOfDay: there === null,
    departAfter,
    arriveBefore: "23:00",
    days: first !== null && first >= EVENING ? 1 : 0,
    leave: hoursText(leave),
    noticed: "",
    hunters: huntersOf(one, places).hunters,
    escort: false,
    bannedPlaces: [],
    bannedRides: [],
    bannedModes: [],
    kept: [],
    withStale: false,
  };
};

/** The same leg, on whatever way. */
export const isSameLeg = (a: Leg, b: Leg): boolean =>
  a.kind === b.kind &&
  a.id === b.id &&
  a.trip === b.trip &&
  a.depart === b.depart &&
  a.from === b.from &&
  a.to === b.to;

const keptOf = ({ kind, id, trip = "", fromStop = 0, toStop = 0, depart }: Leg): Kept =>
  kind === "drive" ? { drive: id, depart } : { service: id, trip, fromStop, toStop };

/** Kept legs that are not on this day's network any more: nothing is asked before they are let go of. */
export const keptNowhere = ({ kept }: Pick<Wishes, "kept">, network: Network): Leg[] =>
  kept.filter(({ kind, id, trip, fromStop = 0, toStop = 0, depart, arrive }) => {
    if (kind === "drive")
      return !network.onDemand.some((drive) => drive.id === id && drive.minutes === arrive - depart);
    const run = network.services.find((service) => service.id === id)?.trips.find((one) => one.id === trip);
    return run?.times[fromStop]?.[1] !== depart || run.times[toStop]?.[0] !== arrive;
  });

/** Now, in minutes of the day that is asked for; 0 before it begins. */
const minuteNow = ({ date, offset }: Pick<Wishes, "date" | "offset">, now: number): number =>
  Math.max(0, Math.ceil((now - (Date.parse(`${date}T00:00:00Z`) - offset * 60_000)) / 60_000));

/** What is still missing, cannot be read or is past, by its field; empty: it can be asked. */
export const missingIn = (wishes: Wishes, now: number): (keyof Wishes)[] => {
  const { from, to, party, date, departAfter, arriveBefore, days, leave, noticed } = wishes;
  const [after, before] = [minuteIn(departAfter), minuteIn(arriveBefore)];
  const missing: (keyof Wishes)[] = [];
  if (from === "") missing.push("from");
  if (to.length === 0) missing.push("to");
  if (party.length === 0) missing.push("party");
  if (date === "") missing.push("date");
  if (after === undefined) missing.push("departAfter");
  const end = before === undefined ? undefined : before + days * DAY_MINUTES;
  if (end === undefined || end < (after ?? 0) || (date !== "" && end < minuteNow(wishes, now)))
    missing.push("arriveBefore");
  if (hoursIn(leave) === undefined) missing.push("leave");
  if (noticed.trim() !== "" && minuteIn(noticed) === undefined) missing.push("noticed");
  return missing;
};

/** A line that is kept in several parts is banned with all of them, whichever was pressed. */
const ridesBanned = ({ bannedRides }: Wishes, { services, onDemand }: Network): string[] => {
  const lines = new Set(bannedRides.map(lineId));
  const drives = new Set(bannedRides);
  const banned = [
    ...services.filter(({ id }) => lines.has(lineId(id))),
    ...onDemand.filter(({ id }) => drives.has(id)),
  ];
  return [...new Set(banned.map(({ id }) => id))];
};

/** @returns null where something is missing, or a kept leg is on no network of that day. Places and rides that the day's network does not have are banned as it is. */
export const queryOf = (wishes: Wishes, network: Network, now: number): RouteQuery | null => {
  const departAfter = minuteIn(wishes.departAfter);
  const before = minuteIn(wishes.arriveBefore);
  const leave = hoursIn(wishes.leave);
  if (
    missingIn(wishes, now).length > 0 ||
    keptNowhere(wishes, network).length > 0 ||
    departAfter === undefined ||
    before === undefined ||
    leave === undefined
  )
    return null;
  const places = new Set(network.places.map(({ id }) => id));
  const noticed = minuteIn(wishes.noticed);
  const asOf = minuteNow(wishes, now);
  return {
    format: "fairlead-route-query/1",
    from: wishes.from,
    to: wishes.to.filter((id) => places.has(id)),
    // What has left leads nobody.
    departAfter: Math.max(departAfter, asOf),
    arriveBefore: before + wishes.days * DAY_MINUTES,
    people: wishes.party.length,
    reach: Object.fromEntries(
      wishes.hunters.filter(({ place }) => places.has(place)).map(({ place, points }) => [place, points]),
    ),
    ...(noticed === undefined ? {} : { noticed: { at: noticed, factor: NOTICED_FACTOR } }),
    ...(leave.length === 0
      ? {}
      : {
          leave: leave.map(({ from, to }) => [from, to < from ? to + DAY_MINUTES : to] as const),
        }),
    originFree: false,
    escort: wishes.escort,
    ban: {
      places: wishes.bannedPlaces.filter((id) => places.has(id)),
      services: ridesBanned(wishes, network),
      modes: wishes.bannedModes,
      operators: [],
    },
    ...(wishes.kept.length === 0 ? {} : { keep: wishes.kept.map(keptOf) }),
    maxRides: 6,
    // Nobody can be asked before now.
    asOf,
    patience: 15,
  };
};

/** The team's network for these days: one more than is asked, where a day later is tried. */
export const networkFor = (
  { date, days, withStale }: Pick<Wishes, "date" | "days" | "withStale">,
  entries: readonly EntryView[],
  things: readonly ThingView[],
  now: number,
): Network => networkForDay(entries, things, { date, days: days + 2, now, withStale }).network;
