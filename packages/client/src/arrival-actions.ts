import {
  type ArrivalIntent,
  type CaseId,
  caseOf,
  type HoldId,
  journeysOf,
  type LookBack,
  lookBack,
  type MarkId,
  recordArrival,
  type ThingId,
  type UseId,
} from "@fairlead/casework";
import { type MailboxId, toHex } from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import { armed, type CheckInSaid } from "./arming.ts";
import type { Outcome } from "./hand.ts";
import type { Held } from "./held.ts";
import { type NewTask, newTasks } from "./plan-actions.ts";

type Sheet = Pick<ArrivalIntent, "journey" | "journeyOver" | "arrivedAt" | "lines" | "oldPhone" | "over">;

export type ArrivalSheet = Sheet & {
  /** The case goes on to safety, or abroad, with it; `people` null: all of them. Missing: the stage stays. */
  move?: { people: number | null; reason: string };
  /** Missing: as they were. */
  signals?: { mailbox: MailboxId; safe: string | null; danger: string | null };
  checkIn?: CheckInSaid;
  tasks: readonly NewTask[];
  /** Telephones of the register that were on the old phone. `mark`: who says that they may be known; null: nobody. */
  phones: readonly { thing: ThingId; over: number; reason: string; mark: string | null }[];
};

export interface ArrivalActions {
  /**
   * They are there: the journey ends, the sheet stands, the stage moves, and what the sheet arranges is arranged, all in
   * one append. Written again, the sheet is another version.
   */
  recordArrival(theCase: CaseId, sheet: ArrivalSheet): Promise<Outcome>;
  lookBack(theCase: CaseId, said: Omit<LookBack, "op">): Promise<Outcome>;
}

type Workings = {
  held: Held;
  appender: Appender;
  run: <T>(work: () => Promise<Outcome<T>>) => Promise<Outcome<T>>;
};

export function makeArrivalActions({ held, appender, run }: Workings): ArrivalActions {
  const freshId = () => toHex(held.effects.random(16));

  /** A name for each word of who was asked: what of them is recorded already, the command knows. */
  const useIds = (theCase: CaseId, { journey }: ArrivalSheet): UseId[] => {
    const known = caseOf(held.state, theCase);
    const found = known && journeysOf(held.state, known).find((one) => one.journey === journey);
    return [...(found?.assigned.keys() ?? [])].map(() => freshId() as UseId);
  };

  return {
    recordArrival: (theCase, sheet) =>
      run(async () => {
        const { journey, journeyOver, arrivedAt, lines, oldPhone, over, move, signals } = sheet;
        const checkIn = sheet.checkIn === undefined ? null : armed(held, theCase, sheet.checkIn);
        const intent: ArrivalIntent = {
          ...{ journey, journeyOver, arrivedAt, lines, oldPhone, over },
          ...(move === undefined ? {} : { move: { people: move.people, reason: move.reason, token: freshId() } }),
          ...(signals === undefined ? {} : { signals: { op: "agreeSignals", ...signals } }),
          ...(checkIn === null ? {} : { checkIn: checkIn.operation }),
          tasks: newTasks(sheet.tasks, freshId),
          phones: sheet.phones.map(({ mark, thing, over: seen, reason }) => ({
            ...{ thing, over: seen, reason },
            mark: mark === null ? null : { id: freshId() as MarkId, source: mark },
          })),
          useIds: useIds(theCase, sheet),
          freshHold: () => freshId() as HoldId,
        };
        return appender.write((hand) => {
          const outcome = recordArrival(held.state, theCase, intent, hand);
          if (outcome.kind !== "operations") return outcome;
          const spine = caseOf(held.state, theCase)?.contactStream;
          const writes = outcome.writes.map((one) =>
            checkIn !== null && one.stream === spine ? { ...one, framing: checkIn.framing } : one,
          );
          return { kind: "draft", writes };
        });
      }),
    lookBack: (theCase, { journey, worked, change, over }) =>
      run(() =>
        appender.write((hand) => {
          const outcome = lookBack(held.state, theCase, { journey, worked, change, over }, hand);
          return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
        }),
      ),
  };
}
