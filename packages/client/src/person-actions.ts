import { beginPersonTerms, commonsOf, mayWrite, type SamePerson, statePerson } from "@fairlead/casework";
import type { Workings } from "./actions.ts";
import type { Appender } from "./append.ts";
import type { Outcome } from "./hand.ts";
import type { Held } from "./held.ts";

export interface PersonActions {
  /** Administrators: two accounts are one person's, or that was a mistake. They count as one where two must agree. [P11] */
  samePerson(said: Omit<SamePerson, "op">): Promise<Outcome>;
}

export function makePersonActions({ held, appender, run }: Pick<Workings, "held" | "appender" | "run">): PersonActions {
  return {
    samePerson: ({ member, other, same, reason, over }) =>
      run(() =>
        appender.write((hand) => {
          const outcome = statePerson(held.state, { member, other, same, reason, over }, hand);
          return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
        }),
      ),
  };
}

/**
 * Says in commons of before that nobody unsays it of their own accounts: else whoever has two of them, one an
 * administrator's, would be two people again by their own word. Part of every round. [P11]
 */
export async function demandAnotherForPersons(held: Held, appender: Appender): Promise<void> {
  const stands = () => commonsOf(held.state).personTerms;
  if (!mayWrite(held.role, "personTerms") || held.compartment("commons") === null || stands()) return;
  await appender.write((hand) => {
    const outcome = beginPersonTerms(held.state, hand);
    return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
  });
}
