import { MINUTE } from "../day.ts";
import type { ContactState } from "../fold/contact.ts";
import type { DecisionRecord } from "../fold/decision.ts";
import type { ThreadState } from "../fold/intake.ts";
import type { CaseState } from "../fold/state.ts";
import type { Outside } from "../outside.ts";
import { endedByNo, lastNoToMoving } from "../rule/consent.ts";
import { decideRefusal, REVIEW_WITHIN, verdictsOf } from "../rule/decision.ts";
import { exportRefusal } from "../rule/export.ts";
import { byAnother, isVoid } from "../rule/one-person.ts";
import { mayApprove, mayApproveDecline } from "../rule/right.ts";
import type { OnePerson } from "../rule/same-person.ts";
import { goThatOpens } from "../rule/stage.ts";
import { threadName } from "../thread-name.ts";
import type { DecisionState, DecisionView, MessageView, TimelineEvent } from "../view.ts";
import type { Role } from "../words.ts";
import { newsOf } from "./decision-news.ts";
import { goOver, goSearchViews, goSheetViews } from "./go-search.ts";
import { flagsOf } from "./message.ts";
import { myRole, type Names } from "./person.ts";
import { provisionView } from "./provision.ts";
import { messageEvent, spineEvents } from "./timeline.ts";

/** With the verdict that counts: a night move is reviewed by the first who is not its orderer under another account. */
const asReviewed = (decision: DecisionRecord, one: OnePerson): DecisionRecord =>
  decision.about === "night-move"
    ? { ...decision, verdict: byAnother(decision.by, verdictsOf(decision), one) }
    : decision;

const stateOf = (decision: DecisionRecord, now: number, one: OnePerson): DecisionState => {
  if (decision.withdrawn) return "withdrawn";
  if (isVoid(decision, one)) return "void";
  if (decision.verdict) return decision.verdict.verdict === "approve" ? "approved" : "refused";
  if (decision.about === "night-move") return "ordered";
  return decision.expires < now ? "expired" : "waiting";
};

const mineOf = (
  decision: DecisionRecord,
  state: DecisionState,
  outside: Outside,
  may: (role: Role) => boolean,
  one: OnePerson,
): DecisionView["mine"] => {
  if (state !== "waiting" && state !== "ordered") return "not-waiting";
  if (one(decision.by, outside.me)) return "own-proposal";
  const role = myRole(outside);
  if (role === null || !may(role)) return "not-your-role";
  return decideRefusal(decision, outside.me, true, outside.now) === null ? "may-decide" : "not-waiting";
};

/** By when it must be decided: a night move by its review, the rest before they run out. */
const decideBy = (decision: Pick<DecisionRecord, "about" | "at" | "expires">): number =>
  decision.about === "night-move" ? decision.at + REVIEW_WITHIN : decision.expires;

const pagedIn = ({ paged }: DecisionRecord, { alarms }: Outside, names: Names): DecisionView["paged"] => {
  if (paged === undefined) return [];
  const rungs = alarms.find(({ alarm }) => alarm === paged.alarm)?.rungs ?? [];
  return paged.ladder.map(({ afterMinutes, member }, index) => ({
    person: names(member),
    at: paged.due + afterMinutes * MINUTE,
    told: rungs[index]?.reached ?? false,
  }));
};

/** What is the same of every decision, whatever it is about. */
const viewOf = (
  decision: DecisionRecord,
  outside: Outside,
  names: Names,
  may: (role: Role) => boolean,
  one: OnePerson,
) => {
  const state = stateOf(asReviewed(decision, one), outside.now, one);
  const { verdict } = asReviewed(decision, one);
  const own = decision.about === "night-move" ? verdictsOf(decision).find(({ by }) => one(decision.by, by)) : undefined;
  return {
    decision: decision.decision,
    about: decision.about,
    text: decision.text,
    checklist: decision.checklist,
    facts: [],
    proposedBy: names(decision.by),
    at: decision.at,
    expires: decideBy(decision),
    state,
    verdict: verdict && { by: names(verdict.by), at: verdict.at, verdict: verdict.verdict, reason: verdict.reason },
    reviewedAsAnother: own === undefined ? null : { by: names(own.by), at: own.at },
    mine: mineOf(decision, state, outside, may, one),
    late: decision.about === "night-move" && (verdict?.at ?? outside.now) > decideBy(decision),
    paged: pagedIn(decision, outside, names),
  };
};

