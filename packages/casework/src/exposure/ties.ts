/**
 * Who knows whom by what they wrote to the team: two words that one gave the other, or old words that somebody goes on with; and
 * who is one person, as a member has judged. [VO1]
 */
import { lettersOf } from "../case-letters.ts";
import type { Judgement } from "../fold/known.ts";
import { type CaseState, intakeOf, type State } from "../fold/state.ts";
import type { MailboxId } from "../ids.ts";
import { subjectKey } from "../matching/subject.ts";
import type { MatchedWith } from "../operation.ts";
import type { Outside } from "../outside.ts";
import { giversIn, giversOf } from "../vouching.ts";
import type { Node, Tie } from "./graph.ts";

type Where = {
  state: State;
  outside: Pick<Outside, "threads">;
  cases: readonly CaseState[];
  byMailbox: ReadonlyMap<MailboxId, CaseState>;
};

/** The thread of a mailbox, or the case that has it. */
export const nodeOfMailbox = (mailbox: MailboxId, byMailbox: Where["byMailbox"]): Node => {
  const held = byMailbox.get(mailbox);
  return held ? { kind: "case", case: held.case } : { kind: "thread", mailbox };
};

export const tiesIn = ({ state, outside, cases, byMailbox }: Where): Tie[] => {
  const intake = intakeOf(state);
  const ties = judgedSame(intake.judgements, cases, byMailbox);
  const tie = (one: Node, giver: MailboxId, how: Tie["how"]): void => {
    ties.push({ one, other: nodeOfMailbox(giver, byMailbox), how });
  };
  for (const { mailbox, claimsToContinue } of intake.threads.values())
    if (claimsToContinue !== null)
      tie(nodeOfMailbox(mailbox, byMailbox), claimsToContinue, { kind: "claims-to-continue" });
  const givers = giversIn(intake);
  // In most organisations nobody is: no letter of ten thousand is looked at for it.
  if (givers.size === 0) return ties;
  for (const one of cases) {
    const letters = lettersOf(one.contact, outside.threads).map(({ row }) => row.letter);
    for (const giver of giversOf(letters, givers))
      tie({ kind: "case", case: one.case }, giver, { kind: "vouched-for" });
  }
  for (const { mailbox, rows } of outside.threads) {
    if (byMailbox.has(mailbox)) continue;
    const letters = rows.map(({ letter }) => letter);
    for (const giver of giversOf(letters, givers)) tie({ kind: "thread", mailbox }, giver, { kind: "vouched-for" });
  }
  return ties;
};

/** By what was said last of each two. Two who are the same as somebody on the list are one. */
const judgedSame = (
  ofThreads: readonly Judgement[],
  cases: readonly CaseState[],
  byMailbox: Where["byMailbox"],
): Tie[] => {
  const inCases = cases.flatMap(({ case: id, threat }) =>
    (threat?.judgements ?? []).map((said) => ({ ...said, here: { kind: "case" as const, case: id } })),
  );
  const inIntake = ofThreads.flatMap((said) =>
    said.mailbox === null ? [] : [{ ...said, here: { kind: "thread" as const, mailbox: said.mailbox } }],
  );
  if (inCases.length + inIntake.length === 0) return [];
  const held = new Set(cases.map((one) => one.case));
  const nodeOf = (subject: MatchedWith): Node | null => {
    if (subject.kind === "thread") return nodeOfMailbox(subject.mailbox, byMailbox);
    return subject.kind === "case" && held.has(subject.case) ? subject : null;
  };
  const last = new Map(
    [...inIntake, ...inCases]
      .toSorted((a, b) => a.at - b.at)
      .map((said) => [[said.here, said.other].map(subjectKey).toSorted().join(" "), said]),
  );
  const ties: Tie[] = [];
  const listed = new Map<string, Node>();
  for (const { here, other, verdict } of last.values()) {
    const one = nodeOf(here);
    if (verdict !== "same" || one === null) continue;
    const same = other.kind === "known" ? listed.get(other.known) : nodeOf(other);
    if (same) ties.push({ one, other: same, how: { kind: "judged-same" } });
    else if (other.kind === "known") listed.set(other.known, one);
  }
  return ties;
};
