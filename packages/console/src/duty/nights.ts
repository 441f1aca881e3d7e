import { MINUTE } from "../say/spans.ts";

const FROM = 23;
const UNTIL = 6;

type Shift = { from: number; until: number };

/** By the calendar: the night in which the clocks are changed is an hour longer or shorter than others. */
const eveningOf = (moment: Date): Date => {
  const evening = new Date(moment);
  if (moment.getHours() < UNTIL) evening.setDate(moment.getDate() - 1);
  return evening;
};

/** Nights, on this device's clock, of which a shift took at least one hour: by the date of their evening. */
const eveningsIn = (shifts: readonly Shift[]): Set<string> => {
  const hours = new Map<string, number>();
  for (const { from, until } of shifts)
    for (let at = from; at < until; at += 30 * MINUTE) {
      const moment = new Date(at);
      const hour = moment.getHours();
      if (hour < FROM && hour >= UNTIL) continue;
      const evening = eveningOf(moment).toDateString();
      hours.set(evening, (hours.get(evening) ?? 0) + 0.5);
    }
  return new Set([...hours].flatMap(([evening, spent]) => (spent >= 1 ? evening : [])));
};

/** How many nights. Each counts once. */
export const nightsIn = (shifts: readonly Shift[]): number => eveningsIn(shifts).size;

/** Nights one after another, up to this one or the last: what sleep is owed for. */
export const nightsInARow = (shifts: readonly Shift[], now: number): number => {
  const evenings = eveningsIn(shifts);
  const evening = eveningOf(new Date(now));
  // Whoever has not begun this night yet has still had the ones before.
  if (!evenings.has(evening.toDateString())) evening.setDate(evening.getDate() - 1);
  let nights = 0;
  while (evenings.has(evening.toDateString())) {
    nights += 1;
    evening.setDate(evening.getDate() - 1);
  }
  return nights;
};
