import type { KnownId, MemberId } from "../ids.ts";
import type { AddKnown, ConfirmKnown, JudgeMatch, MatchedWith, WithdrawKnown } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import type { MatchVerdict } from "../words.ts";
import type { Place } from "./place.ts";

type Said = { by: MemberId; at: number; reason: string };

/** Somebody in the organisation's list. One member can put him there; only two make it more than one's word. */
export type KnownRecord = Omit<AddKnown, "op"> & {
  by: MemberId;
  at: number;
  confirmed: Said | null;
  /** After the first, each by somebody else again: that one may turn out to be the author's, under another account. */
  further?: readonly Said[];
  withdrawn: Said | null;
};

export type Judgement = {
  /** null: the case in whose threat part it stands. */
  mailbox: JudgeMatch["mailbox"];
  other: MatchedWith;
  verdict: MatchVerdict;
} & Said;

/** @returns the list with it, or why not. Nothing is ever taken off it: what was withdrawn stays, and says so. */
export const foldKnown = (
  list: ReadonlyMap<KnownId, KnownRecord>,
  operation: AddKnown | ConfirmKnown | WithdrawKnown,
  { by, at }: Pick<Place, "by" | "at">,
): ReadonlyMap<KnownId, KnownRecord> | Refusal => {
  if (operation.reason.trim() === "") return { kind: "incomplete", field: "reason" };
  const record = list.get(operation.known);
  if (operation.op === "addKnown") {
    if (record) return { kind: "already-kept" };
    if (operation.source.trim() === "") return { kind: "incomplete", field: "source" };
    if (operation.names.length + operation.identifiers.length === 0) return { kind: "incomplete", field: "names" };
    const { op: _, ...said } = operation;
    return new Map(list).set(operation.known, { ...said, by, at, confirmed: null, withdrawn: null });
  }
  if (!record) return { kind: "no-such-known" };
  if (record.withdrawn) return { kind: "already-decided" };
  const said: Said = { by, at, reason: operation.reason };
  if (operation.op === "withdrawKnown") return new Map(list).set(record.known, { ...record, withdrawn: said });
  // One person's word twice is still one person's word.
  if (record.by === by) return { kind: "own-proposal" };
  const confirmations = confirmationsOf(record);
  if (confirmations.some((one) => one.by === by)) return { kind: "already-decided" };
  const [confirmed = said, ...further] = [...confirmations, said];
  return new Map(list).set(record.known, { ...record, confirmed, ...(further.length > 0 ? { further } : {}) });
};

/** Oldest first. */
export const confirmationsOf = ({ confirmed, further = [] }: Pick<KnownRecord, "confirmed" | "further">): Said[] =>
  confirmed === null ? [] : [confirmed, ...further];

export const foldJudgement = (
  judgements: readonly Judgement[],
  { mailbox, other, verdict, reason }: JudgeMatch,
  { by, at }: Pick<Place, "by" | "at">,
): Judgement[] | Refusal =>
  reason.trim() === ""
    ? { kind: "incomplete", field: "reason" }
    : [...judgements, { mailbox, other, verdict, by, at, reason }];
