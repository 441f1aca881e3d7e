import type { FactPart } from "../fact/fields.ts";
import type { FactValue } from "../fact/value.ts";
import type { ThreatKind } from "../words.ts";

/** Notes go into the part in which they belong: what could not be read of a name stays with the names. */
export type ImportNotePart = "contact" | "threat" | FactPart;

/** One case, as it would be written. `person`: who of the party, "1" the first. */
export type ImportedCase = {
  alias: string;
  people: number;
  /** What the team calls them, where the file calls each of the party differently. */
  persons: { person: string; alias: string }[];
  facts: { part: FactPart; person: string; fact: string; value: FactValue }[];
  threats: { who: string; kind: ThreatKind; reach: string[] }[];
  notes: { part: ImportNotePart; text: string }[];
};

/** Parts that the case needs besides contact and threat, which every case has. */
export const partsOf = ({ facts, notes }: ImportedCase): FactPart[] => {
  const named = notes.flatMap(({ part }) => (part === "contact" || part === "threat" ? [] : [part]));
  return [...new Set([...facts.map(({ part }) => part), ...named])];
};
