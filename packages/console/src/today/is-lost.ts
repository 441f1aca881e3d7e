import { type CaseView, needsResponse } from "@fairlead/casework";

/**
 * Whether nothing of what is to be done at this status is in the plan: no clock runs for them. What was done when they were
 * lost before is over, and what was dropped was done by nobody.
 */
export const isUnplanned = ({ status, plan, closed }: Pick<CaseView, "status" | "plan" | "closed">): boolean => {
  if (status === null || closed !== null || !needsResponse(status.status)) return false;
  // Where it was agreed with them that nothing is done, nothing is missing.
  if (plan.responses.some((one) => one.status === status.status && one.tasks.length === 0)) return false;
  return ![...plan.open, ...plan.closed].some(
    ({ from, closed: over }) =>
      from?.kind === "status" &&
      from.of === status.status &&
      (over === null || (over.how === "done" && over.at >= status.at)),
  );
};

/** … of this member's own: it would come back to nobody else. */
export const isLost = (one: Pick<CaseView, "status" | "plan" | "closed" | "owner" | "standIn">): boolean =>
  (one.owner.me || one.standIn?.me === true) && isUnplanned(one);
