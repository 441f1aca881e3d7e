import {
  type ApplicationId,
  beginApplication,
  type CaseId,
  type MoveApplication,
  type PathwayId,
  type RetirePathway,
  type StreamId,
  type WriteApplication,
  type WritePathway,
  writeApplications,
  writePathway,
} from "@fairlead/casework";
import { toHex } from "@fairlead/protocol";
import type { Workings } from "./actions.ts";
import { partToBegin } from "./begun-part.ts";
import type { Outcome } from "./hand.ts";

type Said<O> = Omit<O, "op">;

export interface RelocationActions {
  /** Caseworkers and coordinators. `pathway` missing: a new one. `changed-meanwhile` where a colleague changed it since `over`. */
  writePathway(said: Omit<Said<WritePathway>, "pathway"> & { pathway?: PathwayId }): Promise<Outcome>;
  retirePathway(said: Said<RetirePathway>): Promise<Outcome>;
  /** A first one. `rests`: the consent on which its partner is to be told; none yet: null. Where its part is not begun, it is, for this member, the owner and the stand-in alone. */
  beginApplication(theCase: CaseId, said: Omit<Said<WriteApplication>, "application" | "over">): Promise<Outcome>;
  /** Whoever holds the part. */
  writeApplication(stream: StreamId, said: Said<WriteApplication>): Promise<Outcome>;
  /** To *submitted* on a consent that stands, or it is refused as `needs-consent` or `consent-ended`. */
  moveApplication(stream: StreamId, said: Said<MoveApplication>): Promise<Outcome>;
}

/** Ways abroad, and who asks to go by which. */
export function makeRelocationActions({
  held,
  appender,
  run,
}: Pick<Workings, "held" | "appender" | "run">): RelocationActions {
  const freshId = () => toHex(held.effects.random(16));
  const pathway = (operation: WritePathway | RetirePathway): Promise<Outcome> =>
    run(() =>
      appender.write((hand) => {
        const outcome = writePathway(held.state, operation, hand);
        return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
      }),
    );
  const append = (stream: StreamId, operation: WriteApplication | MoveApplication): Promise<Outcome> =>
    appender.write((hand) => {
      const outcome = writeApplications(held.state, stream, [operation], hand);
      return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
    });
  // These fields and no others: whatever else a form carries is not sealed into a stream for years.
  const application = (said: Said<WriteApplication>): WriteApplication => {
    const { application: id, pathway: by, name, party, rank, fit, why, papers, month, note, rests, over } = said;
    return {
      op: "writeApplication",
      application: id,
      pathway: by,
      name,
      party,
      rank,
      fit,
      why,
      papers,
      month,
      note,
      ...(rests === undefined ? {} : { rests }),
      over,
    };
  };

  return {
    writePathway: ({ pathway: id = freshId() as PathwayId, name, country, partner, programme, quota, ...rest }) => {
      const { requirements, papers, wait, place, source, asOf, over } = rest;
      return pathway({
        ...{ op: "writePathway", pathway: id, name, country, partner, programme, quota, requirements },
        ...{ papers, wait, place, source, asOf, over },
      });
    },
    retirePathway: ({ pathway: id, reason, over }) => pathway({ op: "retirePathway", pathway: id, reason, over }),
    beginApplication: (theCase, said) =>
      run(() => {
        const first = application({ ...said, application: freshId() as ApplicationId, over: 0 });
        const part = partToBegin(held, theCase);
        return appender.write((hand) => {
          const outcome = beginApplication(held.state, theCase, first, part.stream, hand);
          return outcome.kind === "operations" ? { kind: "draft", writes: part.begun(outcome.writes) } : outcome;
        });
      }),
    writeApplication: (stream, said) => run(() => append(stream, application(said))),
    moveApplication: (stream, { application: id, to, on, until, note, over }) =>
      run(() => append(stream, { op: "moveApplication", application: id, to, on, until, note, over })),
  };
}
