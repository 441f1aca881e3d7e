import type { ContactState } from "../fold/contact.ts";
import { type CaseState, caseOf, type State } from "../fold/state.ts";
import type { CaseId } from "../ids.ts";
import type { ConsentTerms, GiveConsent, WithdrawConsent } from "../operation.ts";
import type { Outcome, Write } from "../refusal.ts";
import { mayRecordTestimony } from "../rule/consent.ts";
import { attempt, type Hand } from "./attempt.ts";

/** A case opened before that was the rule learns here that nobody is referred without a consent, and nobody moved over a no. */
export const begunConsentTerms = ({ consent }: Pick<ContactState, "consent">): ConsentTerms[] =>
  consent.terms && consent.movedTerms ? [] : [{ op: "consentTerms", moved: true }];

/**
 * Keep what the person said: yes, yes but less, or no. Where that decides whether a testimony may be written down, the
 * same append says so in the testimony itself.
 */
export const writeConsent = (
  state: State,
  id: CaseId,
  operation: GiveConsent | WithdrawConsent,
  hand: Hand,
): Outcome => {
  const known = caseOf(state, id);
  if (!known) return { kind: "no-such-case" };
  // In a closed case nobody is referred any more, nor moved; the rule has nothing to begin.
  const first = known.contact.closed ? [] : begunConsentTerms(known.contact);
  return attempt(state, hand, [
    { stream: known.contactStream, operations: [...first, operation] },
    ...holding(state, known, operation, hand),
  ]);
};

const testimonyOf = (state: State, known: CaseState) => {
  const stream = known.parts.find(({ part }) => part === "testimony")?.stream;
  const content = stream === undefined ? undefined : state.streams.get(stream)?.content;
  return stream !== undefined && content?.is === "part" ? { stream, held: content.part.held !== null } : null;
};

const holding = (state: State, known: CaseState, operation: GiveConsent | WithdrawConsent, hand: Hand): Write[] => {
  const { records } = known.contact.consent;
  const { purpose } =
    operation.op === "giveConsent" ? operation : (records.get(operation.consent) ?? { purpose: null });
  const testimony = testimonyOf(state, known);
  if (purpose !== "testimony-record" || testimony === null) return [];
  const others = new Map([...records].filter(([consent]) => consent !== operation.consent));
  const held = operation.op === "withdrawConsent" && mayRecordTestimony(others, hand.at) !== true;
  return held === testimony.held ? [] : [{ stream: testimony.stream, operations: [{ op: "holdPart", held }] }];
};

/**
 * What a testimony still has to be told: whoever recorded the word may not hold that part, and days go by. By any hand of
 * the team that holds both. Nothing to write: no writes.
 */
export const holdTestimony = (state: State, id: CaseId, hand: Hand): Outcome => {
  const known = caseOf(state, id);
  if (!known) return { kind: "no-such-case" };
  const testimony = testimonyOf(state, known);
  const may = mayRecordTestimony(known.contact.consent.records, hand.at);
  if (testimony === null || may === null || may === !testimony.held) return { kind: "operations", writes: [] };
  return attempt(state, hand, [{ stream: testimony.stream, operations: [{ op: "holdPart", held: !may }] }]);
};
