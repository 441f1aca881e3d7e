import { type CaseView, needsResponse, type PartyStatusView, whomOf } from "@fairlead/casework";

type Of = Pick<CaseView, "statuses" | "plan" | "closed" | "persons">;

/**
 * Whether nothing of what is to be done at this status is in the plan: no clock runs for them. What was done when they were
 * lost before is over, what was dropped was done by nobody, and what is done for one who is held is not done for another.
 */
export const isUnplanned = (one: Of, said: PartyStatusView): boolean => {
  const { plan, closed } = one;
  if (closed !== null || !needsResponse(said.status)) return false;
  // Where it was agreed with them that nothing is done, nothing is missing.
  if (plan.responses.some(({ status, tasks }) => status === said.status && tasks.length === 0)) return false;
  return ![...plan.open, ...plan.closed].some(
    ({ from, closed: over }) =>
      from?.kind === "status" &&
      from.of === said.status &&
      (from.whom === undefined || whomOf(one, said.whom).every((person) => from.whom?.includes(person))) &&
      (over === null || (over.how === "done" && over.at >= said.at)),
  );
};

/** Of one's own cases each status of which nobody is reminded: it would come back to nobody else. */
export const lostIn = <C extends Of & Pick<CaseView, "owner" | "standIn">>(
  cases: readonly C[],
): { one: C; said: PartyStatusView }[] =>
  cases
    .filter(({ owner, standIn }) => owner.me || standIn?.me === true)
    .flatMap((one) => one.statuses.filter((said) => isUnplanned(one, said)).map((said) => ({ one, said })));
