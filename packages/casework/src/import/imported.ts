import type { FactPart } from "../fact/fields.ts";
import type { FactValue } from "../fact/value.ts";
import type { ThreatKind } from "../words.ts";

/** Notes go into the part in which they belong: what could not be read of a name stays with the names. */
export type ImportNotePart = "contact" | "threat" | FactPart;

/** One row, as it would be written: all of it concerns the first of the party. */
export type ImportedCase = {
  alias: string;
  people: number;
  facts: { part: FactPart; fact: string; value: FactValue }[];
  threat: { who: string; kind: ThreatKind; reach: string[] } | null;
  notes: { part: ImportNotePart; text: string }[];
};

/** Parts that the row needs besides contact and threat, which every case has. */
export const partsOf = ({ facts, notes }: ImportedCase): FactPart[] => {
  const named = notes.flatMap(({ part }) => (part === "contact" || part === "threat" ? [] : [part]));
  return [...new Set([...facts.map(({ part }) => part), ...named])];
};
