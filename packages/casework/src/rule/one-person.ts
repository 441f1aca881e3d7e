/**
 * Nobody is the second person of their own, through a second account neither. [P11] Which accounts are one person stands
 * in the commons; the fold of another compartment cannot look there, so it is asked here, before anything is written,
 * and by every view.
 */
import type { ContactState } from "../fold/contact.ts";
import { type DecisionRecord, isCalled, type Verdict } from "../fold/decision.ts";
import { confirmationsOf } from "../fold/known.ts";
import { isOfMarks, type MarkRecord, type StepRecord } from "../fold/marks.ts";
import { casesOf, resourcesOf, type State } from "../fold/state.ts";
import type { Content } from "../fold/stream.ts";
import type { JourneyId, MarkId, MemberId } from "../ids.ts";
import type { Operation } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import { isOfTickets } from "../ticket/fold.ts";
import type { Stage } from "../words.ts";
import { isRefusedOrder, REVIEW_WITHIN, verdictsOf } from "./decision.ts";
import { type Office, type OnePerson, samePersonRefusal } from "./same-person.ts";
import { decisionFor, gosAhead, goUsedBy } from "./stage.ts";
import { journeyOf, opens } from "./ticket.ts";

/** Approved, and both signatures are one person's. */
export const isVoid = ({ by, verdict }: Pick<DecisionRecord, "by" | "verdict">, one: OnePerson): boolean =>
  verdict?.verdict === "approve" && verdict.by !== by && one(by, verdict.by);

/** The first word by somebody else; null: whatever was said was said by the author under another account. */
export const byAnother = <S extends { by: MemberId }>(
  author: MemberId,
  words: readonly S[],
  one: OnePerson,
): S | null => words.find(({ by }) => !one(author, by)) ?? null;

/** Asked for again once it is said that whoever reviewed it is the one who ordered it. */
const isReviewed = (made: DecisionRecord, one: OnePerson): boolean =>
  made.about === "night-move" && byAnother(made.by, verdictsOf(made), one) !== null;

/**
 * Night moves that wait for their review, and for which nobody has been called: nobody could be when they were ordered, or every
 * review of theirs turned out to be the orderer's own.
 */
export const waitingUncalled = (decisions: readonly DecisionRecord[], one: OnePerson): DecisionRecord[] =>
  decisions.filter(
    (made) =>
      made.about === "night-move" &&
      made.withdrawn === null &&
      !isCalled(made) &&
      byAnother(made.by, verdictsOf(made), one) === null,
  );

/**
 * Refused by another, and its orderer was not called about that yet, nor has read it: for as long as a review would be waited for.
 */
export const refusedUncalled = (
  decisions: readonly DecisionRecord[],
  one: OnePerson,
  at: number,
): { made: DecisionRecord; said: Verdict }[] =>
  decisions.flatMap((made) => {
    if (!isRefusedOrder(made) || made.withdrawn !== null || isCalled(made)) return [];
    const said = byAnother(made.by, verdictsOf(made), one);
    if (said?.verdict !== "refuse" || at > said.at + REVIEW_WITHIN) return [];
    const isRead = made.read?.some(({ by, order }) => order > said.order && one(made.by, by)) ?? false;
    return isRead ? [] : [{ made, said }];
  });

const refused = (first: MemberId | undefined, second: MemberId, one: OnePerson): Refusal | null =>
  first !== undefined && first !== second && one(first, second) ? { kind: "one-person", other: first } : null;

const restsOnOne = (decision: DecisionRecord | null | undefined, one: OnePerson): Refusal | null =>
  decision?.verdict && isVoid(decision, one) ? { kind: "one-person", other: decision.by } : null;

/** Why nobody is told to set out on this: all that it could rest on is one person's. A valid one is not hidden by another that is not. */
export const goRefusal = (contact: ContactState, at: number, journey: JourneyId, one: OnePerson): Refusal | null => {
  const gos = gosAhead(contact, at, journey);
  return gos.every((go) => isVoid(go, one)) ? restsOnOne(gos.at(-1), one) : null;
};