/** What leaves, on whose word, and what was made of it. */
const exportView = (
  { decision, export: plan, expires }: DecisionRecord,
  state: DecisionState,
  { contact }: CaseState,
  { now }: Outside,
  names: Names,
): DecisionView["export"] => {
  const record = plan && contact.consent.records.get(plan.consent);
  if (!plan || !record) return null;
  const { covers, key, consent } = plan;
  const { purpose, recipient } = record;
  return {
    consent,
    purpose,
    recipient,
    covers,
    key,
    stands: state !== "void" && expires >= now && exportRefusal(contact.consent.records, plan, now) === null,
    made: contact.exports
      .filter((one) => one.decision === decision)
      .map(({ at, by, bundle, bytes, asked }) => ({
        at,
        by: names(by),
        bundle,
        bytes,
        asked: asked && { ...asked, by: names(asked.by) },
      }))
      .toReversed(),
  };
};

/** When they said no to being moved, of what that has ended: a go that nobody has set out on, an order at night. */
const saidNoSince = (
  { consent }: ContactState,
  { about, order, verdict, spent, journey }: DecisionRecord,
): number | null => {
  const isOpen = about === "night-move" || (about === "go" && !spent && journey === undefined);
  const since = about === "go" ? (verdict?.order ?? order) : order;
  // A case of before learns the rule with whatever is tried next.
  return isOpen && endedByNo({ ...consent, movedTerms: true }, since) ? (lastNoToMoving(consent)?.at ?? null) : null;
};

/** A go is over by it. An order was given, and is reviewed all the same. [P11] */
const withNo = (
  { state, mine, ...view }: ReturnType<typeof viewOf>,
  saidNo: number | null,
): ReturnType<typeof viewOf> & Pick<DecisionView, "saidNo"> =>
  saidNo !== null && view.about === "go" && (state === "waiting" || state === "approved")
    ? { ...view, saidNo, state: "ended", mine: "not-waiting" }
    : { ...view, saidNo, state, mine };

/** Of an order that waits for its review: as it is now, and none of it holds the order up. */
const searchOf = (
  known: CaseState,
  decision: DecisionRecord,
  state: DecisionState,
  now: number,
  names: Names,
): Pick<DecisionView, "search" | "searchedUntil"> => {
  if (decision.about !== "go")
    return { search: state === "ordered" ? goSearchViews(known, now, names) : [], searchedUntil: null };
  const over = goOver(decision, state, lastNoToMoving(known.contact.consent));
  return { search: goSheetViews(known, decision, over, now, names), searchedUntil: over?.at ?? null };
};

/** Proposals of one case, newest first. */
export const decisionViews = (known: CaseState, outside: Outside, names: Names, one: OnePerson): DecisionView[] => {
  const spine = known.contact;
  const events = spineEvents(spine, names);
  return spine.decisions.toReversed().map((decision) => {
    const view = withNo(viewOf(decision, outside, names, mayApprove, one), saidNoSince(spine, decision));
    const opensTheWay = goThatOpens(spine, outside.now, decision.decision) !== null;
    return {
      ...view,
      case: known.case,
      mailbox: null,
      alias: spine.opened?.alias ?? "",
      outcome: null,
      ...searchOf(known, decision, view.state, outside.now, names),
      export: exportView(decision, view.state, known, outside, names),
      provision: decision.about === "decline" ? provisionView(spine.provision, names) : null,
      news: newsOf(spine, asReviewed(decision, one), view.state, outside),
      spent:
        decision.spent ||
        decision.journey !== undefined ||
        (decision.about === "go" && view.state === "approved" && !opensTheWay),
      changedSince: events
        .filter(
          (event) =>
            event.order > decision.order &&
            event.order < (asReviewed(decision, one).verdict?.order ?? Number.POSITIVE_INFINITY),
        )
        .map(({ order: _, ...event }) => event),
    };
  });
};

/** Proposals to close a thread without help, newest first. [P11] */
export const declineViews = (
  thread: ThreadState,
  messages: readonly MessageView[],
  outside: Outside,
  names: Names,
  one: OnePerson,
): DecisionView[] =>
  thread.declines.toReversed().map((decline) => {
    const view = viewOf(decline, outside, names, mayApproveDecline, one);
    const since = (at: number): boolean => at > decline.at && at < (decline.verdict?.at ?? Number.POSITIVE_INFINITY);
    return {
      ...view,
      case: null,
      mailbox: thread.mailbox,
      alias: threadName(thread.mailbox),
      outcome: decline.outcome,
      ...{ search: [], searchedUntil: null },
      export: null,
      provision: provisionView(thread.provision, names),
      spent: false,
      saidNo: null,
      news: null,
      changedSince: [
        // A letter that the proposer had not read, whatever the clock of the caller's phone says.
        ...messages
          .filter(({ seq, at }) => (seq === null ? since(at ?? 0) : seq > decline.seen))
          .flatMap((message) => messageEvent(message, flagsOf(thread.flagged))),
        ...thread.notes
          .filter(({ at }) => since(at))
          .map(({ at, by, text }): TimelineEvent => ({ at, by: names(by), what: { kind: "note", text } })),
      ].toSorted((a, b) => a.at - b.at),
    };
  });
