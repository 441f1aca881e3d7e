/** Whom an expected sign of life calls: of those who are in when it is set, and as things stand afterwards. */

import type { MemberId } from "./ids.ts";
import type { ArmCheckIn } from "./operation.ts";

/**
 * For each rung who is called: the one it names, or in place of somebody who is out the case's owner, and then the stand-in,
 * as far as they are not called already. null: nobody is left. [P7]
 */
export const calledBy = (
  ladder: ArmCheckIn["ladder"],
  { owner, standIn }: { owner: MemberId | null; standIn: MemberId | null },
  isOut: (member: MemberId) => boolean,
): (MemberId | null)[] => {
  const named = new Set(ladder.map(({ member }) => member));
  const left = [...new Set([owner, standIn])].flatMap((one) =>
    one === null || named.has(one) || isOut(one) ? [] : [one],
  );
  return ladder.map(({ member }) => (isOut(member) ? (left.shift() ?? null) : member));
};

/**
 * A ladder that is being set: of people who are in. Whoever is out is passed over, and whoever comes after them is called as
 * early as they would have been; then the case's owner and stand-in, if they are not named. Where none of them is left,
 * whoever sets it: a rung that rings nowhere helps nobody. [P7]
 */
export const ladderOfThoseIn = <Rung extends Pick<ArmCheckIn["ladder"][number], "afterMinutes" | "member">>(
  ladder: readonly Rung[],
  { owner, standIn }: { owner: MemberId | null; standIn: MemberId | null },
  by: MemberId,
  isOut: (member: MemberId) => boolean,
): Pick<Rung, "afterMinutes" | "member">[] => {
  const named = ladder.map(({ member }) => member);
  if (!named.some(isOut)) return ladder.map(({ afterMinutes, member }) => ({ afterMinutes, member }));
  const left = [...new Set([...named, owner, standIn])].filter((one): one is MemberId => one !== null && !isOut(one));
  const called = left.length === 0 ? [by] : left;
  return ladder.flatMap(({ afterMinutes }, index) => {
    const member = called[index];
    return member === undefined ? [] : [{ afterMinutes, member }];
  });
};
