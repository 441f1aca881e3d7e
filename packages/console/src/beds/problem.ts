/**
 * Parties and shelters as the planner reads them. Prices are points that the program sets, so that two plans can be set
 * against each other; what they mean stands beside each plan in people and weeks.
 */
import type { CaseId, ThingId, Urgency } from "@fairlead/casework";
import type { Placement, Problem } from "@fairlead/planner/placements";
import type { Party } from "./parties.ts";
import type { Shelter } from "./shelters.ts";
import { type Calendar, type Span, WEEKS, weeksOfDays } from "./weeks.ts";

/** Why a party may not go to a shelter. */
export type Bar =
  | { kind: "marked" | "retired" }
  | { kind: "lacks"; tag: string }
  /** A threat finds people there. */
  | { kind: "reach"; place: string }
  | { kind: "said"; reason: string };

/** What one person's week of waiting is worth, against a move to another shelter. */
const WAITING: Record<Urgency, number> = { now: 100, soon: 40, later: 15, unknown: 40 };
const MOVE = 30;
/** Where nobody has looked lately, something may have changed. */
const STALE = 20;
/** Rooms that somebody else may need more. */
const SCARCE = ["step-free", "alone"];
const SCARCE_COST = 10;
/** Where they are, and what they need is not. */
const LACKING = 60;
/** Whoever has a roof is not put out for anybody: dearer than everything else together, and a price that a plan can show. */
const EVICTED = 1_000_000;

const parts = (text: string): string[] =>
  text
    .split(/[,;/·]/u)
    .map((part) => part.trim().toLocaleLowerCase())
    .filter((part) => part !== "");

/** Rather one too many: "Old Town, Tarsk" bars whatever is said to be in Tarsk. */
export const reaches = (reach: readonly string[], place: string): boolean => {
  const here = new Set(parts(place));
  return reach.flatMap(parts).some((word) => here.has(word));
};

export const barOf = (party: Party, shelter: Shelter): Bar | null => {
  if (shelter.lost !== null) return { kind: shelter.lost };
  if (reaches(party.reach, shelter.place)) return { kind: "reach", place: shelter.place };
  const said = party.terms?.barred.find(({ thing }) => thing === shelter.thing);
  if (said !== undefined) return { kind: "said", reason: said.reason };
  const tag = party.terms?.needs.find((one) => !shelter.tags.includes(one));
  return tag === undefined ? null : { kind: "lacks", tag };
};

const costOf = (party: Party, shelter: Shelter): number => {
  const wasted = SCARCE.filter((tag) => shelter.tags.includes(tag) && !party.terms?.needs.includes(tag));
  return (shelter.stale ? STALE : 0) + wasted.length * SCARCE_COST;
};

/** The weeks in which the stay may begin, and how long it is. */
const windowOf = (
  party: Party,
  mustLeave: boolean,
  calendar: Calendar,
): { earliest: number; latest: number; stay: number } => {
  const { terms, stay } = party;
  const wanted = terms === null ? null : weeksOfDays(calendar, terms.from, null);
  const last = terms?.latest == null ? WEEKS - 1 : Math.floor((terms.latest - calendar.first) / 7);
  if (stay === null) {
    const earliest = terms === null ? 0 : (wanted?.start ?? WEEKS);
    return { earliest, latest: Math.max(earliest, last), stay: terms?.weeks ?? WEEKS };
  }
  const { weeks, there } = stay;
  const rest = weeks.end - weeks.start;
  if (there) return { earliest: 0, latest: mustLeave ? WEEKS - 1 : 0, stay: rest };
  const earliest = Math.min(weeks.start, wanted?.start ?? weeks.start);
  return { earliest, latest: Math.max(earliest, weeks.start, last), stay: rest };
};

/** Why they must not stay where they are, or are to be. What a roof merely lacks drives nobody out of it. */
export const unsafeBar = (party: Party, shelters: readonly Shelter[]): Bar | null => {
  const shelter = shelters.find(({ thing }) => thing === party.stay?.thing);
  const bar = shelter === undefined ? null : barOf(party, shelter);
  return bar?.kind === "lacks" ? null : bar;
};

/** Who has a roof tonight and must leave it waits as somebody in danger now. */
export const urgencyOf = (party: Party, shelters: readonly Shelter[]): Urgency =>
  party.stay?.there && unsafeBar(party, shelters) !== null ? "now" : party.urgency;

export type Pins = ReadonlyMap<CaseId, { site: ThingId; start: number }>;

/** @param tell a bar in the team's words: the planner hands them back */
export const problemOf = (
  parties: readonly Party[],
  shelters: readonly Shelter[],
  calendar: Calendar,
  pins: Pins,
  tell: (bar: Bar) => string,
): Problem => {
  const apart = new Map<string, [string, string]>();
  const known = new Set<string>(parties.map((party) => party.case));
  const asked: Problem["parties"] = parties.map((party) => {
    const mustLeave = unsafeBar(party, shelters) !== null;
    const bars = shelters.map((shelter) => {
      const bar = barOf(party, shelter);
      // They live there already, and nobody is driven out for want of a ramp.
      const borne = bar?.kind === "lacks" && party.stay?.there === true && party.stay.thing === shelter.thing;
      return { shelter, bar: borne ? null : bar, more: borne ? LACKING : 0 };
    });
    const delayCost = WAITING[urgencyOf(party, shelters)] * party.people;
    for (const other of party.terms?.apart ?? []) {
      const [one = "", two = ""] = [party.case as string, other as string].toSorted();
      if (known.has(other) && one !== two) apart.set(`${one} ${two}`, [one, two]);
    }
    const settled = party.stay?.there === true && !mustLeave;
    return {
      id: party.case,
      people: party.people,
      ...windowOf(party, mustLeave, calendar),
      cost: Object.fromEntries(
        bars.flatMap(({ shelter, bar, more }) =>
          bar === null ? [[shelter.thing, costOf(party, shelter) + more]] : [],
        ),
      ),
      barred: Object.fromEntries(
        bars.flatMap(({ shelter, bar }) => (bar === null ? [] : [[shelter.thing, tell(bar)]])),
      ),
      delayCost,
      unplacedCost: settled ? EVICTED * party.people : delayCost * (WEEKS + 4) + 2 * MOVE * party.people,
    };
  });
  return {
    format: "fairlead-placement/1",
    periods: WEEKS,
    sites: shelters.map(({ thing, beds, taken, lost }) => ({
      id: thing,
      beds: beds.map((all, week) => (lost === null ? Math.max(0, all - (taken[week] ?? 0)) : 0)),
    })),
    parties: asked,
    apart: [...apart.values()],
    pinned: asked.flatMap(({ id }): Placement[] => {
      const pin = pins.get(id as CaseId);
      return pin === undefined ? [] : [{ party: id, ...pin }];
    }),
    current: { moveCost: MOVE, placements: placementsNow(parties) },
  };
};

/** Where everybody is, or is to go, as the record has it. */
export const placementsNow = (parties: readonly Party[]): Placement[] =>
  parties.flatMap(({ case: party, stay }) =>
    stay === null ? [] : [{ party, site: stay.thing, start: stay.weeks.start }],
  );

export const spanOf = (start: number, stay: number): Span => ({ start, end: Math.min(WEEKS, start + stay) });
