import { dayText } from "../day.ts";
import type { MemberId, ThingId } from "../ids.ts";
import { foldNetwork, isOfNetwork, type Network } from "../network/fold.ts";
import type { Operation, ThingFacts, WriteThing } from "../operation.ts";
import type { ChangedField, Refusal } from "../refusal.ts";
import { foldPathway, isOfPathways, type Pathways } from "../relocation/fold.ts";
import { foldHold, type Holds } from "../shelter/fold.ts";
import { copyMarks, foldMarks, isOfMarks, type Marks, noMarks } from "./marks.ts";
import { writtenMeanwhile } from "./meanwhile.ts";
import type { Place } from "./place.ts";

/** More than any network has; a list without end would slow every console. */
export const THINGS_MOST = 5_000;

export type ThingRecord = Omit<WriteThing, "op" | "over"> & {
  version: number;
  by: MemberId;
  at: number;
  retired: { by: MemberId; at: number; reason: string } | null;
};

/**
 * Shelters, drivers, cars, cards …, how many beds are taken, the marks of what is compromised, and the network that
 * journeys are made of. No case stands here: whoever reads the register learns of nobody where they stay. [P3]
 */
export type ResourcesState = {
  things: ReadonlyMap<ThingId, ThingRecord>;
  holds: Holds;
  marked: Marks;
  network: Network;
  pathways: Pathways;
};

export const emptyResources = (): ResourcesState => ({
  things: new Map(),
  holds: new Map(),
  marked: noMarks(),
  network: new Map(),
  pathways: new Map(),
});
export const copyResources = (state: ResourcesState): ResourcesState => ({ ...state, marked: copyMarks(state.marked) });

export const foldResources = (state: ResourcesState, operation: Operation, place: Place): Refusal | null => {
  if (isOfMarks(operation)) {
    // The party of a case is marked in the case: the register names none.
    if (operation.op === "markCompromised" && operation.of.kind === "case") return { kind: "wrong-compartment" };
    return foldMarks(state.marked, operation, place);
  }
  if (isOfNetwork(operation)) {
    const network = foldNetwork(state.network, operation, place);
    if ("kind" in network) return network;
    state.network = network;
    return null;
  }
  if (isOfPathways(operation)) {
    const pathways = foldPathway(state.pathways, operation, place);
    if ("kind" in pathways) return pathways;
    state.pathways = pathways;
    return null;
  }
  if (operation.op === "takeBeds") {
    const holds = foldHold(state.holds, operation, (thing) => state.things.get(thing)?.kind === "shelter", place);
    if ("kind" in holds) return holds;
    state.holds = holds;
    return null;
  }
  if (operation.op !== "writeThing" && operation.op !== "retireThing") return { kind: "wrong-compartment" };
  const { by, at } = place;
  const known = state.things.get(operation.thing);
  if (known && known.version !== operation.over)
    return writtenMeanwhile(known, operation.op === "writeThing" ? changesIn(known, operation) : []);
  if (operation.op === "retireThing") {
    if (!known || known.retired) return { kind: "no-such-thing" };
    if (operation.reason.trim() === "") return { kind: "incomplete", field: "reason" };
    const retired = { by, at, reason: operation.reason };
    state.things = new Map(state.things).set(known.thing, { ...known, version: known.version + 1, retired });
    return null;
  }
  const { op: _, over, ...said } = operation;
  if (!known && (over !== 0 || state.things.size >= THINGS_MOST)) return { kind: "no-such-thing" };
  if (said.name.trim() === "") return { kind: "incomplete", field: "title" };
  const version = (known?.version ?? 0) + 1;
  state.things = new Map(state.things).set(said.thing, { ...said, version, by, at, retired: null });
  return null;
};

const TEXTS = ["place", "identifier", "agreed", "note", "rules", "hours", "area"] as const;
const NUMBERS = ["beds", "seats"] as const;

const papersText = ({ papers }: ThingFacts): string[] | null =>
  papers?.map(({ kind, expires, note }) => [kind, expires, note].filter(Boolean).join(" ")) ?? null;
/** By day and words: a name is for the screen to say. */
const metText = ({ met }: ThingFacts): string[] | null =>
  met?.map(({ thing, on, note }) => [dayText(on), note || thing].join(" ")) ?? null;

const changesIn = (known: ThingRecord, { name, facts }: WriteThing): ChangedField[] => {
  const number = (value: number | undefined) => (value === undefined ? null : String(value));
  return [
    { field: "title", theirs: known.name, ours: name },
    ...TEXTS.map((field) => ({ field, theirs: known.facts[field] ?? null, ours: facts[field] ?? null })),
    ...NUMBERS.map((field) => ({ field, theirs: number(known.facts[field]), ours: number(facts[field]) })),
    { field: "tags", theirs: known.facts.tags ?? null, ours: facts.tags ?? null },
    { field: "papers", theirs: papersText(known.facts), ours: papersText(facts) },
    { field: "met", theirs: metText(known.facts), ours: metText(facts) },
  ];
};
