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
