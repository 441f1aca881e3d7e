import {
  type CaseId,
  type MoneyId,
  type MoneyIntent,
  type StrikeMoney,
  strikeMoney,
  type UseId,
  type WriteMoney,
  writeMoney,
} from "@fairlead/casework";
import { toHex } from "@fairlead/protocol";
import type { Workings } from "./actions.ts";
import { partToBegin } from "./begun-part.ts";
import type { Outcome } from "./hand.ts";

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

/** What a journey costs, and in whose hand its money is. */
export function makeMoneyActions({ held, appender, run }: Pick<Workings, "held" | "appender" | "run">): MoneyActions {
  const freshId = () => toHex(held.effects.random(16));

  return {
    writeMoney: (theCase, { journey, is, purpose, amount, currency, when, thing, words, member, means, ...rest }) =>
      run(async () => {
        const line = freshId() as MoneyId;
        const { receipt, note, instead, reason } = rest;
        const intent: MoneyIntent = {
          ...{ line, journey, is, purpose, amount, currency, when, thing, words, member, means },
          ...{ receipt, note, instead, reason },
          useIds: [freshId() as UseId, freshId() as UseId],
        };
        const part = partToBegin(held, theCase);
        const written = await appender.write((hand) => {
          const outcome = writeMoney(held.state, theCase, intent, hand, part.stream);
          return outcome.kind === "operations" ? { kind: "draft", writes: part.begun(outcome.writes) } : outcome;
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
