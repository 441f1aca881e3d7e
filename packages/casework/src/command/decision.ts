import type { DecisionRecord } from "../fold/decision.ts";
import { type CaseState, caseOf, type State } from "../fold/state.ts";
import { type CaseId, type MailboxId, NO_MAILBOX } from "../ids.ts";
import type { CallAgain, Decide, HaveRead, Operation, Propose, WithdrawProposal } from "../operation.ts";
import type { Outcome } from "../refusal.ts";
import { signThatCalls } from "../rule/check-in.ts";
import { isEarly, isRefusedOrder, standingOrders } from "../rule/decision.ts";
import { standingGo } from "../rule/stage.ts";
import { attempt, type Hand } from "./attempt.ts";
import { begunConsentTerms } from "./consent.ts";
import { begunClocks } from "./go-terms.ts";
import { approvePruneRefusal } from "./prune.ts";

type Body<O> = Omit<O, "op">;

const onSpine = (state: State, id: CaseId, operations: Operation[], hand: Hand): Outcome => {
  const known: CaseState | null = caseOf(state, id);
  if (!known) return { kind: "no-such-case" };
  return attempt(state, hand, [{ stream: known.contactStream, operations }]);
};

/** Why there is no safety plan and no referral, where there is none: said in the same commit as the proposal. */
export type WhyNone = { noSafetyPlan?: string | undefined; noReferral?: string | undefined };

export const whyNone = (mailbox: MailboxId, { noSafetyPlan, noReferral }: WhyNone): Operation[] => [
  ...(noSafetyPlan === undefined ? [] : [{ op: "safetyPlan" as const, mailbox, plan: null, reason: noSafetyPlan }]),
  ...(noReferral === undefined ? [] : [{ op: "noReferral" as const, mailbox, reason: noReferral }]),
];

/** Written by a console that fills the sheet from the case. From then on every go of that case is to say as much. */
const answersItself = ({ checklist }: Pick<Propose, "checklist">): boolean =>
  checklist.some(({ point }) => point !== undefined);

/** … and from then on nobody is moved over their own no. */
const learnNo = (state: State, id: CaseId): Operation[] => {
  const known = caseOf(state, id);
  return known === null ? [] : begunConsentTerms(known.contact);
};

/** The one by another road, after the first was refused. */
const again = (state: State, id: CaseId, { about }: Pick<Propose, "about">): { again?: true } => {
  const known = about === "night-move" ? caseOf(state, id) : null;
  return known && standingOrders(known.contact).some(isRefusedOrder) ? { again: true } : {};
};

/**
 * Nobody is driven by an order that was refused: what was given on it is held in the same append. What a go by two carries as
 * well goes on.
 */
const heldBy = (
  known: CaseState,
  made: DecisionRecord | undefined,
  { verdict }: Body<Decide>,
  at: number,
): Operation[] =>
  made?.about === "night-move" &&
  verdict === "refuse" &&
  known.contact.closed === null &&
  (isEarly(known.contact) || known.contact.stage === "declined" || known.contact.stage === "withdrawn") &&
  standingGo(known.contact, at, null) === null
    ? [{ op: "holdTickets", why: "no-go", journey: null }]
    : [];

/** Ask for a decision. A night move (`about: "night-move"`) stands at once and is reviewed afterwards [P11]. */
export const propose = (state: State, id: CaseId, intent: Body<Propose> & WhyNone, hand: Hand): Outcome => {
  const { noSafetyPlan, noReferral, ...proposal } = intent;
  const known = caseOf(state, id);
  // Here, and not in the fold: sheets of before rest on what rang nobody, and stand.
  if (known && intent.about === "go" && namesSign(intent) && signThatCalls(known.contact, hand.at) === null)
    return { kind: "incomplete", field: "checklist" };
  const mailbox = known?.contact.mailboxes.at(-1) ?? NO_MAILBOX;
  // A case opened before that was the rule learns of it here.
  const first: Operation[] =
    intent.about === "decline"
      ? [{ op: "declineTerms", ends: true }, ...whyNone(mailbox, { noSafetyPlan, noReferral })]
      : intent.about === "go"
        ? [
            {
              op: "goTerms",
              each: true,
              road: true,
              clocks: true,
              looks: true,
              ...(answersItself(intent) ? { sheet: true } : {}),
            },
          ]
        : [];
  const moves = intent.about === "go" || intent.about === "night-move" ? learnNo(state, id) : [];
  return onSpine(state, id, [...moves, ...first, { op: "propose", ...proposal, ...again(state, id, intent) }], hand);
};

const afterClosing = (state: State, id: CaseId, made: DecisionRecord | undefined): { closed?: true } =>
  made?.about === "night-move" && caseOf(state, id)?.contact.closed ? { closed: true } : {};

const namesSign = ({ checklist }: Pick<Propose, "checklist">): boolean =>
  checklist.some(({ point, met }) => point === "check-in" && met);

/** Its sheet names a sign of life of which none is to come any more: closed since, or missed, and its alarm rings. */
const restsOnSilence = ({ contact }: CaseState, made: DecisionRecord, at: number): boolean =>
  namesSign(made) && signThatCalls(contact, at) === null;

/** Approve or refuse, with a reason. `own-proposal` for whoever proposed it, in any role [P11]. */
export const decide = (state: State, id: CaseId, intent: Body<Decide>, hand: Hand): Outcome => {
  const known = caseOf(state, id);
  const made = known?.contact.decisions.find(({ decision }) => decision === intent.decision);
  if (known && made?.about === "go" && intent.verdict === "approve" && restsOnSilence(known, made, hand.at))
    return { kind: "sign-not-expected" };
  const first: Operation[] =
    known && made?.about === "go" && intent.verdict === "approve"
      ? [...begunConsentTerms(known.contact), ...begunClocks(known.contact)]
      : [];
  const held = known ? heldBy(known, made, intent, hand.at) : [];
  const said: Operation = { op: "decide", ...intent, ...afterClosing(state, id, made) };
  const outcome = onSpine(state, id, [...first, said, ...held], hand);
  if (outcome.kind !== "operations" || known === null || made?.about !== "prune" || intent.verdict !== "approve")
    return outcome;
  return approvePruneRefusal(state, known, made, hand.at) ?? outcome;
};

/** See {@link CallAgain}: asked by a client's round, not by a person. */
export const callAgain = (state: State, id: CaseId, intent: Body<CallAgain>, hand: Hand): Outcome =>
  onSpine(
    state,
    id,
    [
      {
        op: "callAgain",
        ...intent,
        ...afterClosing(
          state,
          id,
          caseOf(state, id)?.contact.decisions.find(({ decision }) => decision === intent.decision),
        ),
      },
    ],
    hand,
  );

/** See {@link HaveRead}. */
export const haveRead = (state: State, id: CaseId, intent: Body<HaveRead>, hand: Hand): Outcome =>
  onSpine(state, id, [{ op: "haveRead", ...intent }], hand);

export const withdrawProposal = (state: State, id: CaseId, intent: Body<WithdrawProposal>, hand: Hand): Outcome =>
  onSpine(state, id, [{ op: "withdrawProposal", ...intent }], hand);
