import type { DecisionId, MemberId } from "../ids.ts";
import type { AskDestruction, Exported } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import { exportRefusal } from "../rule/export.ts";
import type { ConsentState } from "./consent.ts";
import type { DecisionRecord } from "./decision.ts";
import type { Place } from "./place.ts";

type Said = { by: MemberId; at: number };

/** A sealed bundle that was made: by whom, when, what it is known by; and what was said when they were asked to destroy it. */
export type ExportRecord = Omit<Exported, "op"> &
  Said & { asked: (Said & Pick<AskDestruction, "answer" | "note">) | null };

/** @returns the exports with this one, or why it is void: not decided by two, run out, or allowed no longer. [P11] */
export const foldExported = (
  exports: readonly ExportRecord[],
  decisions: readonly DecisionRecord[],
  consent: ConsentState,
  operation: Exported,
  { by, at }: Pick<Place, "by" | "at">,
): ExportRecord[] | Refusal => {
  const known = decisions.find(({ decision }) => decision === operation.decision);
  if (known?.about !== "export") return noSuch(operation.decision);
  if (known.export === undefined || known.verdict?.verdict !== "approve") return { kind: "not-approved" };
  if (known.expires < at) return { kind: "expired", at: known.expires };
  const refusal = exportRefusal(consent.records, known.export, at);
  if (refusal) return refusal;
  const { op: _, ...record } = operation;
  return [...exports, { ...record, by, at, asked: null }];
};

export const foldAskDestruction = (
  exports: readonly ExportRecord[],
  { bundle, answer, note }: AskDestruction,
  { by, at }: Pick<Place, "by" | "at">,
): ExportRecord[] | Refusal =>
  exports.some((one) => one.bundle === bundle)
    ? exports.map((one) => (one.bundle === bundle ? { ...one, asked: { answer, note, by, at } } : one))
    : { kind: "no-such-bundle" };

const noSuch = (decision: DecisionId): Refusal => ({ kind: "no-such-decision", decision });
