import type { CaseState } from "../fold/state.ts";
import type { UseRecord } from "../fold/uses.ts";
import type { ThingId } from "../ids.ts";
import { keyOf, type Node, usesOf } from "./graph.ts";
import type { Reached } from "./reach.ts";

/** What would happen first, if it is so: they are there now, they set out, somebody expects a sign of life. */
export type Harm =
  | { kind: "there-now"; at: number; thing: ThingId }
  | { kind: "sets-out"; at: number; thing: ThingId }
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
export const harmOf = (known: CaseState, near: (thing: ThingId) => boolean, now: number): Harm | null => {
  const uses = usesOf(known).filter((use) => thingsOf(use).some(near));
  const there = uses.find((use) => isThereNow(use, now));
  if (there) return { kind: "there-now", at: now, thing: there.thing };
  const [next] = uses.filter((use) => isPlanned(use, now)).toSorted((a, b) => a.from - b.from);
  const due = [...known.contact.checkIns.values()].filter(({ closed }) => !closed).map((one) => one.due);
  const checkIn = due.filter((at) => at > now).toSorted((a, b) => a - b)[0];
  if (next && (checkIn === undefined || next.from <= checkIn))
    return { kind: "sets-out", at: next.from, thing: next.thing };
  return checkIn === undefined ? null : { kind: "check-in", at: checkIn };
};

/** How much still rests on a thing, in the cases that this member holds. */
export type Rests = { planned: number; next: number | null; there: number };
const NOTHING: Rests = { planned: 0, next: null, there: 0 };

/** Of every thing at once: asked of each alone, a register of hundreds would hold up every screen. */
export const restsOn = (cases: readonly CaseState[], now: number): ((thing: ThingId) => Rests) => {
  const rests = new Map<ThingId, Rests>();
  for (const use of cases.flatMap(usesOf)) {
    const [planned, there] = [isPlanned(use, now), isThereNow(use, now)];
    if (!planned && !there) continue;
    for (const thing of new Set(thingsOf(use))) {
      const { planned: before, next, there: here } = rests.get(thing) ?? NOTHING;
      rests.set(thing, {
        planned: before + Number(planned),
        next: planned ? Math.min(use.from, next ?? use.from) : next,
        there: here + Number(there),
      });
    }
  }
  return (thing) => rests.get(thing) ?? NOTHING;
};

/** Whether it is marked, or certainly or likely reached. */
export const nearTo = (reached: readonly Reached[], origin: Node | null): ((thing: ThingId) => boolean) => {
  const near = new Set(reached.filter(({ sureness }) => sureness !== "possible").map(({ node }) => keyOf(node)));
  if (origin !== null) near.add(keyOf(origin));
  return (thing) => near.has(keyOf({ kind: "thing", thing }));
};

const SURE = { certain: 0, likely: 1, possible: 2 } as const;

/** Soonest and surest first: whoever reads one line must have read the right one. */
export const byHarm = <T extends Reached & { harm: Harm | null }>(a: T, b: T): number => {
  const at = ({ harm, sureness }: T) => (harm === null || sureness === "possible" ? Number.POSITIVE_INFINITY : harm.at);
  const [first, second] = [at(a), at(b)];
  if (first !== second) return first < second ? -1 : 1;
  return (
    SURE[a.sureness] - SURE[b.sureness] ||
    a.cost - b.cost ||
    (a.harm?.at ?? Number.MAX_SAFE_INTEGER) - (b.harm?.at ?? Number.MAX_SAFE_INTEGER) ||
    (keyOf(a.node) < keyOf(b.node) ? -1 : 1)
  );
};
