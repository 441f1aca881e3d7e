import type { CaseId, CaseView, ShelterTerms, ThingId, ThingView, Urgency, UseView } from "@fairlead/casework";
import { type Calendar, type Span, weeksOf } from "./weeks.ts";

export type Stay = { use: UseView; thing: ThingId; weeks: Span /** They are there now. */; there: boolean };

/** Who needs a bed, or has one. */
export type Party = {
  case: CaseId;
  alias: string;
  people: number;
  urgency: Urgency;
  terms: ShelterTerms | null;
  /** Where hunters reach, in the threats' words. */
  reach: string[];
  /** What a plan may move: the one that is lost, else the next, else where they are. */
  stay: Stay | null;
  /** Others of this party, which stay as they are. */
  others: Stay[];
};

/** Stages in which a party sleeps where we bring them. */
const NEEDS_ROOF: ReadonlySet<string> = new Set(["accepted", "evacuating", "sheltered"]);

const staysOf = (one: CaseView, calendar: Calendar, shelters: ReadonlySet<ThingId>): Stay[] =>
  one.uses.flatMap((use): Stay[] => {
    if (use.as !== "stayed" || (use.state !== "now" && use.state !== "planned") || !shelters.has(use.thing.thing))
      return [];
    const weeks = weeksOf(calendar, use.from, use.until);
    return weeks === null ? [] : [{ use, thing: use.thing.thing, weeks, there: use.state === "now" }];
  });

export type Roofs = {
  parties: Party[];
  /** Open, far enough to need one, and nobody has said whether they do. */
  unasked: CaseView[];
  /** Of closed cases, whose beds nobody has given back. */
  leftOver: { alias: string; case: CaseId; people: number; stay: Stay }[];
};

export const roofsOf = (cases: readonly CaseView[], things: readonly ThingView[], calendar: Calendar): Roofs => {
  const byThing = new Map(things.filter(({ kind }) => kind === "shelter").map((one) => [one.thing, one]));
  const shelters = new Set(byThing.keys());
  const isLost = ({ thing }: Stay) => byThing.get(thing)?.marked != null || byThing.get(thing)?.retired != null;
  const roofs: Roofs = { parties: [], unasked: [], leftOver: [] };
  for (const one of cases) {
    const stays = staysOf(one, calendar, shelters).toSorted((a, b) => a.weeks.start - b.weeks.start);
    const { alias, people } = one;
    if (one.closed !== null) {
      for (const stay of stays) roofs.leftOver.push({ case: one.case, alias, people, stay });
      continue;
    }
    const terms = one.shelter?.terms ?? null;
    if (terms === null && stays.length === 0) {
      if (one.shelter === null && NEEDS_ROOF.has(one.stage)) roofs.unasked.push(one);
      continue;
    }
    const stay = stays.find(isLost) ?? stays.findLast(({ there }) => !there) ?? stays.at(-1) ?? null;
    roofs.parties.push({
      ...{ case: one.case, alias, people: Math.max(1, people), urgency: one.urgency.level, terms, stay },
      reach: [...one.threats.flatMap(({ reach }) => reach), ...(one.risk?.reach ?? [])],
      others: stays.filter((other) => other !== stay),
    });
  }
  return roofs;
};
