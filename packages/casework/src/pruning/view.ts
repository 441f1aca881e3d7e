import { keptJourneysOf } from "../command/journey.ts";
import { type CaseState, resourcesOf, type State } from "../fold/state.ts";
import type { DecisionId, JourneyId, StreamId, ThingId } from "../ids.ts";
import { type ThingRef, thingRef } from "../thing/ref.ts";
import type { Names } from "../view/person.ts";
import type { PersonRef } from "../view.ts";
import type { KeptJourney } from "./fold.ts";
import type { KeptRest } from "./operation.ts";

/** What is left of a journey that was pruned: days, who travelled, and what of the register it rested on. */
export type KeptJourneyView = Pick<
  KeptJourney,
  "journey" | "party" | "date" | "how" | "exposure" | "application" | "oldPhone" | "worked" | "change" | "steps"
> & { used: { thing: ThingRef; as: KeptRest["as"][] }[] };

/** Two decided it; `by`: whose hand carried it out. `from`: the stream that is to be erased, or was. */
export type PruningView = {
  at: number;
  by: PersonRef;
  asked: PersonRef;
  askedAt: number;
  approved: PersonRef;
  approvedAt: number;
  decision: DecisionId;
  journeys: readonly JourneyId[];
  from: StreamId;
};

/** Newest first. */
export const keptJourneyViews = (state: State, known: CaseState): KeptJourneyView[] => {
  const resources = resourcesOf(state);
  return keptJourneysOf(state, known)
    .map(({ rests, journey, party, date, how, exposure, application, oldPhone, worked, change, steps }) => {
      const used = new Map<ThingId, Set<KeptRest["as"]>>();
      for (const { thing, as } of rests) used.set(thing, (used.get(thing) ?? new Set()).add(as));
      return {
        ...{ journey, party, date, how, exposure, application, oldPhone, worked, change, steps },
        used: [...used].map(([thing, as]) => ({ thing: thingRef(resources, thing), as: [...as] })),
      };
    })
    .toSorted((a, b) => (a.date > b.date ? -1 : 1));
};

/** Newest first. */
export const pruningViews = ({ contact }: CaseState, names: Names): PruningView[] =>
  contact.prunings
    .map(({ at, by, decision, journeys, from, asked, approved }) => ({
      ...{ at, decision, journeys, from, by: names(by) },
      ...{ asked: names(asked.by), askedAt: asked.at },
      ...{ approved: names(approved.by), approvedAt: approved.at },
    }))
    .toReversed();
