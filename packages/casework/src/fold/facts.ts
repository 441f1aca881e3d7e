import { builtIn, isFactPart } from "../fact/fields.ts";
import { FACT_TEXT_MOST, type FactValue, isBlank, valueKindOf } from "../fact/value.ts";
import type { MemberId } from "../ids.ts";
import type { RevealName, SetFact } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import type { CasePart } from "../words.ts";
import type { Place } from "./place.ts";

/** `value` null: taken back. `version` counts from 1. */
export type FactVersion = { value: FactValue | null; version: number; by: MemberId; at: number };
/** One field of one person, every version of it, oldest first; never empty. */
export type FactState = { person: string; fact: string; versions: readonly FactVersion[] };

export type Facts = ReadonlyMap<string, FactState>;

/** How long names stay uncovered after somebody has said why. */
export const REVEAL_FOR = 10 * 60_000;

/** Somebody looked at what is covered: why, and until when it stayed open. */
export type Reveal = { by: MemberId; at: number; reason: string; until: number };

export const factKey = ({ person, fact }: Pick<SetFact, "person" | "fact">): string => `${person} ${fact}`;

/** The highest that can be named as the one seen. */
const VERSION_MOST = 999_999;

/** Whoever begins at the highest takes the field from nobody: what could not be named could never be written over. */
export const versionAfter = (over: number): number => Math.min(over + 1, VERSION_MOST);

const fits = (field: ReturnType<typeof builtIn>, value: FactValue | null): boolean => {
  if (!field || value === null || value.kind === "left-out") return true;
  if (value.kind !== valueKindOf(field.kind)) return false;
  return value.kind !== "choice" || !("choices" in field) || field.choices.some((choice) => choice === value.choice);
};

/** The version before one's eyes counts: whoever saw an older one is refused, and both values are kept for a person. */
export const foldFact = (
  facts: Facts,
  part: CasePart,
  operation: SetFact,
  { by, at }: Pick<Place, "by" | "at">,
): Facts | Refusal => {
  const { person, fact, value, over } = operation;
  const field = builtIn(fact);
  if (!isFactPart(part) || (field && field.part !== part)) return { kind: "wrong-compartment" };
  if (!fits(field, value) || (value && isBlank(value))) return { kind: "incomplete", field: "value" };
  if (value?.kind === "text" && value.text.length > FACT_TEXT_MOST) return { kind: "incomplete", field: "value" };
  const key = factKey(operation);
  const versions = facts.get(key)?.versions ?? [];
  const last = versions.at(-1);
  // Where nothing is known of it, `over` may be higher: a checkpoint begins with the version that its author had. [CO2]
  if (last && last.version !== over)
    return {
      kind: "fact-written-meanwhile",
      person,
      fact,
      version: last.version,
      found: last.value,
      wrote: value,
      by: last.by,
      at: last.at,
    };
  if (!last && value === null && over === 0) return { kind: "incomplete", field: "value" };
  return new Map(facts).set(key, {
    person,
    fact,
    versions: [...versions, { value, version: versionAfter(over), by, at }],
  });
};

/**
 * A look is refused neither for coming late nor for a clock that ran ahead: kept offline it is recorded when there is a
 * network again, and that it happened must stand there. When it happened follows from how long it lasts, and is never
 * later than its commit; whoever claims a longer one gets no more than ten minutes out of it.
 */
export const foldReveal = (
  reveals: readonly Reveal[],
  { reason, until }: RevealName,
  { by, at }: Pick<Place, "by" | "at">,
): readonly Reveal[] | Refusal => {
  if (reason.trim() === "") return { kind: "incomplete", field: "reason" };
  const looked = Math.min(at, until - REVEAL_FOR);
  return [...reveals, { by, at: looked, reason, until: looked + REVEAL_FOR }];
};
