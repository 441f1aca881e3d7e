/** What is to be done about the journeys and tickets of one case, and what of it has happened. */
import type { CaseState } from "../fold/state.ts";
import type { MemberId, ThingId, TicketId } from "../ids.ts";
import { momentOf } from "../journey/moment.ts";
import type { TicketRecord } from "../ticket/fold.ts";
import { canBeHeld } from "../ticket/hold.ts";
import { keyOf, restsHeardOf } from "./graph.ts";
import { type Near, passageHarm } from "./harm.ts";
import type { Known } from "./origins.ts";
import type { Passage, PassageRest } from "./passage.ts";
import type { Reached } from "./reach.ts";

type Seen = { by: MemberId | null; at: number | null } | null;
type Todo = { seen: Seen };

/** null: there is nothing of the kind. `again`: another way. */
export type OnTheWay = { call: Todo | null; hold: (Todo & { tickets: TicketId[] }) | null; again: Todo | null };

type Making = { mark: { at: number; of: Marked }; placed: readonly Reached[]; near: Near; known: Known };
type Marked = { kind: string; thing?: ThingId };

/** One journey, or tickets by hand, that the mark reaches; by which legs, if it is not the party itself that it reaches. */
type Touched = {
  passage: Passage;
  direct: PassageRest[];
  standing: PassageRest[];
  /** … and where somebody else was asked since the mark, for a leg that still goes as they heard. */
  known: PassageRest[];
};

export const onTheWay = (one: CaseState, making: Making): OnTheWay => {
  const { mark, known } = making;
  const { now } = known.outside;
  const isLeft = ({ overAt }: Passage): boolean => overAt === null || overAt > mark.at;
  const touched = known
    .passagesOf(one.case)
    .filter((passage) => isLeft(passage) && isNear(passage, making.near))
    .map((passage): Touched => touchedOf(passage, one, making));
  const rode = touched.filter(({ passage }) => isUnderWay(passage, mark.at, now));
  const tickets = touched.flatMap((each) => meant(each).filter((ticket) => canBeHeld(ticket, now)));
  const turned = touched.flatMap(({ passage }) => passage.tickets.filter((ticket) => wasTurned(ticket, mark.at)));
  const plans = touched.filter(({ passage, direct }) => passage.journey !== null && isToCome(direct, passage, mark.at));
  return {
    call: rode.length === 0 ? null : { seen: allSeen(rode.map(({ passage }) => ended(passage))) },
    hold:
      tickets.length === 0 && turned.length === 0
        ? null
        : { tickets: tickets.map(({ ticket }) => ticket), seen: tickets.length > 0 ? null : (lastOf(turned) ?? null) },
    again: plans.length === 0 ? null : { seen: allSeen(plans.map((each) => planned(each, mark.at))) },
  };
};

const isNear = ({ journey, rests }: Passage, near: Near): boolean =>
  journey === null ? rests.some(({ thing }) => near.thing(thing)) : near.journey(journey);

/**
 * What it rests on that the mark reaches without going by this very party: whoever is reached through their journey alone
 * is no reason to plan it anew.
 */
const touchedOf = (passage: Passage, { case: id }: CaseState, { mark, placed }: Making): Touched => {
  const through = new Set([`case ${id}`, `journey ${passage.journey}`]);
  const apart = new Set(
    placed.flatMap(({ node, path, sureness }) =>
      node.kind === "thing" && sureness !== "possible" && !path.some(({ to }) => through.has(keyOf(to)))
        ? [node.thing]
        : [],
    ),
  );
  const isDirect = ({ thing }: PassageRest): boolean => thing === mark.of.thing || apart.has(thing);
  const direct = restsHeardOf(passage, mark.at).filter(isDirect);
  const standing = direct.filter((rest) => rest.gone === null || isStillSo(rest, passage, mark.at));
  const known = direct.filter((rest) => standing.includes(rest) || goesAsHeard(rest, passage, mark.at));
  return { passage, direct, standing, known };
};

/**
 * Somebody else was asked before the mark, and the leg goes at the hour of which the first had heard: nobody had their silence in
 * mind. It is so until it is planned anew; for whoever reads its tickets alone, until others are given.
 */
const isStillSo = (rest: PassageRest, passage: Passage, at: number): boolean => {
  const { as, leg, gone } = rest;
  if (as === "way" || gone === null || gone > at) return false;
  if (passage.record !== null && leg !== null) return goesAsHeard(rest, passage, at);
  return passage.rests.some(
    (other) => other.gone === null && other.first <= at && other.leg === leg && isThen(rest, other),
  );
};

const isThen = (one: { from: number; until: number }, other: { from: number; until: number }): boolean =>
  other.from < one.until && one.from < other.until;

/**
 * The leg goes at the hour of which they had heard, and nobody has written another way since the mark: whoever reads the journey
 * can tell. Asking somebody else makes nobody forget where and when they are to be met.
 */
const goesAsHeard = (rest: PassageRest, { record }: Passage, at: number): boolean => {
  if (rest.as === "way" || record === null || record.wroteAt > at) return false;
  const way = record.legs.find(({ leg }) => leg === rest.leg);
  return (
    way !== undefined && isThen(rest, { from: momentOf(record, way.departs), until: momentOf(record, way.arrives) })
  );
};

const isUnderWay = (passage: Passage, at: number, now: number): boolean =>
  passageHarm(passage, now)?.kind === "under-way" || (passage.record?.started != null && (passage.overAt ?? 0) > at);

/** Those from the first leg on that is reached; where it is the party itself, all. */
const meant = ({ passage: { tickets, record }, direct, standing }: Touched): TicketRecord[] => {
  if (direct.length === 0) return tickets;
  const from = Math.min(...standing.map((rest) => rest.from));
  const legs = record?.legs.map(({ leg }) => leg as string) ?? [];
  const first = Math.min(...standing.map(({ leg }) => (leg === null ? 0 : Math.max(0, legs.indexOf(leg)))));
  return tickets.filter(({ leg, thing, said }) => {
    if (standing.some((rest) => rest.thing === thing)) return true;
    return record !== null && leg !== undefined ? legs.indexOf(leg) >= first : said.at >= from;
  });
};

const wasTurned = ({ state, changed, given }: TicketRecord, at: number): boolean =>
  state !== "going" && changed.at > at && given.at <= at;

/** Something of it was still to come when the mark was made. */
const isToCome = (direct: readonly PassageRest[], { until }: Passage, at: number): boolean =>
  direct.length === 0 ? until > at : direct.some((rest) => rest.until > at);

const ended = ({ record, overAt }: Passage): Seen => {
  if (overAt === null) return null;
  return { by: (record?.cancelled ?? record?.ended)?.by ?? null, at: overAt };
};

/**
 * Called off, or on nothing any more that is reached, by nobody who knows its hour; where the party itself is reached, written
 * anew since. Whoever holds that another hand is enough says so with the step.
 */
const planned = ({ passage, direct, known }: Touched, at: number): Seen => {
  const over = ended(passage);
  if (over !== null) return over;
  const { record } = passage;
  const last = record?.former.at(-1)?.gone ?? null;
  if (direct.length === 0) return last !== null && (record?.wroteAt ?? 0) > at ? last : null;
  return known.some((rest) => rest.until > at) ? null : (last ?? { by: null, at: null });
};

const allSeen = (all: readonly Seen[]): Seen => (all.some((one) => one === null) ? null : (all.at(-1) ?? null));

const lastOf = (tickets: readonly TicketRecord[]): Seen =>
  tickets
    .map(({ changed }) => changed)
    .toSorted((a, b) => a.at - b.at)
    .at(-1) ?? null;
