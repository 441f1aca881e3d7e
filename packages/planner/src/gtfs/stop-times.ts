/** Every trip's calls, with the times that were left blank filled in. */

import type { Stops } from "./stops.ts";
import type { Feed, Row } from "./table.ts";

/** One stop of a trip. Seconds after the service day's midnight; may exceed a day. */
export interface StopCall {
  stop: string;
  arrive: number;
  depart: number;
  /** Nobody may board or alight here. */
  closed: boolean;
}

interface Read {
  row: Row;
  sequence: number;
  stop: string;
  arrive: number | null;
  depart: number | null;
  boards: boolean;
  alights: boolean;
}

/** @returns calls in order, by trip; trips of fewer than two calls are left out */
export function readStopTimes(feed: Feed, stops: Stops, trips: ReadonlySet<string>): Map<string, StopCall[]> {
  const byTrip = new Map<string, Read[]>();
  for (const row of feed.rows("stop_times.txt", [
    "trip_id",
    "arrival_time",
    "departure_time",
    "stop_id",
    "stop_sequence",
  ])) {
    const read = readRow(row, stops, trips);
    if (read === null) continue;
    const trip = row.get("trip_id");
    const calls = byTrip.get(trip);
    if (calls === undefined) byTrip.set(trip, [read]);
    else calls.push(read);
  }
  const known = new Map<string, StopCall[]>();
  for (const [trip, read] of byTrip) {
    const calls = inOrder(read);
    if (calls.length >= 2) known.set(trip, fillIn(calls));
  }
  return known;
}

function readRow(row: Row, stops: Stops, trips: ReadonlySet<string>): Read | null {
  const stop = row.get("stop_id");
  const sequence = row.get("stop_sequence");
  const [arrival, departure] = [secondsOf(row.get("arrival_time")), secondsOf(row.get("departure_time"))];
  const refuse = (reason: string): null => {
    row.broken(reason);
    return null;
  };
  if (!trips.has(row.get("trip_id"))) return refuse("belongs to no trip that is known");
  if (stops.meantBy(stop)[0] !== stop) return refuse("names no stop that is known");
  if (!/^\d+$/.test(sequence)) return refuse("has a stop_sequence that is no whole number");
  if (arrival === "broken" || departure === "broken") return refuse("has a time that is not HH:MM:SS");
  const arrive = arrival ?? departure;
  const depart = departure ?? arrival;
  if (arrive !== null && depart !== null && depart < arrive) return refuse("departs before it arrives");
  // 2 and 3 want a telephone call beforehand; nobody counts on that.
  const boards = ["", "0"].includes(row.get("pickup_type"));
  const alights = ["", "0"].includes(row.get("drop_off_type"));
  return { row, sequence: Number(sequence), stop, arrive, depart, boards, alights };
}

/** @returns seconds, null where blank */
export function secondsOf(text: string): number | null | "broken" {
  if (text === "") return null;
  const [, hours, minutes, seconds] = /^(\d{1,3}):([0-5]\d):([0-5]\d)$/.exec(text) ?? [];
  return hours === undefined ? "broken" : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** In order of their sequence, from the first timed stop to the last, never going back in time. */
function inOrder(calls: Read[]): Read[] {
  calls.sort((a, b) => a.sequence - b.sequence);
  const kept: Read[] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const call of calls) {
    if (call.sequence === kept.at(-1)?.sequence) call.row.broken("has the stop_sequence of an earlier row of its trip");
    else if (call.arrive !== null && call.arrive < before)
      call.row.broken("arrives before the trip has left the stop before");
    else if (call.arrive === null && kept.length === 0) call.row.broken("has no time, and no stop before has one");
    else {
      kept.push(call);
      before = call.depart ?? before;
    }
  }
  while (kept.at(-1)?.arrive === null) kept.pop()?.row.broken("has no time, and no stop after has one");
  return kept;
}

/** Blank times lie between the timed ones in equal steps, one a stop. */
function fillIn(calls: readonly Read[]): StopCall[] {
  const filled: StopCall[] = [];
  let timed = 0;
  for (const [index, call] of calls.entries()) {
    const isFirst = index === 0;
    const isLast = index === calls.length - 1;
    // What cannot be boarded at the end, or alighted from at the start, loses nothing.
    const closed =
      !(call.boards || isLast) || !(call.alights || isFirst) || (isFirst && !call.boards) || (isLast && !call.alights);
    if (call.arrive !== null && call.depart !== null) {
      timed = index;
      filled.push({ stop: call.stop, arrive: call.arrive, depart: call.depart, closed });
      continue;
    }
    const next = calls.findIndex(({ arrive }, later) => later > index && arrive !== null);
    const from = calls[timed]?.depart ?? 0;
    const to = calls[next]?.arrive ?? from;
    const at = Math.floor(from + ((to - from) * (index - timed)) / (next - timed));
    filled.push({ stop: call.stop, arrive: at, depart: at, closed });
  }
  return filled;
}
