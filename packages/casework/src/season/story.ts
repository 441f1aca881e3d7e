import { HOUR, MINUTE } from "../day.ts";
import type { Chance } from "./chance.ts";
import type { MemberKey, SeasonDeed, SeasonEvent } from "./event.ts";
import type { Tongue } from "./words.ts";

/** A story in the making: events in order of cause, each at or after the one before. */
export type Story = {
  events: SeasonEvent[];
  /** Something happens at this moment, or at once if the story is already later. */
  at: (moment: number, deed: SeasonDeed) => number;
  /** Something happens this long after the last. */
  after: (span: number, deed: SeasonDeed) => number;
};

export const newStory = (): Story => {
  const events: SeasonEvent[] = [];
  const at = (moment: number, deed: SeasonDeed): number => {
    const now = Math.max(moment, (events.at(-1)?.at ?? 0) + 1000);
    events.push({ at: now, ...deed });
    return now;
  };
  return { events, at, after: (span, deed) => at((events.at(-1)?.at ?? 0) + span, deed) };
};

/** Most write Russian. */
export const tongueOf = (chance: Chance): Tongue => (chance.in(0.78) ? "ru" : chance.in(0.6) ? "en" : "ar");

/** Who answers at this hour (UTC): the night is Tern's, the day Plover's. */
export const operatorAt = (moment: number): MemberKey => {
  const hour = Math.floor(moment / HOUR) % 24;
  return hour >= 5 && hour < 17 ? "plover" : "tern";
};

/** A check-in falls on a whole five minutes: the server knows no finer time. */
export const onTick = (moment: number): number => Math.ceil(moment / (5 * MINUTE)) * 5 * MINUTE;
