import {
  type ApplicationId,
  type CaseId,
  caseOf,
  type MoveApplication,
  type PathwayId,
  type RetirePathway,
  relocationOf,
  type State,
  type StreamId,
  type WriteApplication,
  type WritePathway,
  writeApplications,
  writePathway,
} from "@fairlead/casework";
import { type MemberId, toHex } from "@fairlead/protocol";
import type { Workings } from "./actions.ts";
import type { Outcome } from "./hand.ts";
import { beginPart } from "./sharing.ts";

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

const carriers = (state: State, theCase: CaseId): MemberId[] => {
  const spine = caseOf(state, theCase)?.contact;
  return [spine?.owner, spine?.standIn].filter((id): id is MemberId => id != null);
};

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
      run(async () => {
        const begun = caseOf(held.state, theCase)?.contact.begun.some(({ part }) => part === "relocation");
        if (begun === false) {
          const isActive = (id: MemberId) => held.roster.members.get(id)?.standing === "active";
          const members = carriers(held.state, theCase).filter(isActive);
          const part = await beginPart(held, appender, theCase, { part: "relocation", title: "", members });
          // Two who begin at once: whoever came second goes on in the first one's part, if they hold it.
          if (part.kind !== "done" && part.kind !== "already-open") return part;
        }
        const stream = relocationOf(held.state, theCase);
        if (stream === null) return { kind: "not-held", part: "relocation" };
        return append(stream, application({ ...said, application: freshId() as ApplicationId, over: 0 }));
      }),
    writeApplication: (stream, said) => run(() => append(stream, application(said))),
    moveApplication: (stream, { application: id, to, on, until, note, over }) =>
      run(() => append(stream, { op: "moveApplication", application: id, to, on, until, note, over })),
  };
}
