import {
  type CaseId,
  caseOf,
  type MoneyId,
  type MoneyIntent,
  type State,
  type StrikeMoney,
  strikeMoney,
  type UseId,
  type WriteMoney,
  writeMoney,
} from "@fairlead/casework";
import { type MemberId, toHex } from "@fairlead/protocol";
import type { Workings } from "./actions.ts";
import type { Outcome } from "./hand.ts";
import { beginPart } from "./sharing.ts";

export type MoneySaid = Omit<WriteMoney, "op" | "line" | "uses">;

export interface MoneyActions {
  /**
   * One line of a journey's ledger. Caseworkers and coordinators. The first of a case begins the part in which it stands, for
   * this member, the owner and the stand-in alone. `instead`: it strikes that line out; `changed-meanwhile` where a colleague
   * has done so already.
   */
  writeMoney(theCase: CaseId, said: MoneySaid): Promise<Outcome<{ line: MoneyId }>>;
  strikeMoney(theCase: CaseId, said: Omit<StrikeMoney, "op">): Promise<Outcome>;
}

const carriers = (state: State, theCase: CaseId): MemberId[] => {
  const spine = caseOf(state, theCase)?.contact;
  return [spine?.owner, spine?.standIn].filter((id): id is MemberId => id != null);
};

/** What a journey costs, and in whose hand its money is. */
export function makeMoneyActions({ held, appender, run }: Pick<Workings, "held" | "appender" | "run">): MoneyActions {
  const freshId = () => toHex(held.effects.random(16));

  /** Two who begin at once: whoever came second goes on in the first one's part, if they hold it. */
  const begun = async (theCase: CaseId): Promise<Exclude<Outcome, { kind: "done" }> | null> => {
    if (caseOf(held.state, theCase)?.contact.begun.some(({ part }) => part === "money") !== false) return null;
    const isActive = (id: MemberId) => held.roster.members.get(id)?.standing === "active";
    const members = carriers(held.state, theCase).filter(isActive);
    const part = await beginPart(held, appender, theCase, { part: "money", title: "", members });
    return part.kind === "done" || part.kind === "already-open" ? null : part;
  };

  return {
    writeMoney: (theCase, { journey, is, purpose, amount, currency, when, thing, words, member, means, ...rest }) =>
      run(async () => {
        const refused = await begun(theCase);
        if (refused !== null) return refused;
        const line = freshId() as MoneyId;
        const { receipt, note, instead, reason } = rest;
        const intent: MoneyIntent = {
          ...{ line, journey, is, purpose, amount, currency, when, thing, words, member, means },
          ...{ receipt, note, instead, reason },
          useIds: [freshId() as UseId, freshId() as UseId],
        };
        const written = await appender.write((hand) => {
          const outcome = writeMoney(held.state, theCase, intent, hand);
          return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
        });
        return written.kind === "done" ? { kind: "done", line } : written;
      }),
    strikeMoney: (theCase, { line, reason }) =>
      run(() =>
        appender.write((hand) => {
          const outcome = strikeMoney(held.state, theCase, { line, reason }, hand);
          return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
        }),
      ),
  };
}
