import { caseOf, type State } from "../fold/state.ts";
import type { CaseId, MailboxId } from "../ids.ts";
import { isOver } from "../journey/fold.ts";
import type { TellStep } from "../journey/operation.ts";
import type { Answer } from "../operation.ts";
import type { Outcome } from "../refusal.ts";
import { attempt, type Hand, notHeld } from "./attempt.ts";
import { journeysOf, keptJourneysOf, setsOut } from "./journey.ts";

/** As it was told: read out, or as an answer in this mailbox. */
export type StepTelling = Omit<TellStep, "op" | "message">;

/**
 * A party is told its next step, in one append: that it was told stands with the journey, the words themselves among the
 * case's answers. It asks for what setting out asks for: whoever is told where to be sets out. What was told of
 * the same journey in that mailbox before, or of one that is over, goes in the same moment.
 *
 * @param answer null: nothing is written into their mailbox
 * @param aloud it was read out to them, and the answer tells of no step: it takes the place of what lies there, which they
 * would read beside what they were told
 */
export const tellStep = (
  state: State,
  id: CaseId,
  telling: StepTelling,
  answer: Omit<Answer, "op" | "instead"> | null,
  hand: Hand,
  aloud: boolean = answer === null,
): Outcome => {
  const known = caseOf(state, id);
  if (!known) return { kind: "no-such-case" };
  const stream = known.parts.find(({ part }) => part === "journey")?.stream;
  if (stream === undefined) return notHeld("journey");
  if (known.contact.closed) return { kind: "case-closed" };
  const refusal = setsOut(state, known, telling.journey, hand);
  if (refusal) return refusal;
  const told = { op: "tellStep" as const, ...telling, message: aloud ? null : (answer?.message ?? null) };
  if (answer === null) return attempt(state, hand, [{ stream, operations: [told] }]);
  const { mailbox } = answer;
  if (known.contact.freezes.get(mailbox)?.at(-1)?.to === null) return { kind: "mailbox-frozen" };
  // Two who travel apart may share a mailbox: what one of them is told does not take the other's meeting out of it.
  const past = journeysOf(state, known).filter((one) => one.journey === telling.journey || isOver(one));
  const steps = [
    ...past.flatMap(({ told }) => told.map(({ message }) => message)),
    ...keptJourneysOf(state, known).flatMap((one) => one.steps),
  ];
  // What took the place of a step that is over may be another journey's step, which is still true.
  const others = journeysOf(state, known)
    .filter((one) => !past.includes(one))
    .flatMap(({ told }) => told.map(({ message }) => message));
  const instead = lastTold(known.contact.answers, mailbox, steps, new Set(others));
  // It answers no letter of theirs.
  const kept = aloud ? { ...answer, seen: 0 } : answer;
  return attempt(state, hand, [
    { stream, operations: [told] },
    { stream: known.contactStream, operations: [{ op: "answer", ...kept, ...(instead && { instead }) }] },
  ]);
};

/**
 * The newest that may still lie in this mailbox; *do not set out*, said in a step's place, would be read beside the next.
 *
 * @param others steps of journeys that go on beside this one: they stay, and what took their place is theirs
 */
const lastTold = (
  answers: readonly Pick<Answer, "mailbox" | "message" | "instead">[],
  mailbox: MailboxId,
  told: readonly (string | null)[],
  others: ReadonlySet<string | null>,
): string | null => {
  const steps = new Set(told);
  for (const { message, instead } of answers)
    if (instead && steps.has(instead) && !others.has(message)) steps.add(message);
  const replaced = new Set(answers.map(({ instead }) => instead));
  const lies = answers.findLast(
    (one) => one.mailbox === mailbox && steps.has(one.message) && !replaced.has(one.message),
  );
  return lies?.message ?? null;
};
