import {
  type CaseId,
  type Hand as CaseworkHand,
  type Outcome as CaseworkOutcome,
  type HoldId,
  judgeMark,
  type MarkId,
  type MemberId,
  markCompromised,
  type State,
  type StreamId,
  type ThingId,
  takeStep,
  type UseId,
  writeResources,
  writeUses,
} from "@fairlead/casework";
import { toHex } from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import type { ExposureActions, NetworkActions, Outcome } from "./hand.ts";
import { keepHandOvers } from "./hand-overs.ts";
import type { Held } from "./held.ts";
import { holdMarked } from "./marked-holders.ts";
import { atOnce } from "./ticket-actions.ts";
import { keepTickets } from "./tickets.ts";

type Workings = {
  held: Held;
  appender: Appender;
  run: <T>(work: () => Promise<Outcome<T>>) => Promise<Outcome<T>>;
};

/** The register, the network, what cases used of it, and what is compromised. */
export function makeExposureActions({ held, appender, run }: Workings): ExposureActions & NetworkActions {
  const freshId = () => toHex(held.effects.random(16));
  const freshHold = () => freshId() as HoldId;

  const write = <T extends object>(
    command: (state: State, hand: CaseworkHand) => CaseworkOutcome,
    result: T,
  ): Promise<Outcome<T>> =>
    run<T>(async () => {
      const written = await appender.write((hand) => {
        const outcome = command(held.state, hand);
        return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
      });
      return written.kind === "done" ? { ...result, kind: "done" } : written;
    });

  return {
    writeThing: ({ thing = freshId() as ThingId, kind, name, facts, over }) =>
      write((state, hand) => writeResources(state, { op: "writeThing", thing, kind, name, facts, over }, hand), {
        thing,
      }),
    retireThing: (thing, reason, over) =>
      write((state, hand) => writeResources(state, { op: "retireThing", thing, reason, over }, hand), {}),
    writeNetwork: (said) => write((state, hand) => writeResources(state, { op: "writeNetwork", ...said }, hand), {}),
    retireNetwork: (entries, reason) =>
      write((state, hand) => writeResources(state, { op: "retireNetwork", entries, reason }, hand), {}),
    questionNetwork: ({ kind, id, question }) =>
      write((state, hand) => writeResources(state, { op: "questionNetwork", kind, id, question }, hand), {}),
    recordUse: (theCase: CaseId, { use = freshId() as UseId, thing, as, from, until, with: others, note, over }) => {
      const operation = { op: "recordUse", use, thing, as, from, until, with: others, note, over } as const;
      return write((state, hand) => writeUses(state, [{ case: theCase, operation }], hand, freshHold), { use });
    },
    withdrawUse: (theCase, use, reason, over) => {
      const operation = { op: "withdrawUse", use, reason, over } as const;
      return write((state, hand) => writeUses(state, [{ case: theCase, operation }], hand, freshHold), {});
    },
    markCompromised: ({ of, since, source, certainty, note }) => {
      const mark = freshId() as MarkId;
      const operation = { op: "markCompromised", mark, of, since, source, certainty, note } as const;
      return run(async () => {
        const written = await appender.write((hand) => {
          const outcome = markCompromised(held.state, operation, hand);
          return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
        });
        if (written.kind !== "done") return written;
        // A driver who may be known waits for no round.
        await atOnce(appender, async () => {
          await holdMarked(held, appender);
          await keepTickets(held, appender);
          await keepHandOvers(held, appender);
        });
        return { kind: "done", mark };
      });
    },
    confirmMark: (mark, source) =>
      write((state, hand) => judgeMark(state, { op: "confirmMark", mark, source }, hand), {}),
    withdrawMark: (mark, reason) =>
      write((state, hand) => judgeMark(state, { op: "withdrawMark", mark, reason }, hand), {}),
    takeStep: (mark, about, { step, taken, to, note }) =>
      write((state, hand) => {
        const reads = (stream: StreamId, member: MemberId) =>
          held.compartments.get(stream)?.acceptedReaders(held.roster).has(member) ?? true;
        return takeStep(state, about, { op: "takeStep", mark, step, taken, to, note }, hand, reads);
      }, {}),
  };
}
