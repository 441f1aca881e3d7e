/**
 * What the answers suggest, and because of which of them. A suggestion only: the member who knows the case says how urgent
 * it is, and says why where they differ.
 *
 * Rules, not points: under-rating kills, so no protection takes away what a rule found, but for the two that name it in
 * `unless`. A rule holds when all of its answers were given; the highest level of which one holds is suggested, with every
 * answer of every rule of that level that held.
 */
import type { Urgency } from "../words.ts";
import type { RiskAnswers, RiskFactor } from "./factors.ts";

type Said = { factor: RiskFactor; answer: "yes" | "no" };
type Rule = { level: "now" | "soon"; yes: readonly RiskFactor[]; no?: readonly RiskFactor[]; unless?: RiskFactor };

const RULES: readonly Rule[] = [
  { level: "now", yes: ["place-known", "locked-in"] },
  { level: "now", yes: ["place-known", "weapon"] },
  { level: "now", yes: ["place-known", "circle-taken"] },
  { level: "now", yes: ["place-known", "violence-before"], unless: "safe-tonight" },
  { level: "now", yes: ["threatened", "place-known"], unless: "safe-tonight" },
  { level: "now", yes: ["threatened", "weapon"] },
  { level: "now", yes: ["threatened", "locked-in"] },
  { level: "now", yes: ["threatened"], no: ["safe-tonight"] },
  { level: "now", yes: ["locked-in", "violence-before"] },
  { level: "now", yes: ["locked-in", "health"] },
  { level: "now", yes: ["locked-in", "minor"] },
  // Seized telephones are read within hours, and lead to whoever wrote on them.
  { level: "now", yes: ["circle-taken", "phone-searched"] },
  ...(
    [
      "threatened",
      "place-known",
      "locked-in",
      "weapon",
      "violence-before",
      "circle-taken",
      "phone-searched",
      "searched-for",
      "papers-taken",
      "minor",
      "health",
    ] as const
  ).map((factor): Rule => ({ level: "soon", yes: [factor] })),
  { level: "soon", yes: [], no: ["safe-tonight"] },
  { level: "soon", yes: [], no: ["leaves-alone"] },
];

/** Without these nobody can say that it can wait. */
const LEADING: readonly RiskFactor[] = ["threatened", "place-known", "locked-in", "safe-tonight"];

export type Suggestion = {
  urgency: Urgency;
  /** The answers that led to it, in the order of the questions' rules. */
  because: Said[];
  /** For *unknown*: what would have to be asked before anybody can say that it can wait. */
  ask: RiskFactor[];
};

const holds = ({ yes, no = [], unless }: Rule, answers: RiskAnswers): boolean =>
  yes.every((factor) => answers[factor] === "yes") &&
  no.every((factor) => answers[factor] === "no") &&
  (unless === undefined || answers[unless] !== "yes");

const saidBy = ({ yes, no = [] }: Rule): Said[] => [
  ...yes.map((factor): Said => ({ factor, answer: "yes" })),
  ...no.map((factor): Said => ({ factor, answer: "no" })),
];

export const suggestUrgency = (answers: RiskAnswers): Suggestion => {
  for (const level of ["now", "soon"] as const) {
    const held = RULES.filter((rule) => rule.level === level && holds(rule, answers));
    const because = new Map(held.flatMap(saidBy).map((said) => [said.factor, said]));
    if (because.size > 0) return { urgency: level, because: [...because.values()], ask: [] };
  }
  const ask = LEADING.filter((factor) => (answers[factor] ?? "not-known") === "not-known");
  if (ask.length > 0) return { urgency: "unknown", because: [], ask };
  return { urgency: "later", because: [{ factor: "safe-tonight", answer: "yes" }], ask: [] };
};
