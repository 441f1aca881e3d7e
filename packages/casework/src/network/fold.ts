import { writtenMeanwhile } from "../fold/meanwhile.ts";
import type { Place } from "../fold/place.ts";
import type { MemberId } from "../ids.ts";
import type { ChangedField, Refusal } from "../refusal.ts";
import type {
  NetworkEntry,
  NetworkOperation,
  NetworkTrip,
  QuestionNetwork,
  RetireNetwork,
  WriteNetwork,
} from "./operation.ts";

/** More than a country's services; without an end one careless import would slow every console for good. */
export const ENTRIES_MOST = 20_000;

export type EntryRecord = {
  entry: NetworkEntry;
  /** Who or what says so, and when it was last known to be so. */
  source: string;
  asOf: number;
  version: number;
  by: MemberId;
  at: number;
  retired: { by: MemberId; at: number; reason: string } | null;
  /** What is to be asked about it again; null: nobody doubts it. */
  asked: { by: MemberId; at: number; question: string } | null;
};

/** By kind and id. */
export type Network = ReadonlyMap<string, EntryRecord>;

export const entryKey = ({ kind, id }: Pick<NetworkEntry, "kind" | "id">): string => `${kind} ${id}`;

export const isOfNetwork = <O extends { op: string }>(operation: O): operation is Extract<O, NetworkOperation> =>
  operation.op === "writeNetwork" || operation.op === "retireNetwork" || operation.op === "questionNetwork";

/** @returns the network with it, or why not: of many entries all count or none. */
export const foldNetwork = (network: Network, operation: NetworkOperation, place: Place): Network | Refusal => {
  switch (operation.op) {
    case "writeNetwork":
      return written(network, operation, place);
    case "retireNetwork":
      return retired(network, operation, place);
    case "questionNetwork":
      return asked(network, operation, place);
  }
};

/** Of no version: whoever changes the entry at that moment is not in the way, and answers by it. */
const asked = (network: Network, { kind, id, question }: QuestionNetwork, { by, at }: Place): Network | Refusal => {
  const known = network.get(`${kind} ${id}`);
  if (!known || known.retired) return { kind: "no-such-entry" };
  if (question.trim() === "") return { kind: "incomplete", field: "question" };
  return new Map(network).set(`${kind} ${id}`, { ...known, asked: { by, at, question } });
};

const written = (network: Network, { entries, source, asOf }: WriteNetwork, { by, at }: Place): Network | Refusal => {
  if (source.trim() === "") return { kind: "incomplete", field: "source" };
  const next = new Map(network);
  for (const { entry, over } of entries) {
    const key = entryKey(entry);
    const known = next.get(key);
    if (known && known.version !== over) return writtenMeanwhile(known, changesIn(known.entry, entry));
    if (!known && over !== 0) return { kind: "no-such-entry" };
    // A clock that is ahead would keep it fresh for ever.
    const said = { entry, source, asOf: Math.min(asOf, at), by, at, retired: null, asked: null };
    next.set(key, { ...said, version: (known?.version ?? 0) + 1 });
  }
  if (next.size > ENTRIES_MOST) return { kind: "too-many-entries", most: ENTRIES_MOST };
  // Afterwards: in one file a service may stand before the places where it stops.
  for (const { entry } of entries) {
    const field = missingIn(entry, (id) => next.has(`place ${id}`));
    if (field !== null) return { kind: "incomplete", field };
  }
  return next;
};

const retired = (network: Network, { entries, reason }: RetireNetwork, { by, at }: Place): Network | Refusal => {
  if (reason.trim() === "") return { kind: "incomplete", field: "reason" };
  const next = new Map(network);
  for (const { kind, id, over } of entries) {
    const known = next.get(`${kind} ${id}`);
    if (!known || known.retired) return { kind: "no-such-entry" };
    if (known.version !== over) return writtenMeanwhile(known, []);
    next.set(`${kind} ${id}`, { ...known, version: known.version + 1, retired: { by, at, reason } });
  }
  return next;
};

/** What no planner could make sense of, by the field where a person would mend it. */
const missingIn = (entry: NetworkEntry, isPlace: (id: string) => boolean): string | null => {
  switch (entry.kind) {
    case "place":
      return entry.name.trim() === "" ? "title" : null;
    case "service": {
      const { stops, checkpoints, price, trips } = entry;
      if (stops.length < 2 || !stops.every(isPlace)) return "stops";
      if (checkpoints.length !== stops.length || checkpoints[0] !== 0) return "checkpoints";
      if (price.length !== stops.length || price.some((one, index) => one < (price[index - 1] ?? 0))) return "price";
      return trips.every((trip) => trip.times.length === stops.length && runs(trip)) ? null : "trips";
    }
    case "drive":
      if (entry.name.trim() === "") return "title";
      return isPlace(entry.from) && isPlace(entry.to) && entry.from !== entry.to ? null : "stops";
    case "walk":
      return isPlace(entry.from) && isPlace(entry.to) && entry.from !== entry.to ? null : "stops";
  }
};

/** On some day, and never backwards. */
const runs = ({ on, weekdays, times }: NetworkTrip): boolean => {
  if (on === null && weekdays.length === 0) return false;
  let before = 0;
  for (const time of times) {
    if (time === null) continue;
    const [arrive, depart] = time;
    if (arrive < before || depart < arrive) return false;
    before = depart;
  }
  return true;
};

/** As a person can compare it: of a timetable only how many departures it has. */
const wordsOf = (value: unknown): string | null => {
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value)) return String(value);
  return value.every((one) => typeof one === "string") ? value.join(", ") : String(value.length);
};

const changesIn = (known: NetworkEntry, said: NetworkEntry): ChangedField[] => {
  const theirs = new Map<string, unknown>(Object.entries(known));
  return Object.entries(said).map(([field, ours]) => ({
    field,
    theirs: wordsOf(theirs.get(field)),
    ours: wordsOf(ours),
  }));
};
