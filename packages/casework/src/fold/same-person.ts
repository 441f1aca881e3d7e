import type { MemberId } from "../ids.ts";
import type { SamePerson } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import type { Place } from "./place.ts";

/** What was last said of two accounts; `times`: how often. */
export type SaidSame = Omit<SamePerson, "op" | "over"> & { by: MemberId; at: number; times: number };
export type SamePeople = ReadonlyMap<string, SaidSame>;

/** Whether two accounts are one person. Of an account and itself, always. */
export type OnePerson = (a: MemberId, b: MemberId) => boolean;

const pairOf = ({ member, other }: Pick<SamePerson, "member" | "other">): string => [member, other].toSorted().join();

/** @param terms whether nobody may unsay it of their own accounts: the one person of whom it was said would be two again by their own word */
export const foldSamePerson = (
  said: SamePeople,
  operation: SamePerson,
  { by, at }: Place,
  terms: boolean,
): SamePeople | Refusal => {
  const { member, other, same, reason, over } = operation;
  if (member === other) return { kind: "incomplete", field: "other" };
  if (reason.trim() === "") return { kind: "incomplete", field: "reason" };
  const one = onePersonBy(said);
  if (terms && !same && (one(by, member) || one(by, other))) return { kind: "own-accounts" };
  const known = said.get(pairOf(operation));
  if (over !== (known?.times ?? 0)) return { kind: "written-meanwhile", by: known?.by ?? by, at: known?.at ?? at };
  return new Map(said).set(pairOf(operation), { member, other, same, reason, by, at, times: over + 1 });
};

/** Who is one with the second is one with the third: whoever was enrolled anew twice is still one person. */
export const onePersonBy = (said: SamePeople): OnePerson => {
  const groups = new Map<MemberId, Set<MemberId>>();
  for (const { member, other, same } of said.values()) {
    if (!same) continue;
    const group = new Set([member, other, ...(groups.get(member) ?? []), ...(groups.get(other) ?? [])]);
    for (const one of group) groups.set(one, group);
  }
  return (a, b) => a === b || groups.get(a)?.has(b) === true;
};
