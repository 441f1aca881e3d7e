import { DAY } from "../day.ts";
import type { ThingRecord } from "../fold/resources.ts";
import type { CaseState } from "../fold/state.ts";
import type { UseRecord } from "../fold/uses.ts";
import type { CaseId, JourneyId, MailboxId, ThingId } from "../ids.ts";
import type { UseKind } from "../words.ts";
import type { Passage, PassageRest } from "./passage.ts";
import type { ToldAs } from "./told.ts";

/** What a mark can reach. `common`: one of the organisation's own compartments, by what it is. */
export type Node =
  | { kind: "case"; case: CaseId }
  | { kind: "thing"; thing: ThingId }
  | { kind: "journey"; case: CaseId; journey: JourneyId }
  | { kind: "thread"; mailbox: MailboxId }
  | { kind: "common"; about: string };

export const keyOf = (node: Node): string => {
  switch (node.kind) {
    case "case":
      return `case ${node.case}`;
    case "thing":
      return `thing ${node.thing}`;
    case "journey":
      return `journey ${node.journey}`;
    case "thread":
      return `thread ${node.mailbox}`;
    case "common":
      return `common ${node.about}`;
  }
};

/**
 * One stretch in which a member could read a part, or one of the organisation's own compartments. `since`: when it was
 * given, where that is known and is not `from`.
 */
export type ReadPart = { part: string; from: number | null; to: number | null; since?: number };

/** Why one leads to the next: each a fact that stands in a compartment, never a guess. */
export type How =
  /** The case used the thing; the same edge both ways. */
  | { kind: "use"; as: UseKind; case: CaseId; thing: ThingId; from: number; until: number | null; gone: number | null }
  /** Two things used at one time by one case. */
  | { kind: "together"; case: CaseId }
  /** The register says that the one goes with the other: a driver's car, a shelter's host. */
  | { kind: "goes-with" }
  /** … or that they know each other by face. */
  | { kind: "know-each-other" }
  /** Asked for a leg of a journey, or holds a ticket; or the way leads there. */
  | ({ kind: "leg"; case: CaseId } & Pick<PassageRest, "thing" | "as" | "from" | "until" | "gone" | "byName">)
  /** What goes with whoever was asked: the driver's car, the host's flat. */
  | ({ kind: "leg-with"; case: CaseId } & Pick<PassageRest, "thing" | "from" | "until" | "gone">)
  /** It is this party's. */
  | { kind: "journey"; from: number; until: number }
  | { kind: "same-identifier"; sure: boolean }
  /** Its number or account stands in what they wrote. */
  | { kind: "wrote-identifier"; at: number | null }
  /** One came with two words that the other was given for them. [VO1] */
  | { kind: "vouched-for" }
  /** One says that they are the other, and had nothing but the old words for it. [MB8] */
  | { kind: "claims-to-continue" }
  /** A member said on the board that they are one person. */
  | { kind: "judged-same" }
  | { kind: "mailbox" }
  | { kind: "itself" }
  /** They were told of it, or may be: first then. */
  | { kind: "told"; as: ToldAs; at: number }
  /** A member could read it; how often he answered there, and whether it is his. */
  | { kind: "read"; parts: ReadPart[]; owns: boolean; answers: number }
  | { kind: "answered"; answers: number; last: number };

/** Both ways: whoever has the telephone of one has read there of the other. */
export type Tie = {
  one: Node;
  other: Node;
  how: Extract<How, { kind: "vouched-for" | "claims-to-continue" | "judged-same" }>;
};

/**
 * `cost` adds up along a path: 1 is what certainly leads on, 2 what likely does, 3 what may. So a path is certain only
 * where nothing stands between, and grows doubtful with distance. `veiled`: what is known that way says nothing of what the
 * case arranged since, and leads on less surely.
 */
export type Hop = { to: Node; how: How; cost: number; veiled?: true };

const MOMENTS: ReadonlySet<UseKind> = new Set(["rode", "met", "passed", "rang", "paid", "booked", "carried"]);

/** When a use was over, as far as anybody has said; a stay without an end goes on, and what was called off was over by then. */
const endOf = ({ as, from, until, withdrawn }: UseRecord): number =>
  Math.min(until ?? (MOMENTS.has(as) ? from : Number.POSITIVE_INFINITY), withdrawn?.at ?? Number.POSITIVE_INFINITY);

/** So long is known what was said for a leg: to its end, or until whoever was asked was not any more. */
const heardUntil = ({ until, gone }: PassageRest): number => Math.min(until, gone ?? Number.POSITIVE_INFINITY);

/** So long a place or a person is remembered, and a telephone keeps its lists. */
const REMEMBERED = 30 * DAY;

/** A card's or an account's statement lists what it paid and booked, however long ago, a cancelled booking too; the rest fades. */
const costOf = (use: UseRecord, since: number): number => {
  if (use.as === "booked" || (use.as === "paid" && use.withdrawn === null)) return 1;
  const over = since - endOf(use);
  return over <= 0 ? 1 : over <= REMEMBERED ? 2 : 3;
};

type Since = { since: number; at: number; thing: ThingId | null };

/**
 * What was arranged after the mark is not known to whoever has what is marked, unless it is with that very thing: a party
 * that was moved would else take the mark along wherever they are brought.
 */
const isArrangedSince = (
  { first, from }: { first: number; from: number },
  used: readonly ThingId[],
  { at, thing }: Since,
): boolean => first > at && from >= at && (thing === null || !used.includes(thing));

export const leadsOn = (use: UseRecord, used: readonly ThingId[], mark: Since): number =>
  isArrangedSince(use, used, mark) ? 3 : costOf(use, mark.since);

