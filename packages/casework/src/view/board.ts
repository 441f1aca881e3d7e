import { confirmationsOf, type Judgement, type KnownRecord } from "../fold/known.ts";
import { casesWhere, intakeOf, type State } from "../fold/state.ts";
import type { CaseId } from "../ids.ts";
import type { MatchedWith } from "../operation.ts";
import type { Outside } from "../outside.ts";
import { byAnother } from "../rule/one-person.ts";
import { mayWrite } from "../rule/right.ts";
import { type OnePerson, onePersonIn } from "../rule/same-person.ts";
import type { BoardView, JudgementView, KnownView, VerificationLine, VerificationView } from "../view.ts";
import { myRole, type Names, namesIn } from "./person.ts";

const knownView = (record: KnownRecord, outside: Outside, names: Names, one: OnePerson): KnownView => {
  const { by, confirmed: first, withdrawn, further: _, ...said } = record;
  // One person's word twice is one person's word, also where that became known later. [P11]
  const confirmed = byAnother(by, confirmationsOf(record), one);
  const own = confirmed === null ? first : null;
  const role = myRole(outside);
  const waits = role !== null && mayWrite(role, "confirmKnown") && confirmed === null && withdrawn === null;
  const mine = one(by, outside.me);
  return {
    ...said,
    by: names(by),
    confirmed: confirmed && { ...confirmed, by: names(confirmed.by) },
    confirmedAsAnother: own && { ...own, by: names(own.by) },
    withdrawn: withdrawn && { ...withdrawn, by: names(withdrawn.by) },
    mayConfirm: waits && !mine,
    wroteAsAnother: waits && mine && by !== outside.me,
  };
};

const judgementViews = (judgements: readonly Judgement[], of: CaseId | null, names: Names): JudgementView[] =>
  judgements.flatMap(({ mailbox, other, by, ...said }) => {
    const here: MatchedWith | null =
      mailbox !== null ? { kind: "thread", mailbox } : of === null ? null : { kind: "case", case: of };
    return here === null ? [] : [{ here, there: other, ...said, by: names(by) }];
  });

const casesJudged = casesWhere(({ threat }) => (threat?.judgements.length ?? 0) > 0);

/** Whom the organisation should recognise (those still doubted by nobody first), and what was said of matches. */
export const boardView = (state: State, outside: Outside): BoardView => {
  const names = namesIn(state, outside);
  const intake = intakeOf(state);
  const one = onePersonIn(state, outside);
  return {
    known: [...intake.known.values()]
      .map((record) => knownView(record, outside, names, one))
      .toSorted((a, b) => Number(a.withdrawn !== null) - Number(b.withdrawn !== null) || b.at - a.at),
    judgements: [
      ...judgementViews(intake.judgements, null, names),
      ...casesJudged(state).flatMap(({ case: id, threat }) => judgementViews(threat?.judgements ?? [], id, names)),
    ].toSorted((a, b) => a.at - b.at),
  };
};

/**
 * One line for each statement: what is thought of it now, and what was thought before, newest first. A statement that
 * was written without a name stands for itself.
 *
 * @param said oldest first
 */
export const verificationLines = (
  said: readonly (VerificationView & { line: string | null })[],
): VerificationLine[] => {
  const lines = new Map<string, VerificationLine>();
  for (const [index, { line, ...now }] of said.entries()) {
    const key = line ?? `alone ${index}`;
    const before = lines.get(key);
    const { line: _, earlier = [], ...last } = before ?? { line: key, earlier: [] as VerificationView[] };
    lines.delete(key);
    lines.set(key, { line: key, ...now, earlier: before ? [last as VerificationView, ...earlier] : [] });
  }
  return [...lines.values()].toReversed();
};
