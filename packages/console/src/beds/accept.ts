import type { CaseId, ThingId, UseChange, UseId, UseView } from "@fairlead/casework";
import type { Plan, Problem } from "@fairlead/planner/placements";
import type { Party } from "./parties.ts";
import { type Calendar, startsAt } from "./weeks.ts";

type Written = { changes: UseChange[] /** The same stays as they were, newest version first. */; back: UseChange[] };

/** What is written to make a plan so; of parties that stay where they are, nothing. */
export const changesFor = (
  parties: readonly Party[],
  { problem, plan }: { problem: Problem; plan: Plan },
  { calendar, now, reason, freshUse }: { calendar: Calendar; now: number; reason: string; freshUse: () => UseId },
): Written => {
  const written: Written = { changes: [], back: [] };
  const places = new Map(plan.placements.map((one) => [one.party, one]));
  for (const party of parties) {
    const place = places.get(party.case);
    const asked = problem.parties.find(({ id }) => id === party.case);
    const { stay } = party;
    if (asked === undefined || (place === undefined && stay === null)) continue;
    if (place === undefined) {
      // They are where they are until somebody finds them another roof; only what is yet to come is called off.
      if (stay !== null && !stay.there) withdraw(written, party.case, stay.use, reason);
      continue;
    }
    if (stay !== null && stay.thing === place.site && stay.weeks.start === place.start) continue;
    const from = startsAt(calendar, place.start, now);
    const until = endOf(party, { from, now, end: startsAt(calendar, place.start + asked.stay, now) });
    if (stay !== null && !stay.there && stay.thing === place.site) {
      record(written, party.case, stay.use, { from, until });
      continue;
    }
    if (stay?.there)
      record(written, party.case, stay.use, { from: stay.use.from, until: Math.max(stay.use.from, from) });
    else if (stay !== null) withdraw(written, party.case, stay.use, reason);
    const use = freshUse();
    written.changes.push({
      case: party.case,
      operation: {
        ...{
          op: "recordUse",
          use,
          thing: place.site as ThingId,
          as: "stayed",
          from,
          until,
          with: [],
          note: "",
          over: 0,
        },
      },
    });
    written.back.unshift({ case: party.case, operation: { op: "withdrawUse", use, reason, over: 1 } });
  }
  return written;
};

/** As long as it was to be, elsewhere or later; what nobody has said an end of goes on without one. */
const endOf = (
  { stay, terms }: Party,
  { from, now, end }: { from: number; now: number; end: number },
): number | null => {
  if (stay === null) return terms === null ? null : end;
  const { until, from: was } = stay.use;
  return until === null ? null : until + from - Math.max(now, was);
};

const said = ({ use, thing, as, with: others, note }: UseView) => ({
  ...{ op: "recordUse" as const, use, thing: thing.thing, as, note },
  with: others.map((other) => other.thing),
});

const record = (
  { changes, back }: Written,
  theCase: CaseId,
  use: UseView,
  to: { from: number; until: number | null },
): void => {
  const { from, until, version } = use;
  changes.push({ case: theCase, operation: { ...said(use), ...to, over: version } });
  back.unshift({ case: theCase, operation: { ...said(use), from, until, over: version + 1 } });
};

const withdraw = ({ changes, back }: Written, theCase: CaseId, use: UseView, reason: string): void => {
  const { from, until, version } = use;
  changes.push({ case: theCase, operation: { op: "withdrawUse", use: use.use, reason, over: version } });
  back.unshift({ case: theCase, operation: { ...said(use), from, until, over: version + 1 } });
};
