/** Who knows whom by what they wrote to the team: two words that one gave the other, or old words that somebody goes on with. [VO1] */
import { lettersOf } from "../case-letters.ts";
import { type CaseState, intakeOf, type State } from "../fold/state.ts";
import type { MailboxId } from "../ids.ts";
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
  const ties: Tie[] = [];
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
