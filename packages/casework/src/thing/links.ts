import { journeysOf, keptJourneysOf } from "../command/journey.ts";
import { DAY } from "../day.ts";
import type { ResourcesState } from "../fold/resources.ts";
import type { CaseState, State } from "../fold/state.ts";
import type { CaseId, LegId, ThingId } from "../ids.ts";
import type { JourneyRecord } from "../journey/fold.ts";
import { momentOf } from "../journey/moment.ts";
import { type ThingRef, thingRef } from "./ref.ts";

/**
 * `hand-over`: one brought a party to the other · `leg`: both came along on one leg · `use`: one use of a case names both ·
 * `said`: written in the register by hand.
 */
export type LinkHow = "hand-over" | "leg" | "use" | "said";

/** Why somebody who is asked about the one may know of the other. `case` null: said in the register, which names none. */
export type ThingLink = {
  other: ThingRef;
  how: LinkHow;
  at: number;
  note: string;
  case: CaseId | null;
  alias: string;
};

type Pair = { a: ThingId; b: ThingId; how: LinkHow; at: number };
/** … by a journey. */
type Met = Pair & { how: "leg" | "hand-over" };

const pairs = (things: readonly ThingId[]): [ThingId, ThingId][] =>
  things.flatMap((a, index) => things.slice(index + 1).flatMap((b): [ThingId, ThingId][] => (a === b ? [] : [[a, b]])));

/**
 * Whom a journey brought together, by who was asked for its legs: only where they set out, only up to now, and only where
 * one leg follows on the other. Between two who each saw the party to a train nobody met anybody.
 */
export const metOn = (journey: JourneyRecord, now: number): Met[] => {
  const { started, ended, cancelled, legs, assigned } = journey;
  if (!started) return [];
  const stopped = cancelled ?? (ended?.how === "broken-off" ? ended : null);
  const until = Math.min(now, stopped?.at ?? now);
  const hands = (leg: LegId | undefined): ThingId[] =>
    [...assigned.values()].flatMap((one) => (one.leg === leg && one.thing !== null ? [one.thing] : []));
  return legs
    .flatMap((leg, index): Met[] => [
      ...pairs(hands(leg.leg)).map(([a, b]): Met => ({ a, b, how: "leg", at: momentOf(journey, leg.departs) })),
      ...hands(leg.leg).flatMap((a) =>
        hands(legs[index + 1]?.leg).map((b): Met => ({ a, b, how: "hand-over", at: momentOf(journey, leg.arrives) })),
      ),
    ])
    .filter(({ a, b, at }) => a !== b && at <= until);
};

/**
 * Who of the register has met whom, and what was used together: from the journeys and uses of the cases that the reader
 * holds, and from what was said by hand. Of one pair and one reason the last time, newest first.
 */
export const thingLinks = (
  state: State,
  cases: readonly CaseState[],
  resources: ResourcesState,
  now: number,
): ReadonlyMap<ThingId, ThingLink[]> => {
  const found = new Map<ThingId, Map<string, ThingLink>>();
  const put = (from: ThingId, to: ThingId, link: Omit<ThingLink, "other">): void => {
    const links = found.get(from) ?? new Map<string, ThingLink>();
    found.set(from, links);
    const key = `${to} ${link.how}`;
    if ((links.get(key)?.at ?? Number.NEGATIVE_INFINITY) < link.at)
      links.set(key, { other: thingRef(resources, to), ...link });
  };
  const join = ({ a, b, how, at }: Pair, rest: Omit<ThingLink, "other" | "how" | "at">): void => {
    put(a, b, { how, at, ...rest });
    put(b, a, { how, at, ...rest });
  };
  for (const known of cases) {
    const of = { note: "", case: known.case, alias: known.contact.opened?.alias ?? "" };
    for (const { thing, with: others, from, withdrawn } of known.contact.uses.values())
      if (withdrawn === null && from <= now)
        for (const [a, b] of pairs([thing, ...others])) join({ a, b, how: "use", at: from }, of);
    for (const journey of journeysOf(state, known)) for (const pair of metOn(journey, now)) join(pair, of);
    for (const { met } of keptJourneysOf(state, known))
      for (const { a, b, how, on } of met) join({ a, b, how, at: on * DAY }, of);
  }
  for (const { thing, facts } of resources.things.values())
    for (const { thing: other, on, note } of facts.met ?? [])
      if (other !== thing) join({ a: thing, b: other, how: "said", at: on * DAY }, { note, case: null, alias: "" });
  return new Map([...found].map(([thing, links]) => [thing, [...links.values()].toSorted((a, b) => b.at - a.at)]));
};
