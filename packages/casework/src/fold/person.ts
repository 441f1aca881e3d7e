import type { MemberId } from "../ids.ts";
import type { NamePerson } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import { versionAfter } from "./facts.ts";
import type { Place } from "./place.ts";

export type PersonName = { alias: string; version: number; by: MemberId; at: number };

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
