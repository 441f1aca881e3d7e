import type { MemberId } from "../ids.ts";
import type { SamePerson } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import type { Place } from "./place.ts";

/** What somebody said of two accounts. `terms`: when nobody took back of their own accounts what another had said. */
export type SaidSame = Omit<SamePerson, "op" | "over"> & { by: MemberId; at: number; terms: boolean };

/** Oldest first. None is forgotten: which of them count depends on who is in office when it is asked. */
export type SamePeople = readonly SaidSame[];

type Pair = Pick<SamePerson, "member" | "other">;

export const pairOf = ({ member, other }: Pair): string => [member, other].toSorted().join();

export const saidOf = (said: SamePeople, pair: Pair): SamePeople =>
  said.filter((word) => pairOf(word) === pairOf(pair));

export const foldSamePerson = (
  said: SamePeople,
  operation: SamePerson,
  { by, at }: Place,
  terms: boolean,
): SamePeople | Refusal => {
  const { member, other, same, reason, over } = operation;
  if (member === other) return { kind: "incomplete", field: "other" };
  if (reason.trim() === "") return { kind: "incomplete", field: "reason" };
  const before = saidOf(said, operation);
  const last = before.at(-1);
  if (over !== before.length) return { kind: "written-meanwhile", by: last?.by ?? by, at: last?.at ?? at };
  return [...said, { member, other, same, reason, by, at, terms }];
};
