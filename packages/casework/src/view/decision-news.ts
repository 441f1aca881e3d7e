import { DAY } from "../day.ts";
import type { ContactState } from "../fold/contact.ts";
import type { DecisionRecord } from "../fold/decision.ts";
import type { Outside } from "../outside.ts";
import { mayApprove } from "../rule/right.ts";
import { standingGo } from "../rule/stage.ts";
import type { DecisionNews, DecisionState } from "../view.ts";
import { myRole } from "./person.ts";

/** So long what became of a proposal is news to whoever has not read it. A refused order is for as long as it stands there. */
const NEWS_FOR = 30 * DAY;

/** What of a case would be decided anew, where it came to nothing. */
const ANEW: Partial<Record<DecisionRecord["about"], readonly DecisionRecord["about"][]>> = {
  go: ["go", "no-go", "decline"],
  "night-move": ["night-move", "go"],
};

/** What became of it, whoever looks: from when on that can be known, and after which entry. */
const become = (contact: ContactState, made: DecisionRecord, state: DecisionState, now: number) => {
  const { verdict } = made;
  if (state === "refused" && verdict) return { news: "refused" as const, since: verdict.at, after: verdict.order };
  if (state === "expired") return { news: "expired" as const, since: made.expires, after: made.order };
  if (made.about !== "go" || state !== "approved" || !verdict || made.spent || made.journey !== undefined) return null;
  if (made.expires < now) return { news: "unused" as const, since: made.expires, after: verdict.order };
  // One that another takes the place of opens nothing.
  return standingGo(contact, now, null)?.decision === made.decision
    ? { news: "open" as const, since: verdict.at, after: verdict.order }
    : null;
};

/**
 * What whoever looks has not read of what became of it: its proposer, who carries the case, and who was its second, or could
 * have been. Nobody is told what they said themselves. Null: nothing, or it was proposed anew, or the case has gone on.
 *
 * @param made with the verdict that counts
 */
export const newsOf = (
  contact: ContactState,
  made: DecisionRecord,
  state: DecisionState,
  outside: Outside,
): DecisionNews | null => {
  const { me, now } = outside;
  const what = become(contact, made, state, now);
  if (what === null) return null;
  const isOrder = made.about === "night-move";
  const isOver = contact.closed !== null || contact.stage === "declined" || contact.stage === "withdrawn";
  if (!isOrder && (isOver || now > what.since + NEWS_FOR)) return null;
  const again = ANEW[made.about] ?? [made.about];
  const { decisions } = contact;
  if (decisions.some((one) => one.order > made.order && one.withdrawn === null && again.includes(one.about)))
    return null;
  const isMine = made.by === me || contact.owner === me || contact.standIn === me;
  const role = myRole(outside);
  const couldSecond = made.about === "go" && what.news === "expired" && role !== null && mayApprove(role);
  const wasSecond = what.news !== "refused" && made.verdict?.by === me;
  if (!(isMine || couldSecond || wasSecond) || (what.news === "refused" && made.verdict?.by === me)) return null;
  // What was read while it could still be used says nothing of how it ended.
  const isRead = made.read?.some(
    ({ by, order, at }) => by === me && order > what.after && (what.news === "open" || at >= what.since),
  );
  return isRead === true ? null : what.news;
};
