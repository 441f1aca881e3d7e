/** Whom an expected sign of life calls as things stand: what its ladder says was true when it was set. */

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
