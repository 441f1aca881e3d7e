import type { Hash, MemberId } from "../ids.ts";
import type { RefuseSigning } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import type { Place } from "./place.ts";

/** What another had asked for and somebody let go, and why. Nothing of it is ever taken off. */
export type RefusedSigning = Omit<RefuseSigning, "op"> & { by: MemberId; at: number };
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
