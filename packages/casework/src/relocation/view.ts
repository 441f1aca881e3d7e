import { DAY, dayFrom, dayOf } from "../day.ts";
import type { Paper } from "../fact/value.ts";
import type { ConsentRecord } from "../fold/consent.ts";
import type { PartState } from "../fold/part.ts";
import { resourcesOf, type State, streamOf } from "../fold/state.ts";
import type { ConsentId } from "../ids.ts";
import type { Outside } from "../outside.ts";
import { type ConsentStanding, consentStanding } from "../rule/consent.ts";
import type { FactView } from "../view/facts.ts";
import { type Names, namesIn } from "../view/person.ts";
import type { PersonRef } from "../view.ts";
import type { ApplicationRecord, ApplicationStep, PathwayRecord } from "./fold.ts";
import { isOut, statesAfter } from "./fold.ts";
import type { ApplicationState, AskedPaper } from "./operation.ts";

type By<T extends { by: unknown }> = Omit<T, "by"> & { by: PersonRef };

export type PathwayView = Omit<By<PathwayRecord>, "retired"> & {
  retired: { by: PersonRef; at: number; reason: string } | null;
  /** `fading`: ask again. `stale`: as long over again. */
  fresh: "fresh" | "fading" | "stale";
};

export type ApplicationView = Omit<By<ApplicationRecord>, "steps"> & {
  /** Newest first. */
  steps: By<ApplicationStep>[];
  next: readonly ApplicationState[];
  /** The partner has it before them. */
  out: boolean;
  /**
   * How the consent stands that it rests on; null: none is named. `unseen`: who holds this part alone reads none, and is told of a
   * no alone.
   */
  allowed: ConsentStanding | "unseen" | null;
};

/** Quotas and what is asked for change with a minister: after three months somebody has to ask. */
const HOLDS = 90 * DAY;

/** By name, what is no more last; null for members who do not hold the register. */
export const pathwayViews = (state: State, outside: Outside): PathwayView[] | null => {
  if (streamOf(state, "resources") === null) return null;
  const names = namesIn(state, outside);
  return [...resourcesOf(state).pathways.values()]
    .map((one): PathwayView => {
      const age = outside.now - one.asOf;
      return {
        ...one,
        by: names(one.by),
        retired: one.retired && { ...one.retired, by: names(one.retired.by) },
        fresh: age <= HOLDS ? "fresh" : age <= 2 * HOLDS ? "fading" : "stale",
      };
    })
    .toSorted((a, b) => Number(a.retired !== null) - Number(b.retired !== null) || a.name.localeCompare(b.name));
};

const OVER: ReadonlySet<ApplicationState> = new Set(["refused", "withdrawn"]);

/** Those that go on by the party's wish, then what is over. */
export const applicationViews = (
  part: PartState | null,
  names: Names,
  consents: ReadonlyMap<ConsentId, ConsentRecord> | null,
  now: number,
): ApplicationView[] =>
  [...(part?.applications.values() ?? [])]
    .map(
      (one): ApplicationView => ({
        ...one,
        by: names(one.by),
        steps: one.steps.map((step) => ({ ...step, by: names(step.by) })).toReversed(),
        next: statesAfter(one.state),
        out: isOut(one),
        allowed: allowedBy(one.rests ?? null, part, consents, now),
      }),
    )
    .toSorted((a, b) => Number(OVER.has(a.state)) - Number(OVER.has(b.state)) || a.rank - b.rank || a.at - b.at);

const allowedBy = (
  rests: ConsentId | null,
  part: PartState | null,
  consents: ReadonlyMap<ConsentId, ConsentRecord> | null,
  now: number,
): ApplicationView["allowed"] => {
  if (rests === null) return null;
  if (consents === null) {
    if (part?.ended.has(rests) === true) return "withdrawn";
    return part?.ranOut.has(rests) === true ? "expired" : "unseen";
  }
  const record = consents.get(rests);
  return record === undefined ? null : consentStanding(record, now);
};

/** One paper of one person: there, and good for long enough; there and not; without a day; not there. */
export type PaperCheck = {
  person: string;
  asked: AskedPaper;
  is: "good" | "too-short" | "no-day" | "missing";
  /** Of the best that there is. */
  expires: string | null;
};

/** Of several of a kind the one that is good for longest; one without a day may be good for ever, or be out. */
const bestOf = (papers: readonly Paper[]): Paper | undefined =>
  papers.toSorted((a, b) => (b.expires ?? "").localeCompare(a.expires ?? ""))[0];

/** The last day on which they may leave: the end of their month, where they have one and it is not over. */
const travelDay = (month: string | null, now: number): number => {
  const [year, index] = (month ?? "").split("-").map(Number);
  const end = month === null ? 0 : dayOf(Date.UTC(year ?? 0, index ?? 0, 0));
  return Math.max(dayOf(now), end);
};

/**
 * What is asked for against what they have, by the facts of the parts that the reader holds: kinds and days, no number.
 *
 * @returns null where none of those parts can hold a paper: then nobody can say
 */
export const paperChecks = (
  { papers, party, month }: Pick<ApplicationRecord, "papers" | "party" | "month">,
  facts: readonly FactView[] | null,
  now: number,
): PaperCheck[] | null => {
  if (facts === null) return null;
  const from = travelDay(month, now);
  return party.flatMap((person) => {
    const own = facts.flatMap((fact) =>
      fact.person === person && fact.value?.kind === "papers" ? fact.value.papers : [],
    );
    return papers.map((asked): PaperCheck => {
      const best = bestOf(own.filter(({ kind }) => kind === asked.kind));
      if (best === undefined) return { person, asked, is: "missing", expires: null };
      const { expires } = best;
      if (expires === null) return { person, asked, is: "no-day", expires };
      const good = dayFrom(expires) >= from + asked.days;
      return { person, asked, is: good ? "good" : "too-short", expires };
    });
  });
};
