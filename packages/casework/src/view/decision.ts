import type { DecisionRecord } from "../fold/contact.ts";
import type { CaseState } from "../fold/state.ts";
import type { Outside } from "../outside.ts";
import { decideRefusal, REVIEW_WITHIN } from "../rule/decision.ts";
import { mayApprove } from "../rule/right.ts";
import { standingGo } from "../rule/stage.ts";
import type { DecisionState, DecisionView } from "../view.ts";
import { myRole, type Names } from "./person.ts";
import { spineEvents } from "./timeline.ts";

const stateOf = (decision: DecisionRecord, now: number): DecisionState => {
  if (decision.withdrawn) return "withdrawn";
  if (decision.verdict) return decision.verdict.verdict === "approve" ? "approved" : "refused";
  if (decision.about === "night-move") return "ordered";
  return decision.expires < now ? "expired" : "waiting";
};

const mineOf = (decision: DecisionRecord, state: DecisionState, outside: Outside): DecisionView["mine"] => {
  if (state !== "waiting" && state !== "ordered") return "not-waiting";
  if (decision.by === outside.me) return "own-proposal";
  const role = myRole(outside);
  if (role === null || !mayApprove(role)) return "not-your-role";
  return decideRefusal(decision, outside.me, role, outside.now) === null ? "may-decide" : "not-waiting";
};

/** By when it must be decided: a night move by its review, the rest before they run out. */
const decideBy = (decision: Pick<DecisionRecord, "about" | "at" | "expires">): number =>
  decision.about === "night-move" ? decision.at + REVIEW_WITHIN : decision.expires;

/** Proposals of one case, newest first. */
export const decisionViews = (known: CaseState, outside: Outside, names: Names): DecisionView[] => {
  const spine = known.contact;
  const events = spineEvents(spine, names);
  return spine.decisions.toReversed().map((decision) => {
    const state = stateOf(decision, outside.now);
    const { verdict } = decision;
    const opensTheWay = standingGo(spine, outside.now, decision.decision)?.decision === decision.decision;
    return {
      decision: decision.decision,
      case: known.case,
      alias: spine.opened?.alias ?? "",
      about: decision.about,
      text: decision.text,
      checklist: decision.checklist,
      proposedBy: names(decision.by),
      at: decision.at,
      expires: decideBy(decision),
      state,
      spent: decision.spent || (decision.about === "go" && state === "approved" && !opensTheWay),
      verdict: verdict && { by: names(verdict.by), at: verdict.at, verdict: verdict.verdict, reason: verdict.reason },
      mine: mineOf(decision, state, outside),
      changedSince: events
        .filter((event) => event.order > decision.order && event.order < (verdict?.order ?? Number.POSITIVE_INFINITY))
        .map(({ order: _, ...event }) => event),
    };
  });
};
