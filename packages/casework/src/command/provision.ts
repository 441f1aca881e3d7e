import type { ProvisionOperation } from "../fold/provision.ts";
import { caseOf, type State, streamOf } from "../fold/state.ts";
import type { CaseId, MailboxId } from "../ids.ts";
import type { AnswerThread, ConsentTerms } from "../operation.ts";
import type { Outcome } from "../refusal.ts";
import { attempt, type Hand, notHeld } from "./attempt.ts";
import { writeToCase } from "./case.ts";
import { begunConsentTerms } from "./consent.ts";
import { answerThread } from "./intake.ts";

/** Whose plan it is: of a thread that is no case, or of a case's party. */
export type ProvisionPlace = { mailbox: MailboxId; case: CaseId | null };

type WithoutMailbox<O> = O extends ProvisionOperation ? Omit<O, "mailbox"> : never;

/** A plan, a referral, its answer, or why there is none: with whoever cannot be moved, in thread or case. */
export const writeProvision = (
  state: State,
  { mailbox, case: id }: ProvisionPlace,
  said: WithoutMailbox<ProvisionOperation>,
  hand: Hand,
): Outcome => {
  const operation = { ...said, mailbox } as ProvisionOperation;
  if (id !== null) return writeToCase(state, id, [...begunTerms(state, id, operation), operation], hand);
  const stream = streamOf(state, "intake");
  return stream ? attempt(state, hand, [{ stream, operations: [operation] }]) : notHeld("intake");
};

const begunTerms = (state: State, id: CaseId, { op }: ProvisionOperation): ConsentTerms[] => {
  const known = caseOf(state, id);
  return op === "refer" && known?.contact.consent.terms === false ? begunConsentTerms(known.contact) : [];
};

/**
 * The plan goes to the caller as an answer, and it is kept that it did. Asked before anything is sealed, as an answer is:
 * a message that is not sealed yet is empty.
 */
export const givePlan = (
  state: State,
  { mailbox, case: id }: ProvisionPlace,
  answers: readonly Omit<AnswerThread, "op">[],
  hand: Hand,
): Outcome => {
  const bodies = answers.map((body, index) => ({ ...body, message: body.message || `unsealed ${index}` }));
  const given = { op: "safetyPlanGiven" as const, mailbox, message: bodies[0]?.message ?? "" };
  if (id !== null)
    return writeToCase(state, id, [...bodies.map((body) => ({ op: "answer" as const, ...body })), given], hand);
  for (const body of bodies) {
    const asked = answerThread(state, body, hand);
    if (asked.kind !== "operations") return asked;
  }
  const stream = streamOf(state, "intake");
  const kept = bodies.map((body) => ({ op: "answerThread" as const, ...body }));
  return stream ? attempt(state, hand, [{ stream, operations: [...kept, given] }]) : notHeld("intake");
};
