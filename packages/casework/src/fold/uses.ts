import type { MemberId, UseId } from "../ids.ts";
import type { RecordUse, WithdrawUse } from "../operation.ts";
import type { ChangedField, Refusal } from "../refusal.ts";
import { writtenMeanwhile } from "./meanwhile.ts";
import type { Place } from "./place.ts";

/** One use that a party made of a thing. A withdrawn one keeps its version, and is shown as what it was. */
export type UseRecord = Omit<RecordUse, "op" | "over"> & {
  /** Who said first that it takes these beds, and when: the register must have heard of them then. */
  held: { by: MemberId; at: number } | null;
  version: number;
  /** ms at which it was first written down. */
  first: number;
  by: MemberId;
  at: number;
  withdrawn: { by: MemberId; at: number; reason: string } | null;
};

export type Uses = ReadonlyMap<UseId, UseRecord>;

export type UseOperation = RecordUse | WithdrawUse;
export const isOfUses = <O extends { op: string }>(operation: O): operation is Extract<O, UseOperation> =>
  operation.op === "recordUse" || operation.op === "withdrawUse";

/** @returns the uses with it, or why not: whoever writes over a version that they had not seen is shown it first. */
export const foldUses = (uses: Uses, operation: UseOperation, { by, at }: Pick<Place, "by" | "at">): Uses | Refusal => {
  const known = uses.get(operation.use);
  if (known && known.version !== operation.over)
    return writtenMeanwhile(known, operation.op === "recordUse" ? changesIn(known, operation) : []);
  if (operation.op === "withdrawUse") {
    if (!known || known.withdrawn) return { kind: "no-such-use" };
    if (operation.reason.trim() === "") return { kind: "incomplete", field: "reason" };
    const withdrawn = { by, at, reason: operation.reason };
    return new Map(uses).set(known.use, { ...known, version: known.version + 1, withdrawn });
  }
  const { op: _, over, ...said } = operation;
  if (!known && over !== 0) return { kind: "no-such-use" };
  // Another thing is another use: rewriting it would unsay where they were.
  if (known && (known.thing !== said.thing || known.as !== said.as)) return { kind: "incomplete", field: "thing" };
  if (said.until !== null && said.until < said.from) return { kind: "incomplete", field: "until" };
  const hold = known?.hold ?? said.hold;
  // Beds that are another stay's are not this one's to give back.
  if (said.hold !== undefined && said.hold !== hold) return { kind: "incomplete", field: "thing" };
  if (hold !== undefined && [...uses.values()].some((one) => one.hold === hold && one.use !== said.use))
    return { kind: "incomplete", field: "thing" };
  return new Map(uses).set(said.use, {
    ...said,
    ...(hold === undefined ? {} : { hold }),
    held: known?.held ?? (hold === undefined ? null : { by, at }),
    version: (known?.version ?? 0) + 1,
    first: known?.first ?? at,
    by,
    at,
    withdrawn: null,
  });
};

const changesIn = (known: UseRecord, said: RecordUse): ChangedField[] =>
  (["from", "until", "note"] as const).map((field) => ({ field, theirs: known[field], ours: said[field] }));
