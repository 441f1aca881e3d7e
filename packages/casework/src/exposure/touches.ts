/**
 * Which standing marks touch a case itself, with nothing in between: what it uses or used since, whoever carries or reads
 * it. Exposure walks all that is joined; this looks at one case alone, since each case's view asks it.
 */
import type { MarkRecord } from "../fold/marks.ts";
import { type CaseState, resourcesOf, type State } from "../fold/state.ts";
import type { UseRecord } from "../fold/uses.ts";
import type { MemberId, StreamId, ThingId } from "../ids.ts";
import type { Outside, ReadingSeen } from "../outside.ts";
import { asItStands } from "../rule/one-person.ts";
import type { OnePerson } from "../rule/same-person.ts";
import { leadsOn, legCost, restsHeardOf, usesHeardOf } from "./graph.ts";
import { givenElsewhere } from "./origins.ts";
import { passagesIn } from "./passage.ts";

/** `at`: since when both were so, the mark and what it touches. `roof`: they stay there, or did since it may be known. */
export type Touch = { at: number; by: MemberId } & (
  | { kind: "roof" | "way"; thing: ThingId; name: string | null }
  | { kind: "member"; member: MemberId; owns: boolean }
);

type Of<K extends MarkRecord["of"]["kind"]> = MarkRecord & { of: Extract<MarkRecord["of"], { kind: K }> };
const isOf =
  <K extends MarkRecord["of"]["kind"]>(kind: K) =>
  (mark: MarkRecord): mark is Of<K> =>
    mark.of.kind === kind;

/** `readers`: of a case, what marked members make of it, as a text: it is the same while that is. Empty: nothing. */
export type Touches = { of(known: CaseState): readonly Touch[]; readers(known: CaseState): string };

const NONE: Touches = { of: () => [], readers: () => "" };

/**
 * Asks once what is marked; each case is then asked for its own. Of a marked member it counts whether they read a part of
 * the case since they may be compromised: what lay in the intake is not asked for, or one operator would call for all cases.
 */
export const touchesIn = (state: State, outside: Outside, one: OnePerson): Touches => {
  const resources = resourcesOf(state);
  const marks = [...resources.marked.marks.values()]
    .map((mark) => asItStands(mark, one))
    .filter(({ withdrawn }) => withdrawn === null);
  const [things, members] = [marks.filter(isOf("thing")), marks.filter(isOf("member"))];
  if (things.length + members.length === 0) return NONE;
  const readers = members.map((mark) => readerOf(mark, outside, one));
  const byReaders = (known: CaseState): Touch[] => readers.flatMap((touch) => touch(known) ?? []);
  return {
    of: (known) => [...(things.length === 0 ? [] : byThings(things, known, state, outside.now)), ...byReaders(known)],
    readers: (known) => {
      const found = byReaders(known);
      return found.length === 0 ? "" : JSON.stringify(found);
    },
  };
};

const byThings = (marks: readonly Of<"thing">[], known: CaseState, state: State, now: number): Touch[] => {
  const resources = resourcesOf(state);
  const passages = hasWay(known) ? passagesIn(state, [known], resources, now) : [];
  if (known.contact.uses.size === 0 && passages.length === 0) return [];
  return marks.flatMap(({ of: { thing }, since, at, by }): Touch[] => {
    const mark = { since, at, thing };
    const used = usesHeardOf(known, at).filter((use) => {
      const all = [use.thing, ...use.with];
      return all.includes(thing) && leadsOn(use, all, mark) === 1;
    });
    const rests = passages.flatMap((passage) =>
      restsHeardOf(passage, at).filter((rest) => rest.thing === thing && legCost(rest, mark) === 1),
    );
    if (used.length + rests.length === 0) return [];
    const isRoof = ({ as, from, withdrawn }: UseRecord) =>
      as === "stayed" && from <= now && (withdrawn === null || withdrawn.at > from);
    const kind = used.some(isRoof) ? "roof" : "way";
    const first = Math.min(...[...used, ...rests].map((one) => one.first));
    return [{ kind, thing, name: resources.things.get(thing)?.name ?? null, at: Math.max(at, first), by }];
  });
};

const hasWay = ({ contact, parts }: CaseState): boolean =>
  contact.tickets.size > 0 || parts.some(({ part }) => part === "journey");

const readerOf = (
  { of: { member }, since, at, by }: Of<"member">,
  outside: Outside,
  one: OnePerson,
): ((known: CaseState) => Touch | null) => {
  const accounts = new Set([member, ...outside.members.flatMap(({ id }) => (one(member, id) ? [id] : []))]);
  const wasIn = ({ to }: Pick<ReadingSeen, "to">) => to === null || to >= since;
  const readIn = (): Map<StreamId, number> => {
    const found = new Map<StreamId, number>();
    for (const { stream, since: given = 0, ...reading } of [...accounts].flatMap(
      (one) => outside.readings?.(one) ?? [],
    ))
      if (wasIn(reading)) found.set(stream, Math.min(given, found.get(stream) ?? given));
    return found;
  };
  // Every compartment is asked for it: not before some case has to know.
  let read: Map<StreamId, number> | null = null;
  return (known) => {
    read ??= readIn();
    const { owner, standIn } = known.contact;
    const owns = owner !== null && one(member, owner);
    const begun = known.parts.flatMap(({ stream }) => read?.get(stream) ?? []);
    const given = givenElsewhere(known, accounts).filter(wasIn);
    if (!owns && (standIn === null || !one(member, standIn)) && begun.length + given.length === 0) return null;
    const first = Math.min(...begun, ...given.map((part) => part.since ?? part.from ?? 0), Infinity);
    return { kind: "member", member, owns, at: Number.isFinite(first) ? Math.max(at, first) : at, by };
  };
};
