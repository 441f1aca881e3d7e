import { caseOf, casesOf, type State, streamOf } from "../fold/state.ts";
import type { CaseId, MemberId, StreamId } from "../ids.ts";
import type { NetworkOperation } from "../network/operation.ts";
import type { ConfirmMark, MarkCompromised, RetireThing, TakeStep, WithdrawMark, WriteThing } from "../operation.ts";
import type { Outcome } from "../refusal.ts";
import { markedRefusal } from "../rule/one-person.ts";
import { onePersonIn } from "../rule/same-person.ts";
import { attempt, type Hand, notHeld } from "./attempt.ts";

/** Into the register of what stays and journeys rest on, or the network. */
export const writeResources = (
  state: State,
  operation: WriteThing | RetireThing | MarkCompromised | NetworkOperation,
  hand: Hand,
): Outcome => {
  const stream = streamOf(state, "resources");
  return stream ? attempt(state, hand, [{ stream, operations: [operation] }]) : notHeld("resources");
};

/**
 * Something is compromised. The party of a case, or its mailbox, is marked in that case and nowhere else; anything else
 * in the resources, which name no case.
 */
export const markCompromised = (state: State, operation: MarkCompromised, hand: Hand): Outcome => {
  const { of } = operation;
  const id =
    of.kind === "case"
      ? of.case
      : of.kind === "mailbox"
        ? casesOf(state).find(({ contact }) => contact.mailboxes.includes(of.mailbox))?.case
        : undefined;
  const known = id === undefined ? null : caseOf(state, id);
  if (known) return attempt(state, hand, [{ stream: known.contactStream, operations: [operation] }]);
  return of.kind === "case" ? { kind: "no-such-case" } : writeResources(state, operation, hand);
};

/** Where this mark stands. */
const streamOfMark = (state: State, mark: MarkCompromised["mark"]): StreamId | null => {
  for (const { stream, content } of state.streams.values()) {
    const marked =
      content.is === "resources" ? content.resources.marked : content.is === "contact" ? content.contact.marked : null;
    if (marked?.marks.has(mark)) return stream;
  }
  return null;
};

/** A second source; or that it was a false alarm. */
export const judgeMark = (state: State, operation: ConfirmMark | WithdrawMark, hand: Hand): Outcome => {
  const stream = streamOfMark(state, operation.mark);
  return stream ? attempt(state, hand, [{ stream, operations: [operation] }]) : { kind: "no-such-mark" };
};

/**
 * What became of a step: of one that concerns a case in that case, of any other beside its mark. Nobody is handed what they
 * could not see. @param reads who reads which compartment, as whoever hands it knows
 */
export const takeStep = (
  state: State,
  about: CaseId | null,
  operation: TakeStep,
  hand: Hand,
  reads: (stream: StreamId, member: MemberId) => boolean,
): Outcome => {
  const known = about === null ? null : caseOf(state, about);
  if (about !== null && known === null) return { kind: "no-such-case" };
  const refused = markedRefusal(state, operation.mark, hand.by, onePersonIn(state, hand));
  if (refused) return refused;
  const stream = known?.contactStream ?? streamOfMark(state, operation.mark);
  const { taken, to } = operation;
  if (stream && taken === "handed" && to !== null && !reads(stream, to)) return { kind: "does-not-read", member: to };
  return stream ? attempt(state, hand, [{ stream, operations: [operation] }]) : { kind: "no-such-mark" };
};
