/**
 * What is told of an operation to whoever begins to read after it: that it was said, by whom and when, never the words.
 * Everybody else compares with no more than that either, once somebody was let in: see {@link forgetWords}. [CO2]
 */
import type { ChecklistPoint, Operation, SafetyPlan } from "../operation.ts";
import type { Written } from "./over.ts";

/** Stands where words stood that are not for whoever begins to read: not empty, so that the rules still hold. */
export const LEFT_OUT = "…";

const shortened = (text: string): string => (text === "" ? "" : LEFT_OUT);

/** Which questions had an answer, so that what was given to the caller can still be said to have been given. */
const planWithoutWords = (plan: SafetyPlan): SafetyPlan =>
  Object.fromEntries(Object.entries(plan).map(([question, text]) => [question, shortened(text)])) as SafetyPlan;

/** @param keep tasks that are still to be done: told in their words, for it may be the newcomer who does them */
export const withoutWords = (operation: Operation, keep: ReadonlySet<string> = new Set()): Operation => {
  switch (operation.op) {
    case "addTask":
      return keep.has(operation.task) ? operation : { ...operation, text: LEFT_OUT };
    case "moveTask":
    case "dropTask":
    case "reopenTask":
      return { ...operation, reason: LEFT_OUT };
    case "doTask":
      return { ...operation, note: shortened(operation.note) };
    case "propose":
      return { ...operation, text: LEFT_OUT, checklist: operation.checklist.flatMap(withoutWhy) };
    case "decide":
    case "withdrawProposal":
    case "reopenCase":
    case "keepCase":
    case "freezeMailbox":
    case "thawMailbox":
    case "moveStage":
    case "setCaseUrgency":
      return { ...operation, reason: shortened(operation.reason) };
    case "writeJourney":
      return { ...operation, why: shortened(operation.why) };
    case "tellStep":
      return { ...operation, words: shortened(operation.words) };
    case "endJourney":
      return { ...operation, note: shortened(operation.note) };
    case "writeApplication":
      return { ...operation, why: shortened(operation.why), note: shortened(operation.note) };
    case "moveApplication":
      return { ...operation, note: shortened(operation.note) };
    case "writeArrival":
      return { ...operation, lines: operation.lines.map((one) => ({ ...one, note: shortened(one.note) })) };
    case "lookBack":
    case "keepJourney":
      return { ...operation, worked: shortened(operation.worked), change: shortened(operation.change) };
    case "writeMoney":
      return {
        ...operation,
        words: shortened(operation.words),
        receipt: shortened(operation.receipt),
        note: shortened(operation.note),
        reason: shortened(operation.reason),
      };
    case "strikeMoney":
    case "cancelJourney":
    case "withdrawUse":
    case "withdrawMark":
    case "withdrawService":
    case "withdrawThreat":
    case "trustOpening":
      return { ...operation, reason: LEFT_OUT };
    case "releaseTicket":
      return { ...operation, reason: shortened(operation.reason) };
    case "recordUse":
    case "seekShelter":
    case "takeStep":
      return { ...operation, note: shortened(operation.note) };
    case "markCompromised":
      return { ...operation, source: LEFT_OUT, note: "" };
    case "confirmMark":
      return { ...operation, source: LEFT_OUT };
    // That something stands there, in which version; or what is written over it would stand for some and not for others.
    case "setFact":
      return { ...operation, value: operation.value === null ? null : { kind: "left-out" } };
    // That there is one, so that it can still be taken out; not what is on it.
    case "addPhoto":
      return { ...operation, paper: shortened(operation.paper), picture: null };
    case "removePhoto":
      return { ...operation, reason: LEFT_OUT };
    case "safetyPlan":
      return {
        ...operation,
        plan: operation.plan && planWithoutWords(operation.plan),
        reason: shortened(operation.reason),
      };
    case "recordVerification":
      return {
        ...operation,
        statement: LEFT_OUT,
        source: LEFT_OUT,
        corroboration: shortened(operation.corroboration),
        ...(operation.against === undefined ? {} : { against: shortened(operation.against) }),
      };
    case "giveService":
      return { ...operation, text: LEFT_OUT };
    case "refer":
      // To whom stands in the consent too, and must be the same there.
      return {
        ...operation,
        to: operation.rests === undefined ? LEFT_OUT : operation.to,
        purpose: LEFT_OUT,
        consent: LEFT_OUT,
      };
    case "recordRisk":
      return operation.otherwise ? { ...operation, otherwise: LEFT_OUT } : operation;
    case "linkMailbox":
      return { ...operation, why: shortened(operation.why) };
    case "giveConsent":
      return { ...operation, words: LEFT_OUT };
    case "withdrawConsent":
      return { ...operation, why: LEFT_OUT };
    case "noReferral":
      return { ...operation, reason: LEFT_OUT };
    case "answerReferral":
    case "stopReferral":
    case "askDestruction":
    case "acknowledgeCheckIn":
    case "closeCheckIn":
    case "closeCase":
    case "setStatus":
      return { ...operation, note: shortened(operation.note) };
    default:
      return operation;
  }
};

/**
 * Whoever is let in from now on is given no words of before. Were the others to go on comparing with them, a stale edit in
 * the very words that stand would count for them and be refused for the newcomer: so from there on nobody compares.
 */
export const forgetWords = (written: Map<string, Written>): void => {
  for (const [field, one] of written) written.set(field, { ...one, operation: withoutWords(one.operation) });
};

/** What the case answered itself stays, or the go would not stand for whoever reads from now on. */
const withoutWhy = ({ point, met, why }: ChecklistPoint): ChecklistPoint[] =>
  point === undefined ? [] : [{ text: LEFT_OUT, met, point, ...(why === undefined ? {} : { why: shortened(why) }) }];
