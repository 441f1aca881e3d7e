import { writtenMeanwhile } from "../fold/meanwhile.ts";
import type { MemberId } from "../ids.ts";
import type { JourneyRecord } from "../journey/fold.ts";
import type { ChangedField, Refusal } from "../refusal.ts";
import type { ArrivalOperation, ArrivalSaid, LookBack, WriteArrival } from "./operation.ts";

type Said = { by: MemberId; at: number };

export type ArrivalRecord = Omit<WriteArrival, "op" | "journey" | "over"> & Said & { version: number };
export type LookedBack = Omit<LookBack, "op" | "journey" | "over"> & Said & { version: number };

/** What came of a journey; null until somebody says. */
export type Aftermath = { arrival: ArrivalRecord | null; lookedBack: LookedBack | null };

export const noAftermath: Aftermath = { arrival: null, lookedBack: null };

/** @returns the journey with it, or why not: whoever writes over a version that they had not seen is shown it first. */
export const foldArrival = (
  journey: JourneyRecord,
  operation: ArrivalOperation,
  said: Said,
): JourneyRecord | Refusal => {
  if (operation.op === "writeArrival") return arrived(journey, operation, said);
  const { worked, change, over } = operation;
  if (!journey.ended) return { kind: "journey-not-ended" };
  const { lookedBack: known } = journey;
  if (known && known.version !== over)
    return writtenMeanwhile(known, [
      { field: "worked", theirs: known.worked, ours: worked },
      { field: "change", theirs: known.change, ours: change },
    ]);
  if (worked.trim() === "" && change.trim() === "") return { kind: "incomplete", field: "worked" };
  return { ...journey, lookedBack: { worked, change, ...said, version: over + 1 } };
};

/** Only of those who came: a journey that was broken off has not arrived, whoever says so. */
const arrived = (
  journey: JourneyRecord,
  { arrivedAt, lines, oldPhone, over }: WriteArrival,
  said: Said,
): JourneyRecord | Refusal => {
  if (journey.ended?.how !== "arrived") return { kind: "journey-not-ended" };
  const { arrival: known } = journey;
  if (known && known.version !== over)
    return writtenMeanwhile(known, [
      { field: "oldPhone", theirs: known.oldPhone, ours: oldPhone },
      ...changesIn(known.lines, lines),
    ]);
  if (new Set(lines.map(({ line }) => line)).size < lines.length) return { kind: "incomplete", field: "lines" };
  const unsaid = lines.find(({ is, note }) => is === "not" && note.trim() === "");
  if (unsaid) return { kind: "incomplete", field: unsaid.line };
  return { ...journey, arrival: { arrivedAt, lines, oldPhone, ...said, version: over + 1 } };
};

const changesIn = (theirs: readonly ArrivalSaid[], ours: readonly ArrivalSaid[]): ChangedField[] => {
  const wordOf = (said: readonly ArrivalSaid[], line: string): string | null => {
    const one = said.find((each) => each.line === line);
    return one === undefined ? null : `${one.is} ${one.note}`.trim();
  };
  return [...new Set([...theirs, ...ours].map(({ line }) => line))].map((line) => ({
    field: line,
    theirs: wordOf(theirs, line),
    ours: wordOf(ours, line),
  }));
};
