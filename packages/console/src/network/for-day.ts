/**
 * The network as the team keeps it, as the planner reads it: for one date, with every day written out. Who stands in the
 * register as compromised or used no more carries nobody, and neither does what nobody has confirmed for long.
 */
import {
  type DayHours,
  type EntryView,
  entryKey,
  freshness,
  lineId,
  type NetworkEntry,
  type NetworkService,
  type NetworkTime,
  type ThingView,
} from "@fairlead/casework";
import type { Interval, Network, Trip } from "@fairlead/planner/routes";
import { grouped } from "./grouped.ts";

export type LeftOutBecause = "stale" | "compromised" | "thing-retired" | "stop-left-out";
export type LeftOut = { entry: NetworkEntry; because: LeftOutBecause };

type Day = {
  /** YYYY-MM-DD: minute 0 is its midnight. */
  date: string;
  /** How many days are written out. */
  days: number;
  now: number;
  /** Also what nobody has confirmed for long. */
  withStale: boolean;
};

/** What a checkpoint weighs in points, beside what the team sets at places, services and drives. */
const CHECKPOINT_POINTS = 3;
const DAY_MINUTES = 24 * 60;
/** A trip that left three days ago may still be under way. */
const DAYS_BEFORE = 3;

const midnight = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 60_000;
/** Monday is 1. */
const weekdayOf = (minute: number): number => ((Math.floor(minute / DAY_MINUTES) + 3) % 7) + 1;

export const networkForDay = (
  entries: readonly EntryView[],
  things: readonly ThingView[],
  { date, days, now, withStale }: Day,
): { network: Network; leftOut: LeftOut[] } => {
  const leftOut: LeftOut[] = [];
  const byThing = new Map(things.map((one) => [one.thing, one]));
  const used: NetworkEntry[] = [];
  const lines = grouped(entries, (view) => lineKey(view.entry));
  for (const view of entries) {
    const parts = lines.get(lineKey(view.entry)) ?? [];
    if (parts.some(({ retired }) => retired)) continue;
    const { entry } = view;
    const tied = parts.flatMap((part) =>
      "thing" in part.entry && part.entry.thing != null ? (byThing.get(part.entry.thing) ?? []) : [],
    );
    const because = tied.some(({ marked }) => marked != null)
      ? "compromised"
      : tied.some(({ retired }) => retired != null)
        ? "thing-retired"
        : !withStale && freshness(view, now) === "stale"
          ? "stale"
          : null;
    if (because === null) used.push(entry);
    else leftOut.push({ entry, because });
  }
  const places = new Set(used.filter(({ kind }) => kind === "place").map(entryKey));
  const reaches = (entry: NetworkEntry): boolean => stopsOf(entry).every((id) => places.has(`place ${id}`));
  const kept = used.filter((entry) => {
    const reached = reaches(entry);
    if (!reached) leftOut.push({ entry, because: "stop-left-out" });
    return reached;
  });
  const first = midnight(date);
  const of = <K extends NetworkEntry["kind"]>(kind: K) =>
    kept.filter((entry): entry is Extract<NetworkEntry, { kind: K }> => entry.kind === kind);
  const network: Network = {
    format: "fairlead-network/1",
    date,
    places: of("place").map(({ id, name, lat, lon, watch, shelter, curfew }) => ({
      id,
      name,
      ...(lat === null ? {} : { lat }),
      ...(lon === null ? {} : { lon }),
      watch,
      shelter,
      curfew: everyDay(curfew, days),
    })),
    services: atTheirWorst(of("service")).map((service) => ({
      ...ridden(service),
      minChange: service.minChange,
      stops: service.stops,
      checkpoints: service.checkpoints,
      price: service.price,
      boardFare: service.boardFare,
      trips: tripsOn(service, first, days),
    })),
    onDemand: of("drive").map((drive) => ({
      ...ridden(drive),
      from: drive.from,
      to: drive.to,
      minutes: drive.minutes,
      hours: drive.hours.length === 0 ? [[0, (days + 1) * DAY_MINUTES]] : everyDay(drive.hours, days),
      notice: drive.notice,
      price: drive.price,
      checkpoints: drive.checkpoints,
    })),
    walks: of("walk").map(({ from, to, minutes }) => ({ from, to, minutes })),
    weights: { checkpoint: CHECKPOINT_POINTS },
  };
  return { network, leftOut };
};

/** Parts of one long line are one. */
const lineKey = (entry: NetworkEntry): string =>
  entryKey(entry.kind === "service" ? { kind: "service", id: lineId(entry.id) } : entry);

/** What the team said of one part of a line holds for the others: of each the worst. */
const atTheirWorst = (services: readonly NetworkService[]): NetworkService[] => {
  const lines = grouped(services, lineKey);
  return services.map((service) => {
    const parts = lines.get(lineKey(service)) ?? [];
    const alike = parts.filter(({ stops }) => `${stops}` === `${service.stops}`);
    return {
      ...service,
      operator: service.operator === "" ? lineId(service.id) : service.operator,
      identity:
        service.identity === "" ? (parts.find(({ identity }) => identity !== "")?.identity ?? "") : service.identity,
      idCheck: Math.max(...parts.map(({ idCheck }) => idCheck)),
      perHour: Math.max(...parts.map(({ perHour }) => perHour)),
      escort: parts.every(({ escort }) => escort),
      checkpoints: service.checkpoints.map((_, stop) =>
        Math.max(...alike.map(({ checkpoints }) => checkpoints[stop] ?? 0)),
      ),
    };
  });
};

export const stopsOf = (entry: NetworkEntry): readonly string[] => {
  if (entry.kind === "place") return [];
  return entry.kind === "service" ? entry.stops : [entry.from, entry.to];
};

type RiddenEntry = Extract<NetworkEntry, { kind: "service" | "drive" }>;
const ridden = ({ id, mode, operator, identity, idCheck, perHour, escort, seats }: RiddenEntry) => ({
  id,
  mode,
  // Whom nobody named shares nothing with anybody.
  operator: operator === "" ? id : operator,
  identity: identity === "" ? "none" : identity,
  exposure: { idCheck, perHour },
  escort,
  ...(seats === null ? {} : { seats }),
});

/** The night before too: its hours reach into the first morning. */
const everyDay = (spans: readonly DayHours[], days: number): Interval[] => {
  const written = Array.from({ length: days + 1 }, (_, index) => (index - 1) * DAY_MINUTES);
  return spans
    .flatMap(({ from, to }) =>
      written.map((day): Interval => [Math.max(0, day + from), Math.max(0, day + to + (to <= from ? DAY_MINUTES : 0))]),
    )
    .filter(([from, to]) => from < to)
    .toSorted(([a], [b]) => a - b);
};

const tripsOn = ({ trips }: NetworkService, first: number, days: number): Trip[] => {
  const running: Trip[] = [];
  trips.forEach(({ on, weekdays, times }, index) => {
    for (let day = -DAYS_BEFORE; day < days; day += 1) {
      const minute = first + day * DAY_MINUTES;
      if (on === null ? !weekdays.includes(weekdayOf(minute)) : midnight(on) !== minute) continue;
      const then = times.map((time) => shifted(time, day * DAY_MINUTES));
      // Nobody rides a trip on which one stop is left of the day.
      if (then.filter((time) => time !== null).length < 2) continue;
      running.push({ id: `${index}/${day}`, times: then });
    }
  });
  return running;
};

const shifted = (time: NetworkTime, by: number): NetworkTime =>
  time === null || time[0] + by < 0 ? null : [time[0] + by, time[1] + by];
