/**
 * The season's skeleton: who wrote when, which parties reached a shelter or another country when. The totals are the
 * public record's of 2017; every person behind them is invented.
 */
import { DAY, dayFrom, HOUR, MINUTE } from "../day.ts";
import { type Chance, chanceFor } from "./chance.ts";

export const OPENED_ON = dayFrom("2017-03-29");

/** Cumulative totals at the end of days: callers who have written, people evacuated, people abroad. */
const ASKED: readonly [string, number][] = [
  ["2017-04-01", 0],
  ["2017-04-02", 1],
  ["2017-04-17", 60],
  ["2017-05-09", 77],
  ["2017-05-16", 83],
  ["2017-07-11", 123],
  ["2017-07-13", 123],
  ["2017-12-24", 170],
];
const EVACUATED: readonly [string, number][] = [
  ["2017-04-06", 0],
  ["2017-04-07", 1],
  ["2017-04-17", 32],
  ["2017-05-09", 40],
  ["2017-05-16", 42],
  ["2017-07-11", 62],
  ["2017-07-13", 62],
  ["2017-12-26", 106],
];
const ABROAD: readonly [string, number][] = [
  ["2017-05-25", 0],
  ["2017-05-26", 1],
  ["2017-07-11", 27],
  ["2017-07-13", 27],
  ["2017-12-26", 88],
];

export type PlannedCaller = { caller: number; wroteAt: number };
export type PlannedParty = {
  caller: number;
  wroteAt: number;
  people: number;
  shelteredAt: number;
  abroadAt: number | null;
};
export type Plan = { callers: PlannedCaller[]; parties: PlannedParty[]; lost: PlannedCaller[] };

/** For each stretch of a table: from which day (exclusive) to which (inclusive), and how many more. */
const stretches = (table: readonly [string, number][]): { after: number; to: number; more: number }[] =>
  table.slice(1).map(([to, total], index) => {
    const [after, before] = table[index] ?? [to, total];
    return { after: dayFrom(after), to: dayFrom(to), more: total - before };
  });

/** `count` moments spread over the days of a stretch, between two hours of the day (UTC), in order. */
const spread = (
  chance: Chance,
  { after, to }: { after: number; to: number },
  count: number,
  [from, until]: [number, number],
): number[] =>
  Array.from({ length: count }, (_, index) => {
    const day = after + 1 + Math.floor(((index + chance.part()) / count) * (to - after));
    return Math.min(day, to) * DAY + from * HOUR + chance.between(0, (until - from) * 60 - 1) * MINUTE;
  }).toSorted((a, b) => a - b);

/** Most people travel alone, some in twos, few in threes; together exactly `people`. */
const partySizes = (chance: Chance, people: number): number[] => {
  const sizes: number[] = [];
  for (let left = people; left > 0; ) {
    const size = Math.min(left, chance.in(0.78) ? 1 : chance.in(0.7) ? 2 : 3);
    sizes.push(size);
    left -= size;
  }
  return sizes;
};

const planCallers = (seed: number): PlannedCaller[] => {
  const chance = chanceFor(seed, 1);
  const times = stretches(ASKED).flatMap((stretch) => spread(chance, stretch, stretch.more, [0, 24]));
  return times.map((wroteAt, caller) => ({ caller, wroteAt }));
};

/** Give each arrival a caller who wrote long enough before it; the first to write is the first to leave. */
const planParties = (seed: number, callers: readonly PlannedCaller[]): PlannedParty[] => {
  const chance = chanceFor(seed, 2);
  const free = new Set(callers);
  return stretches(EVACUATED).flatMap((stretch) => {
    const sizes = partySizes(chance, stretch.more);
    return spread(chance, stretch, sizes.length, [5, 15]).flatMap((shelteredAt, index) => {
      const early = [...free].filter((one) => one.wroteAt <= shelteredAt - 36 * HOUR);
      const recent = early.filter((one) => one.wroteAt >= shelteredAt - 12 * DAY);
      const pool = recent.length > 0 ? recent : early.slice(-3);
      const chosen = shelteredAt < dayFrom("2017-04-08") * DAY ? early[0] : pool[chance.between(0, pool.length - 1)];
      if (!chosen) return [];
      free.delete(chosen);
      return [{ ...chosen, people: sizes[index] ?? 1, shelteredAt, abroadAt: null }];
    });
  });
};

/** Who leaves the country when: those who have been sheltered longest, as long as the totals come out exactly. */
const planDepartures = (seed: number, parties: PlannedParty[]): void => {
  const chance = chanceFor(seed, 3);
  for (const stretch of stretches(ABROAD)) {
    const chosen: PlannedParty[] = [];
    let left = stretch.more;
    for (const party of parties) {
      if (left === 0) break;
      if (party.abroadAt !== null || party.people > left) continue;
      chosen.push(party);
      party.abroadAt = 0;
      left -= party.people;
    }
    const times = spread(chance, stretch, chosen.length, [5, 15]);
    chosen.forEach((party, index) => {
      party.abroadAt = times[index] ?? null;
    });
  }
};

/** Two whose contact was suddenly lost by 17 April: callers of the first week who reached no shelter. */
const planLost = (callers: readonly PlannedCaller[], parties: readonly PlannedParty[]): PlannedCaller[] => {
  const helped = new Set(parties.map((party) => party.caller));
  return callers
    .filter((one) => !helped.has(one.caller) && one.wroteAt < dayFrom("2017-04-13") * DAY)
    .toReversed()
    .slice(0, 2);
};

export const planSeason = (seed: number): Plan => {
  const callers = planCallers(seed);
  const parties = planParties(seed, callers);
  planDepartures(seed, parties);
  return { callers, parties, lost: planLost(callers, parties) };
};
