import { bedsOn, type ThingId, type ThingView, VISIT_HOLDS_DAYS } from "@fairlead/casework";
import type { Roofs } from "./parties.ts";
import { type Calendar, type Span, WEEKS, weeksOfDays } from "./weeks.ts";

export type Shelter = {
  thing: ThingId;
  name: string;
  place: string;
  tags: readonly string[];
  hosts: string[];
  rules: string;
  visited: number | null;
  /** Nobody has looked at it lately. */
  stale: boolean;
  lost: "marked" | "retired" | null;
  /** In each week, on its day of fewest. */
  beds: number[];
  /** Beds that go to nobody of this plan: of other cases, closed ones, and stays that stay as they are. */
  taken: number[];
  /** By parties that are not this reader's to know. */
  unknown: (Span & { hold: ThingView["holds"][number] })[];
};

const add = (taken: number[], { start, end }: Span, beds: number): void => {
  for (let week = start; week < end; week++) taken[week] = (taken[week] ?? 0) + beds;
};

/** Those in use, and any in which somebody still is. */
export const sheltersOf = (things: readonly ThingView[], roofs: Roofs, calendar: Calendar): Shelter[] => {
  const stays = [
    ...roofs.parties.flatMap(({ people, stay, others }) => [
      ...others.map((one) => ({ people, stay: one, moves: false })),
      ...(stay === null ? [] : [{ people, stay, moves: true }]),
    ]),
    ...roofs.leftOver.map(({ people, stay }) => ({ people, stay, moves: false })),
  ];
  return things.flatMap((one): Shelter[] => {
    if (one.kind !== "shelter") return [];
    const here = stays.filter(({ stay }) => stay.thing === one.thing);
    const unknown = one.holds.flatMap((hold) => {
      const weeks = hold.case === null ? weeksOfDays(calendar, hold.from, hold.until) : null;
      return weeks === null ? [] : [{ ...weeks, hold }];
    });
    if (one.retired !== null && here.length === 0 && unknown.length === 0) return [];
    const taken = Array.from({ length: WEEKS }, () => 0);
    for (const { people, stay, moves } of here) if (!moves) add(taken, stay.weeks, people);
    for (const { hold, ...weeks } of unknown) add(taken, weeks, hold.beds);
    const { place = "", tags = [], rules = "", visited = null } = one.facts;
    return [
      {
        ...{ thing: one.thing, name: one.name, place, tags, rules, visited, taken, unknown },
        hosts: one.facts.with.flatMap(({ kind, name }) => (kind === "host" && name !== null ? [name] : [])),
        stale: visited === null || calendar.first - visited > VISIT_HOLDS_DAYS,
        lost: one.marked !== null ? "marked" : one.retired !== null ? "retired" : null,
        beds: Array.from({ length: WEEKS }, (_, week) =>
          Math.min(...Array.from({ length: 7 }, (_, day) => bedsOn(one.facts, calendar.first + week * 7 + day))),
        ),
      },
    ];
  });
};
