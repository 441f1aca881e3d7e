import type { Hash, MemberId } from "../ids.ts";
import type { ReadRefusal, RefuseSigning } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import type { Place } from "./place.ts";

/** What another had asked for and somebody let go, and why. Nothing of it is ever taken off. */
export type RefusedSigning = Omit<RefuseSigning, "op"> & {
  by: MemberId;
  at: number;
  /** Whoever had asked for it has read that. */
  read?: true;
};
export type RefusedSignings = ReadonlyMap<Hash, RefusedSigning>;

/** Who proposed it takes it back, and says nothing here: that is no refusal. [P11] */
export const foldRefusedSigning = (
  known: RefusedSignings,
  { op: _, ...said }: RefuseSigning,
  { by, at }: Pick<Place, "by" | "at">,
): RefusedSignings | Refusal => {
  if (said.reason.trim() === "") return { kind: "incomplete", field: "reason" };
  if (said.askedBy === by) return { kind: "own-proposal" };
  if (known.has(said.entry)) return { kind: "already-decided" };
  return new Map(known).set(said.entry, { ...said, by, at });
};

/** A line of their own *Today*: nobody takes it off for them. */
export const foldReadRefusal = (
  known: RefusedSignings,
  { entry }: Pick<ReadRefusal, "entry">,
  { by }: Pick<Place, "by">,
): RefusedSignings | Refusal => {
  const refused = known.get(entry);
  if (refused?.askedBy !== by) return { kind: "not-your-proposal" };
  return refused.read ? known : new Map(known).set(entry, { ...refused, read: true });
};
