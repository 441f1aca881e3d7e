import type { MemberId } from "../ids.ts";
import type { NamePerson } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import { versionAfter } from "./facts.ts";
import type { Place } from "./place.ts";

export type PersonName = { alias: string; version: number; by: MemberId; at: number };

/**
 * How many the party is: as many as it was opened with, and whoever was given a name by the team since. A child is born, a
 * cousin joins on the way: beds, journeys and moves are for them too.
 */
export const counted = (atFirst: number, persons: ReadonlyMap<string, PersonName>): number =>
  atFirst + [...persons.keys()].filter((person) => Number(person) > atFirst).length;

/** Of a party one can lose sight of; nobody types a hundred people one by one. */
const PERSONS_MOST = 99;

/** By which the people of a party are told apart, each that is counted. */
export const partyNumbers = (atFirst: number, persons: ReadonlyMap<string, PersonName>): string[] => [
  ...Array.from({ length: Math.min(atFirst, PERSONS_MOST) }, (_, index) => `${index + 1}`),
  ...[...persons.keys()].filter((person) => Number(person) > atFirst).toSorted((a, b) => Number(a) - Number(b)),
];

/** Two who call the same person differently: the second is told what the first said. */
export const foldPersonName = (
  persons: ReadonlyMap<string, PersonName>,
  { person, alias, over }: NamePerson,
  { by, at }: Pick<Place, "by" | "at">,
): ReadonlyMap<string, PersonName> | Refusal => {
  const known = persons.get(person);
  if (known && known.version !== over) return { kind: "written-meanwhile", by: known.by, at: known.at };
  if (alias.trim() === "") return { kind: "incomplete", field: "alias" };
  return new Map(persons).set(person, { alias, version: versionAfter(over), by, at });
};
