import type { MarkId, MemberId } from "../ids.ts";
import type { ConfirmMark, MarkCompromised, TakeStep, WithdrawMark } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import type { Place } from "./place.ts";

type Said = { by: MemberId; at: number };

/** One word that something is compromised. Nothing is ever taken off the record: a false alarm says so. */
export type MarkRecord = Omit<MarkCompromised, "op"> &
  Said & { confirmed: (Said & { source: string }) | null; withdrawn: (Said & { reason: string }) | null };

export type StepRecord = Omit<TakeStep, "op"> & Said;

/** Marks of one compartment, and what became last of each step that is recorded there. */
export type Marks = { marks: Map<MarkId, MarkRecord>; steps: Map<string, StepRecord> };

export const noMarks = (): Marks => ({ marks: new Map(), steps: new Map() });
/** Once for all that is folded together: a year of steps would else be copied with each. */
export const copyMarks = ({ marks, steps }: Marks): Marks => ({ marks: new Map(marks), steps: new Map(steps) });

/**
 * Whose desk may be in other hands is not the one to say that it is not. This has no beginning: where somebody called their own
 * mark off before it was a rule, it stands again, and so does one that whoever marked had confirmed alone, as unconfirmed. A mark too
 * many is looked at and called off by a colleague in a minute; one too few hides whom a raid reaches.
 */
const isMarked = ({ of }: Pick<MarkRecord, "of">, member: MemberId): boolean =>
  of.kind === "member" && of.member === member;

export type MarkOperation = MarkCompromised | ConfirmMark | WithdrawMark | TakeStep;
const OF_MARKS = new Set<string>(["markCompromised", "confirmMark", "withdrawMark", "takeStep"]);
export const isOfMarks = <O extends { op: string }>(operation: O): operation is Extract<O, MarkOperation> =>
  OF_MARKS.has(operation.op);

/** Into a draft; a refused one changes nothing. A step may belong to a mark that stands in another compartment. */
export const foldMarks = (
  { marks, steps }: Marks,
  operation: MarkOperation,
  { by, at }: Pick<Place, "by" | "at">,
): Refusal | null => {
  const keep = (mark: MarkRecord): null => {
    marks.set(mark.mark, mark);
    return null;
  };
  if (operation.op === "takeStep") {
    const { op: _, ...step } = operation;
    if (step.taken === "handed" && step.to === null) return { kind: "incomplete", field: "member" };
    if (step.taken === "not-needed" && step.note.trim() === "") return { kind: "incomplete", field: "reason" };
    const of = marks.get(step.mark);
    if (of && isMarked(of, by)) return { kind: "marked-yourself" };
    // Handed on by somebody who did not know yet: that it has been done would be gone from every screen.
    const last = steps.get(`${step.mark} ${step.step}`);
    if (step.taken === "handed" && last && last.taken !== "handed") return { kind: "already-decided" };
    steps.set(`${step.mark} ${step.step}`, { ...step, by, at });
    return null;
  }
  const known = marks.get(operation.mark);
  if (operation.op === "markCompromised") {
    if (known) return { kind: "already-kept" };
    if (operation.source.trim() === "") return { kind: "incomplete", field: "source" };
    const { op: _, ...said } = operation;
    return keep({ ...said, by, at, confirmed: null, withdrawn: null });
  }
  if (!known) return { kind: "no-such-mark" };
  if (known.withdrawn) return { kind: "already-decided" };
  if (operation.op === "withdrawMark") {
    if (isMarked(known, by)) return { kind: "marked-yourself" };
    if (operation.reason.trim() === "") return { kind: "incomplete", field: "reason" };
    return keep({ ...known, withdrawn: { by, at, reason: operation.reason } });
  }
  if (known.by === by) return { kind: "own-mark" };
  if (known.confirmed) return { kind: "already-decided" };
  if (operation.source.trim() === "") return { kind: "incomplete", field: "source" };
  return keep({ ...known, confirmed: { by, at, source: operation.source } });
};
