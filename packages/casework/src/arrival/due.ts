import type { CaseId, JourneyId } from "../ids.ts";
import type { CaseView } from "../view.ts";

/** Whoever came, and nobody has written it down: the stage stands, and the first day is nobody's yet. */
export type ArrivalDue = {
  case: CaseId;
  alias: string;
  journey: JourneyId;
  to: string;
  at: number;
  /** Who handed them over last, as the team calls them; null: somebody ended the journey, and wrote no sheet. */
  who: string | null;
};

/** Of open cases, the longest waiting first. */
export const arrivalsDue = (cases: readonly CaseView[]): ArrivalDue[] =>
  cases
    .filter(({ closed, journeys }) => closed === null && journeys.length > 0)
    .flatMap(({ case: theCase, alias, journeys }) =>
      journeys.flatMap(({ journey, to, state, arrival, ended, lastHandOver }): ArrivalDue[] => {
        const of = { case: theCase, alias, journey, to };
        if (arrival !== null) return [];
        if (state === "moving" && lastHandOver !== null) return [{ ...of, ...lastHandOver }];
        return ended?.how === "arrived" ? [{ ...of, at: ended.at, who: null }] : [];
      }),
    )
    .toSorted((a, b) => a.at - b.at);
