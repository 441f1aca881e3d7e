/**
 * The earliest arrival by a plain connection scan (Dibbelt, Pajor, Strasser, Wagner, "Connection Scan Algorithm", 2018):
 * every hop of every trip, once, in order of time. Knows timetables, changes and walks, and no other rule.
 */
import type { Network, Walk } from "../src/routes/network.ts";

interface Connection {
  trip: number;
  from: string;
  to: string;
  depart: number;
  arrive: number;
  change: number;
}

export function makeConnectionScan(network: Network): (from: string, to: string, departAfter: number) => number | null {
  const connections: Connection[] = [];
  let trips = 0;
  for (const { stops, trips: runs, minChange } of network.services)
    for (const { times } of runs) {
      const calls = times.flatMap((time, stop) => (time === null ? [] : [{ stop: stops[stop] ?? "", time }]));
      calls.slice(1).forEach((call, index) => {
        const before = calls[index];
        if (before === undefined) return;
        connections.push({
          trip: trips,
          from: before.stop,
          to: call.stop,
          depart: before.time[1],
          arrive: call.time[0],
          change: minChange,
        });
      });
      trips++;
    }
  // Stable: the hops of one trip that depart in the same minute stay in order.
  connections.sort((a, b) => a.depart - b.depart);
  const walksFrom = new Map<string, Walk[]>();
  for (const walk of network.walks) walksFrom.set(walk.from, [...(walksFrom.get(walk.from) ?? []), walk]);

  return (from, to, departAfter) => {
    if (from === to) return departAfter;
    const arrival = new Map<string, number>();
    const aboard = new Set<number>();
    const reach = (place: string, minute: number): void => {
      if (minute < (arrival.get(place) ?? Number.POSITIVE_INFINITY)) arrival.set(place, minute);
    };
    const walkOn = (place: string, minute: number): void => {
      for (const walk of walksFrom.get(place) ?? []) reach(walk.to, minute + walk.minutes);
    };
    walkOn(from, departAfter);
    for (const { trip, from: here, to: there, depart, arrive, change } of connections) {
      const leaves = here === from && depart >= departAfter;
      const catches = (arrival.get(here) ?? Number.POSITIVE_INFINITY) + change <= depart;
      if (!aboard.has(trip) && !leaves && !catches) continue;
      aboard.add(trip);
      reach(there, arrive);
      walkOn(there, arrive);
    }
    return arrival.get(to) ?? null;
  };
}