/** As for a use; a place that is only called so may be another. */
export const legCost = (rest: PassageRest, mark: Since): number => {
  if (isArrangedSince(rest, [rest.thing], mark)) return 3;
  const over = mark.since - heardUntil(rest);
  return Math.max(rest.byName ? 2 : 1, over <= 0 ? 1 : over <= REMEMBERED ? 2 : 3);
};

/** Whoever knows where a party is knows of the journey that they are on, and of the next; of what is over less and less. */
const journeyCost = ({ state, until, first, from }: Passage, mark: Since): number => {
  if (isArrangedSince({ first, from }, [], mark)) return 3;
  if (state !== "over") return 0;
  return mark.since - until <= REMEMBERED ? 1 : 2;
};

/**
 * Those of which somebody has heard, as {@link usesHeardOf}. Where the way only led by and nobody was asked, nobody had: it counts
 * where it stood when the mark was made, or where they may have come by before it was changed.
 */
export const restsHeardOf = ({ rests }: Passage, at: number): PassageRest[] =>
  rests.filter(({ as, gone, from }) => as !== "way" || gone === null || gone > at || gone > from);

/** The register's pairs, both ways. */
const pairsIn = (things: ReadonlyMap<ThingId, ThingRecord>): ReadonlyMap<ThingId, ReadonlySet<ThingId>> => {
  const pairs = new Map<ThingId, Set<ThingId>>();
  const put = (one: ThingId, other: ThingId) => pairs.set(one, (pairs.get(one) ?? new Set()).add(other));
  for (const { thing, facts } of things.values())
    for (const other of facts.with ?? [])
      if (other !== thing) {
        put(thing, other);
        put(other, thing);
      }
  return pairs;
};

export type Graph = { hopsFrom(node: Node): Hop[] };

export const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
};

/** Uses that stand: what was withdrawn did not happen, or will not. */
export const usesOf = ({ contact }: CaseState): UseRecord[] =>
  [...contact.uses.values()].filter(({ withdrawn }) => withdrawn === null);

/**
 * … and those of which somebody has heard. Whoever grows silent is dropped first and marked afterwards: calling off what they
 * were asked for unsays it to nobody, whichever came first. What was written down once it was over, and withdrawn before the mark,
 * was a mistake: nobody had been asked for it.
 */
export const usesHeardOf = ({ contact }: CaseState, at: number): UseRecord[] =>
  [...contact.uses.values()].filter(
    ({ withdrawn, first, from }) => withdrawn === null || withdrawn.at > at || first < from,
  );

/**
 * Who and what is joined, from the uses that cases recorded, from journeys and their tickets, and from what the register
 * says goes together.
 *
 * @param mark since when something is compromised (what was over long before leads on less surely), when that was said, and
 * which thing it is
 */
export const graphOf = (
  cases: readonly CaseState[],
  things: ReadonlyMap<ThingId, ThingRecord>,
  passages: readonly Passage[],
  ties: readonly Tie[],
  mark: Since,
): Graph => {
  const hops = new Map<string, Hop[]>();
  const join = (a: Node, b: Node, how: How, cost: number): void => {
    push(hops, keyOf(a), { to: b, how, cost });
    push(hops, keyOf(b), { to: a, how, cost });
  };
  for (const known of cases) {
    for (const use of usesHeardOf(known, mark.at)) {
      const here: Node = { kind: "case", case: known.case };
      const used = [use.thing, ...use.with.filter((other) => other !== use.thing)];
      const cost = leadsOn(use, used, mark);
      for (const thing of used) {
        const { as, from, until } = use;
        const how: How = { kind: "use", as, case: known.case, thing, from, until, gone: use.withdrawn?.at ?? null };
        join(here, { kind: "thing", thing }, how, cost);
      }
      for (const other of used.slice(1))
        join(
          { kind: "thing", thing: use.thing },
          { kind: "thing", thing: other },
          { kind: "together", case: known.case },
          Math.max(2, cost),
        );
    }
  }
  const pairs = pairsIn(things);
  for (const passage of passages) {
    const here = nodeOf(passage);
    for (const rest of restsHeardOf(passage, mark.at)) {
      const { thing, as, from, until, gone, byName } = rest;
      const leg = { case: passage.case, thing, from, until, gone };
      const cost = legCost(rest, mark);
      join(here, { kind: "thing", thing }, { kind: "leg", as, byName, ...leg }, cost);
      // They come in that car: two steps over the register would make of it a mere possibility.
      for (const other of as === "way" ? [] : (pairs.get(thing) ?? []))
        join(here, { kind: "thing", thing: other }, { kind: "leg-with", ...leg }, Math.max(2, cost));
    }
    if (here.kind === "case") continue;
    const whose: Node = { kind: "case", case: passage.case };
    const how: How = { kind: "journey", from: passage.from, until: passage.until };
    push(hops, keyOf(here), { to: whose, how, cost: 0 });
    push(hops, keyOf(whose), { to: here, how, cost: journeyCost(passage, mark) });
  }
  for (const { thing, facts } of things.values()) {
    for (const other of facts.with ?? [])
      if (other !== thing) join({ kind: "thing", thing }, { kind: "thing", thing: other }, { kind: "goes-with" }, 2);
    for (const { thing: other } of facts.met ?? [])
      if (other !== thing)
        join({ kind: "thing", thing }, { kind: "thing", thing: other }, { kind: "know-each-other" }, 2);
  }
  for (const { one, other, how } of ties) if (keyOf(one) !== keyOf(other)) join(one, other, how, 1);
  return { hopsFrom: (node) => hops.get(keyOf(node)) ?? [] };
};

/** Tickets that belong to no journey are the case's. */
const nodeOf = ({ case: of, journey }: Pick<Passage, "case" | "journey">): Node =>
  journey === null ? { kind: "case", case: of } : { kind: "journey", case: of, journey };
