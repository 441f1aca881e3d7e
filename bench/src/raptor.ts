/** The journey planner from npm that earliest arrivals are held against, over the same network. */
import type { Network } from "@fairlead/planner/routes";
import {
  DepartAfterQuery,
  JourneyFactory,
  RaptorAlgorithmFactory,
  Service,
  type Transfer,
  type Trip,
} from "raptor-journey-planner";

/** Every day, always: the network holds the trips of one day only. */
const ALWAYS = new Service(0, 99_999_999, { 0: true, 1: true, 2: true, 3: true, 4: true, 5: true, 6: true }, {});
const MINUTE = 60;

/** @returns what finds the earliest arrival in minutes, or null. It knows neither changes of vehicle nor other rules. */
export function makeRaptor(network: Network): (from: string, to: string, departAfter: number) => number | null {
  const trips = network.services.flatMap((service) =>
    service.trips.map(
      ({ id, times }): Trip => ({
        tripId: id,
        serviceId: "always",
        service: ALWAYS,
        stopTimes: service.stops.flatMap((stop, index) => {
          const time = times[index] ?? null;
          if (time === null) return [];
          const [arrivalTime, departureTime] = [time[0] * MINUTE, time[1] * MINUTE];
          return [{ stop, arrivalTime, departureTime, pickUp: true, dropOff: true }];
        }),
      }),
    ),
  );
  const transfers: Record<string, Transfer[]> = {};
  for (const { from, to, minutes } of network.walks) {
    const transfer = { origin: from, destination: to, duration: minutes * MINUTE, startTime: 0, endTime: 1e9 };
    transfers[from] = [...(transfers[from] ?? []), transfer];
  }
  const date = new Date(network.date);
  const query = new DepartAfterQuery(
    RaptorAlgorithmFactory.create(trips, transfers, {}, date),
    new JourneyFactory(),
    1,
  );
  return (from, to, departAfter) => {
    const journeys = query.plan(from, to, date, departAfter * MINUTE);
    return journeys.length === 0 ? null : Math.min(...journeys.map(({ arrivalTime }) => arrivalTime)) / MINUTE;
  };
}
