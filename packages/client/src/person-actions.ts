import { type SamePerson, statePerson } from "@fairlead/casework";
import type { Workings } from "./actions.ts";
import type { Outcome } from "./hand.ts";

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
