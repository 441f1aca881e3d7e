/**
 * Nobody is the second person of their own, through a second account neither. [P11] Which accounts are one person stands
 * in the commons; the fold of another compartment cannot look there, so it is asked here, before anything is written,
 * and by every view.
 */
import type { DecisionRecord } from "../fold/decision.ts";
import type { OnePerson } from "../fold/same-person.ts";
import type { Content } from "../fold/stream.ts";
import type { MemberId } from "../ids.ts";
import type { Operation } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import { decisionFor } from "./stage.ts";

/** Approved, and both signatures are one person's. */
export const isVoid = ({ by, verdict }: Pick<DecisionRecord, "by" | "verdict">, one: OnePerson): boolean =>
  verdict?.verdict === "approve" && verdict.by !== by && one(by, verdict.by);

const refused = (first: MemberId | undefined, second: MemberId, one: OnePerson): Refusal | null =>
  first !== undefined && first !== second && one(first, second) ? { kind: "one-person", other: first } : null;

const restsOnOne = (decision: DecisionRecord | null | undefined, one: OnePerson): Refusal | null =>
  decision?.verdict && isVoid(decision, one) ? { kind: "one-person", other: decision.by } : null;

/** Why these words would rest on one person's two signatures, or null. */
export const onePersonRefusal = (
  content: Content,
  operation: Operation,
  { by, at }: { by: MemberId; at: number },
  one: OnePerson,
): Refusal | null => {
  if (content.is === "contact") {
    const { contact } = content;
    const known = (decision: string) => contact.decisions.find((made) => made.decision === decision);
    if (operation.op === "decide") return refused(known(operation.decision)?.by, by, one);
    if (operation.op === "exported") return restsOnOne(known(operation.decision), one);
    if (operation.op === "moveStage")
      return restsOnOne(decisionFor(contact, operation.to, at, operation.decision), one);
  }
  if (content.is === "intake" && operation.op === "decideDecline") {
    const declines = content.intake.threads.get(operation.mailbox)?.declines ?? [];
    return refused(declines.find(({ decision }) => decision === operation.decision)?.by, by, one);
  }
  if (content.is === "intake" && operation.op === "confirmKnown")
    return refused(content.intake.known.get(operation.known)?.by, by, one);
  if (content.is === "figures" && operation.op === "reviewFigures")
    return refused(content.figures.releases.find(({ release }) => release === operation.release)?.by, by, one);
  return null;
};
