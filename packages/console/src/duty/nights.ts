import { HOUR, MINUTE } from "../say/spans.ts";

const FROM = 23;
const UNTIL = 6;

/** Nights, on this device's clock, of which a shift took at least one hour. Each counts once, by its evening's date. */
export const nightsIn = (shifts: readonly { from: number; until: number }[]): number => {
  const hours = new Map<string, number>();
  for (const { from, until } of shifts)
    for (let at = from; at < until; at += 30 * MINUTE) {
      const moment = new Date(at);
      const hour = moment.getHours();
      if (hour < FROM && hour >= UNTIL) continue;
      const evening = new Date(hour >= FROM ? at : at - UNTIL * HOUR).toDateString();
      hours.set(evening, (hours.get(evening) ?? 0) + 0.5);
    }
  return [...hours.values()].filter((spent) => spent >= 1).length;
};
