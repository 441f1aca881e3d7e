import { DAY } from "../day.ts";
import type { ThingRecord } from "../fold/resources.ts";
import type { CaseState } from "../fold/state.ts";
import type { UseRecord } from "../fold/uses.ts";
import type { CaseId, MailboxId, ThingId } from "../ids.ts";
import type { UseKind } from "../words.ts";

/** What a mark can reach. `common`: one of the organisation's own compartments, by what it is. */
export type Node =
  | { kind: "case"; case: CaseId }
  | { kind: "thing"; thing: ThingId }
  | { kind: "thread"; mailbox: MailboxId }
  | { kind: "common"; about: string };

export const keyOf = (node: Node): string => {
  switch (node.kind) {
    case "case":
      return `case ${node.case}`;
    case "thing":
      return `thing ${node.thing}`;
    case "thread":
      return `thread ${node.mailbox}`;
    case "common":
      return `common ${node.about}`;
  }
};

/** One stretch in which a member could read a part, or one of the organisation's own compartments. */
export type ReadPart = { part: string; from: number | null; to: number | null };

/** Why one leads to the next: each a fact that stands in a compartment, never a guess. */
export type How =
  /** The case used the thing; the same edge both ways. */
  | { kind: "use"; as: UseKind; case: CaseId; thing: ThingId; from: number; until: number | null }
  /** Two things used at one time by one case. */
  | { kind: "together"; case: CaseId }
  /** The register says that the one goes with the other: a driver's car, a shelter's host. */
  | { kind: "goes-with" }
  /** … or that they know each other by face. */
  | { kind: "know-each-other" }
  | { kind: "same-identifier"; sure: boolean }
  /** Its number or account stands in what they wrote. */
  | { kind: "wrote-identifier"; at: number | null }
  | { kind: "mailbox" }
  | { kind: "itself" }
  /** A member could read it; how often he answered there, and whether it is his. */
  | { kind: "read"; parts: ReadPart[]; owns: boolean; answers: number }
  | { kind: "answered"; answers: number; last: number };

/**
 * `cost` adds up along a path: 1 is what certainly leads on, 2 what likely does, 3 what may. So a path is certain only
 * where nothing stands between, and grows doubtful with distance.
 */
export type Hop = { to: Node; how: How; cost: number };

const MOMENTS: ReadonlySet<UseKind> = new Set(["rode", "met", "passed", "rang", "paid", "booked"]);

/** When a use was over, as far as anybody has said; a stay without an end goes on. */
const endOf = ({ as, from, until }: UseRecord): number => until ?? (MOMENTS.has(as) ? from : Number.POSITIVE_INFINITY);

/** So long a place or a person is remembered, and a telephone keeps its lists. */
const REMEMBERED = 30 * DAY;

/** A card's or an account's statement lists what it paid and booked, however long ago; the rest fades. */
const costOf = (use: UseRecord, since: number): number => {
  if (use.as === "paid" || use.as === "booked") return 1;
  const over = since - endOf(use);
  return over <= 0 ? 1 : over <= REMEMBERED ? 2 : 3;
};

type Since = { since: number; at: number; thing: ThingId | null };

/**
 * What was arranged after the mark is not known to whoever has what is marked, unless it is with that very thing: a party
 * that was moved would else take the mark along wherever they are brought.
 */
const leadsOn = (use: UseRecord, used: readonly ThingId[], { since, at, thing }: Since): number => {
  const arrangedSince = use.first > at && use.from >= at && (thing === null || !used.includes(thing));
  return arrangedSince ? 3 : costOf(use, since);
};

export type Graph = { hopsFrom(node: Node): Hop[] };

const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
};

/** Uses that stand: what was withdrawn did not happen, or will not. */
export const usesOf = ({ contact }: CaseState): UseRecord[] =>
  [...contact.uses.values()].filter(({ withdrawn }) => withdrawn === null);

/** … and those that stood when the mark was made: cancelling a leg afterwards unsays it to nobody who had read of it. */
const usesKnownAt = ({ contact }: CaseState, at: number): UseRecord[] =>
  [...contact.uses.values()].filter(({ withdrawn }) => withdrawn === null || withdrawn.at > at);

/**
 * Who and what is joined, from the uses that cases recorded and from what the register says goes together.
 *
 * @param mark since when something is compromised (what was over long before leads on less surely), when that was said, and
 * which thing it is
 */
export const graphOf = (cases: readonly CaseState[], things: ReadonlyMap<ThingId, ThingRecord>, mark: Since): Graph => {
  const hops = new Map<string, Hop[]>();
  const join = (a: Node, b: Node, how: How, cost: number): void => {
    push(hops, keyOf(a), { to: b, how, cost });
    push(hops, keyOf(b), { to: a, how, cost });
  };
  for (const known of cases) {
    for (const use of usesKnownAt(known, mark.at)) {
      const here: Node = { kind: "case", case: known.case };
      const used = [use.thing, ...use.with.filter((other) => other !== use.thing)];
      const cost = leadsOn(use, used, mark);
      for (const thing of used) {
        const { as, from, until } = use;
        join(here, { kind: "thing", thing }, { kind: "use", as, case: known.case, thing, from, until }, cost);
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
  for (const { thing, facts } of things.values()) {
    for (const other of facts.with ?? [])
      if (other !== thing) join({ kind: "thing", thing }, { kind: "thing", thing: other }, { kind: "goes-with" }, 2);
    for (const { thing: other } of facts.met ?? [])
      if (other !== thing)
        join({ kind: "thing", thing }, { kind: "thing", thing: other }, { kind: "know-each-other" }, 2);
  }
  return { hopsFrom: (node) => hops.get(keyOf(node)) ?? [] };
};
