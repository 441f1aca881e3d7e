/**
 * Whom the server calls when somebody orders a first move at night: those who may review it, read the case, and are on duty
 * or stand by. At once, and again when the twelve hours are over and nobody has. [P11]
 */
import { MINUTE } from "../day.ts";
import type { DutyState } from "../fold/duty.ts";
import type { MemberId, StreamId } from "../ids.ts";
import type { Outside } from "../outside.ts";
import { REVIEW_WITHIN } from "../rule/decision.ts";
import { mayApprove } from "../rule/right.ts";
import type { OnePerson } from "../rule/same-person.ts";

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

/** So long nobody of those who could be told first has looked: then whoever else answers for the case is called too. */
const NOBODY_LOOKED = 15;

/**
 * Whom a refused order calls: whoever gave it, at once, since somebody may already be driving by it; and a quarter of an hour later
 * whoever else leads the case. Not who refused it.
 */
export const refusalPage = (
  { bells }: Pick<DutyState, "bells">,
  contact: StreamId,
  { members, readers }: Outside,
  { by, refusedBy, leading }: { by: MemberId; refusedBy: MemberId; leading: readonly (MemberId | null)[] },
  one: OnePerson,
): Page => {
  const holds = new Set((readers.get(contact) ?? []).map(({ member }) => member));
  const isIn = (member: MemberId): boolean =>
    holds.has(member) &&
    bells.has(member) &&
    !one(refusedBy, member) &&
    members.some(({ id, standing }) => id === member && standing === "active");
  const others = leading.filter((member): member is MemberId => member !== null && member !== by);
  return [
    ...[by].filter(isIn).map((member) => ({ afterMinutes: 0, member })),
    ...[...new Set([by, ...others])].filter(isIn).map((member) => ({ afterMinutes: NOBODY_LOOKED, member })),
  ];
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
