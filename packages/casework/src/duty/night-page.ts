/**
 * Whom the server calls when somebody orders a first move at night: those who may review it, read the case, and are on duty
 * or stand by. At once, and again when the twelve hours are over and nobody has. [P11]
 */
import { MINUTE } from "../day.ts";
import type { DutyState } from "../fold/duty.ts";
import type { OnePerson } from "../fold/same-person.ts";
import type { MemberId, StreamId } from "../ids.ts";
import type { Outside } from "../outside.ts";
import { REVIEW_WITHIN } from "../rule/decision.ts";
import { mayApprove } from "../rule/right.ts";

export type Page = { afterMinutes: number; member: MemberId }[];

/** As many as an alarm's ladder takes, half of them for each call. */
const MOST = 8;

/** Everybody who could be the second of the two: they hold the case, their role may approve, and they are not `by` under another account. */
export const reviewersOf = (
  contact: StreamId,
  { members, readers }: Outside,
  by: MemberId,
  one: OnePerson,
): MemberId[] => {
  const holds = new Set((readers.get(contact) ?? []).map(({ member }) => member));
  return members
    .filter(({ id, role, standing }) => !one(by, id) && standing === "active" && mayApprove(role) && holds.has(id))
    .map(({ id }) => id);
};

export const nightPage = (
  { shifts, bells }: Pick<DutyState, "shifts" | "bells">,
  contact: StreamId,
  outside: Outside,
  by: MemberId,
  at: number,
  one: OnePerson,
): Page => {
  const onDuty = (member: MemberId, then: number): boolean =>
    [...shifts.values()].some((shift) => shift.member === member && shift.from <= then && then < shift.until);
  const callable = (then: number) =>
    reviewersOf(contact, outside, by, one)
      .filter((member) => bells.has(member) && (bells.get(member)?.standBy === true || onDuty(member, then)))
      .toSorted((a, b) => Number(onDuty(b, then)) - Number(onDuty(a, then)))
      .slice(0, MOST);
  return [
    ...callable(at).map((member) => ({ afterMinutes: 0, member })),
    ...callable(at + REVIEW_WITHIN).map((member) => ({ afterMinutes: REVIEW_WITHIN / MINUTE, member })),
  ];
};
