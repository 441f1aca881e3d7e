import type { Entry } from "../entry.ts";
import { emptyStream, take } from "../fold/stream.ts";
import type { StreamId } from "../ids.ts";
import type { Checkpoint, CheckpointEntry, Compartment, Operation } from "../operation.ts";
import { readOperation } from "../read/operation.ts";

/** What still holds when someone begins to read, each of these: conclusions, no words of anybody. */
const ALL: ReadonlySet<Operation["op"]> = new Set([
  "openCase",
  "linkMailbox",
  "concludeVerification",
  "moveStage",
  "propose",
  "decide",
  "withdrawProposal",
  "exported",
  "armCheckIn",
  "acknowledgeCheckIn",
  "closeCheckIn",
  "addTask",
  "giveTask",
  "moveTask",
  "doTask",
  "dropTask",
  "reopenTask",
  "beginPart",
  "sharePart",
  "withdrawPart",
  "flagThread",
  "freezeMailbox",
  "thawMailbox",
  "closeCase",
  "reopenCase",
  "keepCase",
  "addThreat",
  "declineTerms",
  "goTerms",
  "refer",
  "answerReferral",
  // Where they are and were: whoever carries the case from now on has to see whom a raid reaches.
  "recordUse",
  "withdrawUse",
  "writeJourney",
  "cancelJourney",
  "startJourney",
  "endJourney",
  "assignLeg",
  "markCompromised",
  "confirmMark",
  "withdrawMark",
  "takeStep",
  "stopReferral",
  "consentTerms",
  "giveConsent",
  "withdrawConsent",
  // What a decision, a drill or a decline stood on as it was made, or whoever reads from now on could not take it.
  "concludeSearch",
  "setCaseUrgency",
  "setOwner",
  "safetyPlan",
  "noReferral",
]);
/** … and of these the last one. */
const LAST: ReadonlySet<Operation["op"]> = new Set([
  "setContactWindow",
  "agreeSignals",
  "setStatus",
  "recordRisk",
  "searchStatus",
  "titlePart",
  "setFact",
  "namePerson",
  "holdPart",
  // With every word: whoever answers from now on must know whom never to call.
  "agreeResponse",
]);

/** Stands where words stood that are not for whoever begins to read: not empty, so that the rules still hold. */
const LEFT_OUT = "…";

/**
 * The checkpoint from which someone reads who is given a compartment from now on: stage, status, urgency, open
 * check-ins, decisions as taken, the team; no letter, answer, note or reason. [CO2]
 *
 * @param entries all that the author has read of this compartment, in order
 */
export const checkpointOf = (compartment: Compartment, entries: readonly Entry[]): Checkpoint => {
  const said = entries[0] === undefined ? [] : entries.flatMap(counted(entries[0].stream));
  const open = openTasks(said);
  const last = new Map(said.map(({ operation }, index) => [keyOf(operation), index]));
  const kept = said.flatMap(({ operation, ...who }, index): CheckpointEntry[] => {
    const stands = ALL.has(operation.op) || (LAST.has(operation.op) && last.get(keyOf(operation)) === index);
    return stands ? [{ ...who, operation: { ...withoutWords(operation, open) } }] : [];
  });
  return { op: "checkpoint", compartment, entries: kept };
};

type Said = Omit<CheckpointEntry, "operation"> & { operation: Operation };

/**
 * What counted, one entry after the other: what the fold refused must not be said again, where it might then stand. Whoever
 * began with a checkpoint themselves says again what it said.
 */
const counted = (stream: StreamId): ((entry: Entry) => Said[]) => {
  const draft = emptyStream(stream);
  return (entry) => {
    const isFirst = draft.begun === null;
    const refusal = take(draft, entry);
    const { author, role, at, operation } = entry;
    if (refusal !== null || operation.op === "unknown") return [];
    if (operation.op !== "checkpoint") return [{ author, role, at, operation }];
    if (!isFirst) return [];
    return operation.entries.flatMap((one) => {
      const read = readOperation(one.operation);
      return read.op === "unknown" || read.op === "checkpoint" ? [] : [{ ...one, operation: read }];
    });
  };
};

/** What replaces what: one search status an accusation, one of a missing-person report. */
const keyOf = (operation: Operation): string => {
  switch (operation.op) {
    case "searchStatus":
    case "concludeSearch":
      return `${operation.op} ${operation.about}`;
    case "agreeResponse":
      return `agreeResponse ${operation.status}`;
    case "setFact":
      return `setFact ${operation.person} ${operation.fact}`;
    case "namePerson":
      return `namePerson ${operation.person}`;
    default:
      return operation.op;
  }
};

/** What is still to be done is told in its words: it may be the newcomer who does it. */
const openTasks = (said: readonly Said[]): ReadonlySet<string> => {
  const open = new Set<string>();
  for (const { operation } of said) {
    if (operation.op === "addTask" || operation.op === "reopenTask") open.add(operation.task);
    if (operation.op === "doTask" || operation.op === "dropTask") open.delete(operation.task);
  }
  return open;
};

const withoutWords = (operation: Operation, open: ReadonlySet<string>): Operation => {
  switch (operation.op) {
    case "addTask":
      return open.has(operation.task) ? operation : { ...operation, text: LEFT_OUT };
    case "moveTask":
    case "dropTask":
    case "reopenTask":
      return { ...operation, reason: LEFT_OUT };
    case "doTask":
      return { ...operation, note: operation.note === "" ? "" : LEFT_OUT };
    case "propose":
      return { ...operation, text: LEFT_OUT, checklist: [] };
    case "decide":
    case "withdrawProposal":
    case "reopenCase":
    case "keepCase":
    case "freezeMailbox":
    case "thawMailbox":
    case "moveStage":
    case "setCaseUrgency":
      return operation.reason === "" ? operation : { ...operation, reason: LEFT_OUT };
    case "writeJourney":
      return { ...operation, why: operation.why === "" ? "" : LEFT_OUT };
    case "endJourney":
      return { ...operation, note: operation.note === "" ? "" : LEFT_OUT };
    case "cancelJourney":
    case "withdrawUse":
    case "withdrawMark":
      return { ...operation, reason: LEFT_OUT };
    case "recordUse":
    case "takeStep":
      return { ...operation, note: operation.note === "" ? "" : LEFT_OUT };
    case "markCompromised":
      return { ...operation, source: LEFT_OUT, note: "" };
    case "confirmMark":
      return { ...operation, source: LEFT_OUT };
    // That something stands there, in which version; or what is written over it would stand for some and not for others.
    case "setFact":
      return { ...operation, value: operation.value === null ? null : { kind: "left-out" } };
    case "safetyPlan":
      return { ...operation, plan: null, reason: LEFT_OUT };
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
      return { ...operation, why: operation.why === "" ? "" : LEFT_OUT };
    case "giveConsent":
      return { ...operation, words: LEFT_OUT };
    case "withdrawConsent":
      return { ...operation, why: LEFT_OUT };
    case "noReferral":
      return { ...operation, reason: LEFT_OUT };
    case "answerReferral":
    case "stopReferral":
    case "acknowledgeCheckIn":
    case "closeCheckIn":
    case "closeCase":
    case "setStatus":
      return { ...operation, note: operation.note === "" ? "" : LEFT_OUT };
    default:
      return operation;
  }
};
