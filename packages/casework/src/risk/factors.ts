/**
 * The questions of a risk assessment. Each is answered *yes*, *no* or *not known*; why it counts stands beside it on the
 * screen. What follows from the answers is a table too ({@link ./suggest.ts}), so that nobody has to believe a number.
 */
import { HOUR } from "../day.ts";
import type { RiskAnswer, Urgency } from "../words.ts";

/** In the order in which they are asked: what can kill tonight first, what protects last. */
export const RISK_FACTORS = [
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
  "leaves-alone",
  "safe-tonight",
  "someone-near",
] as const;
/**
 * threatened in the last 72 hours · those who threaten know where the person is · locked in, or guarded · a weapon in the
 * house or with them · violence before · others of the circle taken · telephone searched or taken · report or accusation
 * filed · papers taken · a minor · health that cannot wait · can leave the house alone · a safe place tonight · somebody
 * near who knows and helps
 */
export type RiskFactor = (typeof RISK_FACTORS)[number];

/** A *yes* to one of these protects. */
const PROTECTING: ReadonlySet<RiskFactor> = new Set(["leaves-alone", "safe-tonight", "someone-near"]);
export const protects = (factor: RiskFactor): boolean => PROTECTING.has(factor);

export type RiskAnswers = Readonly<Partial<Record<RiskFactor, RiskAnswer>>>;

/** How long an assessment holds, by how urgent the case is now. Nobody knowing is looked at as often as *now*. */
export const ASSESSMENT_HOLDS: Readonly<Record<Urgency, number>> = {
  now: 12 * HOUR,
  unknown: 12 * HOUR,
  soon: 3 * 24 * HOUR,
  later: 14 * 24 * HOUR,
};

const isFactor = (factor: string): factor is RiskFactor => RISK_FACTORS.some((known) => known === factor);

/** The answers to the questions that this version asks. */
export const answersIn = (answered: readonly { factor: string; answer: RiskAnswer }[]): RiskAnswers =>
  Object.fromEntries(answered.flatMap(({ factor, answer }) => (isFactor(factor) ? [[factor, answer]] : [])));
