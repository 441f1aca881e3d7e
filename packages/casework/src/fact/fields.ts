import type { CasePart } from "../words.ts";
import type { FactKind } from "./value.ts";

/** Parts of a case in which facts are kept; contact, threat and testimony have shapes of their own. */
export const FACT_PARTS = ["identity", "needs", "relocation", "money"] as const satisfies readonly CasePart[];
export type FactPart = (typeof FACT_PARTS)[number];

export const isFactPart = (part: CasePart): part is FactPart => FACT_PARTS.some((one) => one === part);

/**
 * What every organisation may want to know of a person, in the order in which it is asked. Kept for years: an id never
 * gets another part or kind. None is ever demanded: what nobody needs to know cannot be leaked.
 */
export const FIELDS = [
  { id: "name", part: "identity", kind: "line" },
  { id: "other-names", part: "identity", kind: "text" },
  { id: "latin-name", part: "identity", kind: "line" },
  { id: "born", part: "identity", kind: "date" },
  { id: "citizenships", part: "identity", kind: "countries" },
  { id: "spoken", part: "identity", kind: "languages" },
  { id: "contacts", part: "identity", kind: "contacts" },
  { id: "papers", part: "identity", kind: "papers" },
  { id: "medical", part: "needs", kind: "text" },
  { id: "medication", part: "needs", kind: "text" },
  { id: "medication-until", part: "needs", kind: "date" },
  { id: "psychological", part: "needs", kind: "text" },
  { id: "step-free", part: "needs", kind: "yes-no" },
  { id: "hearing", part: "needs", kind: "yes-no" },
  { id: "sight", part: "needs", kind: "yes-no" },
  { id: "accessibility", part: "needs", kind: "text" },
  { id: "diet", part: "needs", kind: "line" },
  { id: "faith", part: "needs", kind: "line" },
  { id: "sleeping", part: "needs", kind: "choice", choices: ["alone", "with-party", "with-anybody"] },
  { id: "languages-abroad", part: "relocation", kind: "languages" },
  { id: "work", part: "relocation", kind: "text" },
  { id: "relatives-abroad", part: "relocation", kind: "text" },
] as const satisfies readonly { id: string; part: FactPart; kind: FactKind; choices?: readonly string[] }[];

export type BuiltInFact = (typeof FIELDS)[number]["id"];

export const builtIn = (fact: string): (typeof FIELDS)[number] | null => FIELDS.find(({ id }) => id === fact) ?? null;
