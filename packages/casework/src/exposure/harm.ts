import type { CaseState } from "../fold/state.ts";
import type { UseRecord } from "../fold/uses.ts";
import type { JourneyId, ThingId } from "../ids.ts";
import { keyOf, type Node, push, usesOf } from "./graph.ts";
import type { Passage, PassageRest } from "./passage.ts";
import type { Reached } from "./reach.ts";

/** What would happen first, if it is so: they are there now, they set out, somebody expects a sign of life. */
export type Harm =
  /** On their way: somebody has said that they set out, or it is the hour. */
  | { kind: "under-way"; at: number }
  | { kind: "there-now"; at: number; thing: ThingId }
  | { kind: "sets-out"; at: number }
  | { kind: "check-in"; at: number };

/** They sleep there tonight, as far as anybody has said. */
export const isThereNow = ({ as, from, until }: UseRecord, now: number): boolean =>
  as === "stayed" && from <= now && (until === null || until > now);
export const isPlanned = ({ from }: UseRecord, now: number): boolean => from > now;

/** Things of a use, by whichever of them somebody could find the party. */
const thingsOf = ({ thing, with: others }: UseRecord): ThingId[] => [thing, ...others];

/**
 * The first harm to a case: only by what is marked or likely reached. What is merely possible sets no clock, or every
 * clock would run at once and none would be believed.
 */
export const harmOf = (known: CaseState, passages: readonly Passage[], near: Near, now: number): Harm | null => {
  const ways = passages.filter((one) => isNearPassage(one, near)).map((one) => passageHarm(one, now));
  const underWay = ways.find((harm) => harm?.kind === "under-way");
  if (underWay) return underWay;
  const uses = usesOf(known).filter((use) => thingsOf(use).some(near.thing));
  const there = uses.find((use) => isThereNow(use, now));
  if (there) return { kind: "there-now", at: now, thing: there.thing };
  const planned = uses.filter((use) => isPlanned(use, now)).map(({ from }) => from);
  const next = [...planned, ...ways.flatMap((harm) => harm?.at ?? [])].toSorted((a, b) => a - b)[0];
  const due = [...known.contact.checkIns.values()].filter(({ closed }) => !closed).map((one) => one.due);
  const checkIn = due.filter((at) => at > now).toSorted((a, b) => a - b)[0];
  if (next !== undefined && (checkIn === undefined || next <= checkIn)) return { kind: "sets-out", at: next };
  return checkIn === undefined ? null : { kind: "check-in", at: checkIn };
};

/** By its hour it has begun, whether anybody has said so or not. null: over, or it is not known to have begun in its time. */
export const passageHarm = ({ state, from, until }: Passage, now: number): Harm | null => {
  if (state === "moving" || (state === "planned" && from <= now && now < until)) return { kind: "under-way", at: now };
  return state === "planned" && from > now ? { kind: "sets-out", at: from } : null;
};

/** Tickets of no journey are near where one of their holders is. */
const isNearPassage = ({ journey, rests }: Passage, near: Near): boolean =>
  journey === null ? rests.some(({ thing, gone }) => gone === null && near.thing(thing)) : near.journey(journey);

/** How much still rests on a thing, in the cases that this member holds: stays and rides to come, now, and legs now. */
export type Rests = { planned: number; next: number | null; there: number; moving: number };
const NOTHING: Rests = { planned: 0, next: null, there: 0, moving: 0 };

/** Of every thing at once: asked of each alone, a register of hundreds would hold up every screen. */
export const restsOn = (
  cases: readonly CaseState[],
  passages: readonly Passage[],
  now: number,
): ((thing: ThingId) => Rests) => {
  const rests = new Map<ThingId, Rests>();
  for (const use of cases.flatMap(usesOf)) {
    const [planned, there] = [isPlanned(use, now), isThereNow(use, now)];
    if (!planned && !there) continue;
    for (const thing of new Set(thingsOf(use))) {
      const { planned: before, next, there: here, moving } = rests.get(thing) ?? NOTHING;
      rests.set(thing, {
        moving,
        planned: before + Number(planned),
        next: planned ? Math.min(use.from, next ?? use.from) : next,
        there: here + Number(there),
      });
    }
  }
  for (const passage of passages) {
    if (passage.state === "over") continue;
    const isUnderWay = passageHarm(passage, now)?.kind === "under-way";
    const byThing = new Map<ThingId, PassageRest[]>();
    for (const rest of passage.rests) if (rest.gone === null) push(byThing, rest.thing, rest);
    for (const [thing, standing] of byThing) {
      const isNow = isUnderWay && standing.some(({ from, until }) => from <= now && now < until);
      const from = standing.flatMap((one) => (one.from > now ? [one.from] : [])).toSorted((a, b) => a - b)[0];
      if (!isNow && from === undefined) continue;
      const before = rests.get(thing) ?? NOTHING;
      rests.set(thing, {
        ...before,
        moving: before.moving + Number(isNow),
        planned: before.planned + Number(!isNow),
        next: from === undefined ? before.next : Math.min(from, before.next ?? from),
      });
    }
  }
  return (thing) => rests.get(thing) ?? NOTHING;
};

/** Whether it is marked, or certainly or likely reached. */
export type Near = { thing(thing: ThingId): boolean; journey(journey: JourneyId): boolean };

export const nearTo = (reached: readonly Reached[], origin: Node | null): Near => {
  const near = new Set(reached.filter(({ sureness }) => sureness !== "possible").map(({ node }) => keyOf(node)));
  if (origin !== null) near.add(keyOf(origin));
  return {
    thing: (thing) => near.has(keyOf({ kind: "thing", thing })),
    journey: (journey) => near.has(`journey ${journey}`),
  };
};

/** A thread that was read like every other of the intake: thousands of them, and no step follows from any. */
const isOneOfAll = ({ node, path }: Reached): boolean => node.kind === "thread" && path.at(-1)?.how.kind === "read";

const SURE = { certain: 0, likely: 1, possible: 2 } as const;

/** Soonest and surest first: whoever reads one line must have read the right one. */
export const byHarm = <T extends Reached & { harm: Harm | null }>(a: T, b: T): number => {
  const at = ({ harm, sureness }: T) => (harm === null || sureness === "possible" ? Number.POSITIVE_INFINITY : harm.at);
  const [first, second] = [at(a), at(b)];
  if (first !== second) return first < second ? -1 : 1;
  const [known, other] = [isOneOfAll(a), isOneOfAll(b)];
  if (known !== other) return known ? 1 : -1;
  return (
    SURE[a.sureness] - SURE[b.sureness] ||
    a.cost - b.cost ||
    (a.harm?.at ?? Number.MAX_SAFE_INTEGER) - (b.harm?.at ?? Number.MAX_SAFE_INTEGER) ||
    (keyOf(a.node) < keyOf(b.node) ? -1 : 1)
  );
};