/** What a move to `to` rests on: where nobody names it, the newest that two people have signed; where there is none such, the newest. */
export const moveRestsOn = (contact: ContactState, to: Stage, at: number, one: OnePerson): DecisionRecord | null => {
  const newest = decisionFor(contact, to, at, null);
  if (newest === null || !isVoid(newest, one)) return newest;
  const holds = ({ decision }: DecisionRecord) => decisionFor(contact, to, at, decision)?.decision === decision;
  return contact.decisions.findLast((made) => !isVoid(made, one) && holds(made)) ?? newest;
};

/** Whether these are the words of the member who is marked, under whichever account. */
const isOfMarked = ({ of }: Pick<MarkRecord, "of">, by: MemberId, one: OnePerson): boolean =>
  of.kind === "member" && one(of.member, by);

/** A mark without what counts for nothing: called off by the one who is marked, confirmed by the one who marked. */
export const asItStands = (mark: MarkRecord, one: OnePerson): MarkRecord => {
  const { confirmed, withdrawn, by } = mark;
  const isOff = withdrawn !== null && !isOfMarked(mark, withdrawn.by, one);
  const isSure = confirmed !== null && !one(by, confirmed.by);
  return { ...mark, confirmed: isSure ? confirmed : null, withdrawn: isOff ? withdrawn : null };
};

/** Whether a word about what became of a step counts: that of whoever is marked does not. */
export const counts = (mark: Pick<MarkRecord, "of">, { by }: Pick<StepRecord, "by">, one: OnePerson): boolean =>
  !isOfMarked(mark, by, one);

/** A step stands in a case's compartment, and its mark in the register: the fold of the one cannot look into the other. */
export const markedRefusal = (state: State, id: MarkId, by: MemberId, one: OnePerson): Refusal | null => {
  const mark = [resourcesOf(state).marked, ...casesOf(state).map(({ contact }) => contact.marked)]
    .map(({ marks }) => marks.get(id))
    .find((found) => found !== undefined);
  return mark && isOfMarked(mark, by, one) ? { kind: "marked-yourself" } : null;
};

/** Why these words would rest on one person's two signatures, or null. */
export const onePersonRefusal = (
  content: Content,
  operation: Operation,
  hand: { by: MemberId; at: number } & Office,
  one: OnePerson,
): Refusal | null => {
  const { by, at } = hand;
  if (content.is === "contact") {
    const { contact } = content;
    const known = (decision: string) => contact.decisions.find((made) => made.decision === decision);
    if (operation.op === "decide") {
      const made = known(operation.decision);
      return refused(made?.by, by, one) ?? (made && isReviewed(made, one) ? { kind: "already-decided" } : null);
    }
    if (operation.op === "exported" || operation.op === "pruneJourneys")
      return restsOnOne(known(operation.decision), one);
    if (operation.op === "moveStage" && operation.back !== true)
      return restsOnOne(decisionFor(contact, operation.to, at, operation.decision), one);
    // No stage moves with whoever goes on to another house: their go is asked for here.
    if (operation.op === "setOut") return restsOnOne(goUsedBy(contact, at, operation.journey, operation.go), one);
    const told = isOfTickets(operation) && opens(contact, operation) ? journeyOf(contact, operation) : null;
    if (told !== null) return goRefusal(contact, at, told, one);
  }
  if ((content.is === "contact" || content.is === "resources") && isOfMarks(operation)) {
    const { marks } = content.is === "contact" ? content.contact.marked : content.resources.marked;
    const mark = marks.get(operation.mark);
    if (operation.op === "confirmMark") return refused(mark?.by, by, one);
    if (operation.op === "withdrawMark" && mark && isOfMarked(mark, by, one)) return { kind: "marked-yourself" };
  }
  if (content.is === "intake" && operation.op === "decideDecline") {
    const declines = content.intake.threads.get(operation.mailbox)?.declines ?? [];
    return refused(declines.find(({ decision }) => decision === operation.decision)?.by, by, one);
  }
  if (content.is === "intake" && operation.op === "confirmKnown") {
    const said = content.intake.known.get(operation.known);
    const isConfirmed = said !== undefined && byAnother(said.by, confirmationsOf(said), one) !== null;
    return refused(said?.by, by, one) ?? (isConfirmed ? { kind: "already-decided" } : null);
  }
  if (content.is === "commons" && operation.op === "samePerson")
    return samePersonRefusal(content.commons, operation, hand);
  if (content.is === "figures" && operation.op === "reviewFigures")
    return refused(content.figures.releases.find(({ release }) => release === operation.release)?.by, by, one);
  return null;
};
