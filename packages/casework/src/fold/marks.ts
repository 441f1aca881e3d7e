import type { MarkId, MemberId } from "../ids.ts";
import type { ConfirmMark, MarkCompromised, TakeStep, WithdrawMark } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import type { Place } from "./place.ts";

type Said = { by: MemberId; at: number };

/** One word that something is compromised. Nothing is ever taken off the record: a false alarm says so. */
export type MarkRecord = Omit<MarkCompromised, "op"> &
  Said & { confirmed: (Said & { source: string }) | null; withdrawn: (Said & { reason: string }) | null };

export type StepRecord = Omit<TakeStep, "op"> & Said;

/** Marks of one compartment, and what became of the steps that are recorded there. */
export type Marks = { marks: ReadonlyMap<MarkId, MarkRecord>; steps: readonly StepRecord[] };

export const noMarks = (): Marks => ({ marks: new Map(), steps: [] });

export type MarkOperation = MarkCompromised | ConfirmMark | WithdrawMark | TakeStep;
const OF_MARKS = new Set<string>(["markCompromised", "confirmMark", "withdrawMark", "takeStep"]);
export const isOfMarks = <O extends { op: string }>(operation: O): operation is Extract<O, MarkOperation> =>
  OF_MARKS.has(operation.op);

/** @returns the marks with it, or why not. A step may belong to a mark that stands in another compartment. */
export const foldMarks = (
  { marks, steps }: Marks,
  operation: MarkOperation,
  { by, at }: Pick<Place, "by" | "at">,
): Marks | Refusal => {
  if (operation.op === "takeStep") {
    const { op: _, ...step } = operation;
    if (step.taken === "handed" && step.to === null) return { kind: "incomplete", field: "member" };
    if (step.taken === "not-needed" && step.note.trim() === "") return { kind: "incomplete", field: "reason" };
    return { marks, steps: [...steps, { ...step, by, at }] };
  }
  const known = marks.get(operation.mark);
  if (operation.op === "markCompromised") {
    if (known) return { kind: "already-kept" };
    if (operation.source.trim() === "") return { kind: "incomplete", field: "source" };
    const { op: _, ...said } = operation;
    return { marks: new Map(marks).set(said.mark, { ...said, by, at, confirmed: null, withdrawn: null }), steps };
  }
  if (!known) return { kind: "no-such-mark" };
  if (known.withdrawn) return { kind: "already-decided" };
  if (operation.op === "withdrawMark") {
    if (operation.reason.trim() === "") return { kind: "incomplete", field: "reason" };
    const withdrawn = { by, at, reason: operation.reason };
    return { marks: new Map(marks).set(known.mark, { ...known, withdrawn }), steps };
  }
  if (known.confirmed) return { kind: "already-decided" };
  if (operation.source.trim() === "") return { kind: "incomplete", field: "source" };
  const confirmed = { by, at, source: operation.source };
  return { marks: new Map(marks).set(known.mark, { ...known, confirmed }), steps };
};
