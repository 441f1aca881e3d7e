import {
  type AssignLeg,
  type CancelJourney,
  type CaseId,
  type EndJourney,
  type JourneyId,
  type JourneyOperation,
  type LegId,
  noteSetOut,
  type StartJourney,
  type TicketFollow,
  type WriteJourney,
  writeJourney,
} from "@fairlead/casework";
import { type AlarmId, toHex } from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import { partToBegin } from "./begun-part.ts";
import { byTheHour } from "./clocks.ts";
import type { Outcome } from "./hand.ts";
import { keepHandOvers } from "./hand-overs.ts";
import type { Held } from "./held.ts";
import { atOnce } from "./ticket-actions.ts";
import { keepTickets } from "./tickets.ts";
import { lapsedWrites, type WayCheckIn, wayWrites } from "./way-check-ins.ts";

type Said<O> = Omit<O, "op">;

export interface JourneyActions {
  /**
   * Caseworkers and coordinators. `journey` missing: a new one. The first of a case begins the part in which they stand,
   * for this member, the owner and the stand-in alone. `checkIns`: of a way that is written anew for whoever is on the road;
   * `lapsed`: those that were set for legs which it has no more, closed in the same append.
   */
  writeJourney(
    theCase: CaseId,
    said: Omit<Said<WriteJourney>, "journey"> & { journey?: JourneyId },
    tickets?: readonly TicketFollow[],
    checkIns?: readonly WayCheckIn[],
    lapsed?: readonly AlarmId[],
  ): Promise<Outcome<{ journey: JourneyId }>>;
  /** `tickets`: what becomes of its tickets, in the same step; here as above. */
  cancelJourney(theCase: CaseId, said: Said<CancelJourney>, tickets?: readonly TicketFollow[]): Promise<Outcome>;
  /**
   * Only in a case whose go stands, and not by an old look at what is searched for. Check-ins along the way are set in the
   * same append: nobody is under way whose alarms are still to be sent.
   */
  startJourney(theCase: CaseId, said: Said<StartJourney>, checkIns?: readonly WayCheckIn[]): Promise<Outcome>;
  /** For a start that the case did not take (`unopened`): they are on the road, and what setting out asks for is there by now. */
  noteSetOut(theCase: CaseId, journey: JourneyId): Promise<Outcome>;
  /** Of a journey under way, where nobody would be called at the end of a leg. */
  watchWay(theCase: CaseId, checkIns: readonly WayCheckIn[]): Promise<Outcome>;
  endJourney(theCase: CaseId, said: Said<EndJourney>): Promise<Outcome>;
  assignLeg(theCase: CaseId, said: Said<AssignLeg>, tickets?: readonly TicketFollow[]): Promise<Outcome>;
  /** A fresh name for a leg that is yet to be written. */
  newLeg(): LegId;
}

type Workings = {
  held: Held;
  appender: Appender;
  run: <T>(work: () => Promise<Outcome<T>>) => Promise<Outcome<T>>;
};

/** How parties travel, leg by leg. */
export function makeJourneyActions({ held, appender, run }: Workings): JourneyActions {
  const freshId = () => toHex(held.effects.random(16));
  /** Then at once to the pages of those who drive. */
  const append = async (
    theCase: CaseId,
    operation: JourneyOperation,
    tickets: readonly TicketFollow[] = [],
    checkIns: readonly WayCheckIn[] = [],
    lapsed: readonly AlarmId[] = [],
  ): Promise<Outcome> => {
    const watched = wayWrites(held, theCase, checkIns);
    const part = operation.op === "writeJourney" ? partToBegin(held, theCase) : null;
    const written = await appender.write((hand) => {
      const outcome = writeJourney(held.state, theCase, [operation], hand, tickets, part?.stream);
      if (outcome.kind !== "operations") return outcome;
      const more = watched(hand);
      if ("kind" in more) return more;
      const over = lapsedWrites(held, theCase, lapsed, operation.op === "writeJourney" ? operation.why : "", hand);
      return "kind" in over
        ? over
        : { kind: "draft", writes: [...(part?.begun(outcome.writes) ?? outcome.writes), ...more, ...over] };
    });
    if (written.kind === "done")
      await atOnce(appender, async () => {
        await keepTickets(held, appender);
        await keepHandOvers(held, appender);
      });
    return written;
  };
  const write = (theCase: CaseId, operation: JourneyOperation, tickets?: readonly TicketFollow[]) =>
    run(() => append(theCase, operation, tickets));

  return {
    newLeg: () => freshId() as LegId,
    writeJourney: (
      theCase,
      { journey = freshId() as JourneyId, fallback, application, ...plan },
      tickets,
      checkIns,
      lapsed,
    ) =>
      run(async () => {
        const { party, date, offset, legs, route, why, over } = plan;
        const said = {
          ...{ journey, party, date, offset, legs, route, why, over },
          ...(fallback && { fallback }),
          ...(application && { application }),
        };
        const written = await append(theCase, { op: "writeJourney", ...said }, tickets, checkIns, lapsed);
        return written.kind === "done" ? { kind: "done", journey } : written;
      }),
    cancelJourney: (theCase, { journey, reason, over }, tickets) =>
      write(theCase, { op: "cancelJourney", journey, reason, over }, tickets),
    startJourney: (theCase, { journey, over }, checkIns = []) =>
      run(() => {
        const watched = wayWrites(held, theCase, checkIns);
        return appender.write((hand) => {
          const started = writeJourney(held.state, theCase, [{ op: "startJourney", journey, over }], hand);
          if (started.kind !== "operations") return started;
          const more = watched(hand);
          return "kind" in more ? more : { kind: "draft", writes: [...started.writes, ...more] };
        });
      }),
    watchWay: (theCase, checkIns) =>
      run(() => {
        const watched = wayWrites(held, theCase, checkIns);
        return appender.write((hand) => {
          const writes = watched(hand);
          return "kind" in writes ? writes : { kind: "draft", writes };
        });
      }),
    noteSetOut: (theCase, journey) =>
      byTheHour(held, () =>
        run(() =>
          appender.write((hand) => {
            const outcome = noteSetOut(held.state, theCase, journey, hand);
            return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
          }),
        ),
      ),
    endJourney: (theCase, { journey, how, note, over }) =>
      write(theCase, { op: "endJourney", journey, how, note, over }),
    assignLeg: (theCase, { journey, leg, as, thing, words, seen, over }, tickets) =>
      write(theCase, { op: "assignLeg", journey, leg, as, thing, words, seen, over }, tickets),
  };
}
