import { type Aftermath, foldArrival, noAftermath } from "../arrival/fold.ts";
import type { ArrivalOperation } from "../arrival/operation.ts";
import { writtenMeanwhile } from "../fold/meanwhile.ts";
import type { Place } from "../fold/place.ts";
import type { JourneyId, LegId, MemberId } from "../ids.ts";
import { SIGN_GRACE } from "../moving/grace.ts";
import type { ChangedField, Refusal } from "../refusal.ts";
import { momentOf } from "./moment.ts";
import type {
  AssignLeg,
  ChosenRoute,
  EndJourney,
  JourneyLeg,
  JourneyOperation,
  JourneyStretch,
  LegHand,
  TellStep,
  WriteJourney,
} from "./operation.ts";

type Said = { by: MemberId; at: number };

export type AssignedRecord = Omit<AssignLeg, "op" | "journey" | "seen" | "over"> & Said & { version: number };

/** How it was meant to go before: whoever was asked then has heard of it, and is not made to forget it. */
export type FormerWay = {
  date: string;
  offset: number;
  legs: readonly JourneyLeg[];
  rests: ChosenRoute["rests"];
  wroteAt: number;
  /** Who was asked then, and is not now. */
  assigned: readonly AssignedRecord[];
  gone: Said;
};

export type ToldRecord = Omit<TellStep, "op" | "journey" | "seen" | "over"> & Said;

/** The end of a leg, in ms, by which somebody had to be heard of. `isLast`: there the journey was to end. */
export type Lapsed = { leg: LegId; due: number; party: readonly string[]; isLast: boolean };

export type JourneyRecord = Omit<WriteJourney, "op" | "over" | "fallback"> &
  Aftermath &
  Said & {
    version: number;
    first: Said;
    /** By leg and hand. What nobody does any more stands here with no name, so that its version goes on. */
    assigned: ReadonlyMap<string, AssignedRecord>;
    /** By leg, the version since which it goes as it does now. */
    since: ReadonlyMap<LegId, number>;
    /** ms at which it was last written, whatever was said of it since. */
    wroteAt: number;
    /** The first one first. */
    former: readonly FormerWay[];
    /** Fallbacks that were taken, in their order: what did not come, and what whoever took it said. */
    taken: readonly (Said & { missed: string; why: string })[];
    /** What the party was told of its way, in that order. */
    told: readonly ToldRecord[];
    /** Of the versions before this one, while they were under way: what was over when it was written anew. */
    lapsed: readonly Lapsed[];
    started: Said | null;
    ended: (Said & Pick<EndJourney, "how" | "note">) | null;
    cancelled: (Said & { reason: string }) | null;
  };

export type Journeys = ReadonlyMap<JourneyId, JourneyRecord>;

export const assignedKey = (leg: LegId, as: LegHand): string => `${leg} ${as}`;

export const isOfJourney = <O extends { op: string }>(operation: O): operation is Extract<O, JourneyOperation> =>
  ["writeJourney", "cancelJourney", "startJourney", "endJourney", "assignLeg", "tellStep"].includes(operation.op);

export const isOfArrival = <O extends { op: string }>(operation: O): operation is Extract<O, ArrivalOperation> =>
  operation.op === "writeArrival" || operation.op === "lookBack";

/** @returns the journeys with it, or why not: whoever writes over a version that they had not seen is shown it first. */
export const foldJourney = (
  journeys: Journeys,
  operation: JourneyOperation | ArrivalOperation,
  { by, at }: Place,
): Journeys | Refusal => {
  const known = journeys.get(operation.journey);
  const said: Said = { by, at };
  if (isOfArrival(operation)) {
    const next = known ? foldArrival(known, operation, said) : ({ kind: "no-such-journey" } as const);
    return "kind" in next ? next : put(journeys, next);
  }
  if (operation.op === "assignLeg") return assigned(journeys, operation, said);
  if (operation.op === "tellStep") return told(journeys, operation, said);
  if (known && known.version !== operation.over)
    return writtenMeanwhile(known, operation.op === "writeJourney" ? changesIn(known, operation) : []);
  if (operation.op === "writeJourney") return written(journeys, operation, said);
  if (!known) return { kind: "no-such-journey" };
  if (isOver(known)) return { kind: "journey-over" };
  const next = { ...known, ...said, version: known.version + 1 };
  switch (operation.op) {
    case "cancelJourney":
      if (operation.reason.trim() === "") return { kind: "incomplete", field: "reason" };
      return put(journeys, { ...next, cancelled: { ...said, reason: operation.reason } });
    case "startJourney":
      if (known.started) return { kind: "written-meanwhile", ...known.started };
      return put(journeys, { ...next, started: said });
    case "endJourney": {
      const { how, note } = operation;
      // Only what has begun can arrive.
      if (!known.started) return { kind: "no-such-journey" };
      if (how === "broken-off" && note.trim() === "") return { kind: "incomplete", field: "note" };
      return put(journeys, { ...next, ended: { ...said, how, note } });
    }
  }
};

export const isOver = ({ ended, cancelled }: Pick<JourneyRecord, "ended" | "cancelled">): boolean =>
  ended !== null || cancelled !== null;

export const isUnderWay = (one: Pick<JourneyRecord, "started" | "ended" | "cancelled">): boolean =>
  one.started !== null && !isOver(one);

const put = (journeys: Journeys, one: JourneyRecord): Journeys => new Map(journeys).set(one.journey, one);

const written = (journeys: Journeys, operation: WriteJourney, said: Said): Journeys | Refusal => {
  const { op: _, over, fallback, ...journey } = operation;
  const known = journeys.get(journey.journey);
  if (!known && over !== 0) return { kind: "no-such-journey" };
  if (known && isOver(known)) return { kind: "journey-over" };
  const field = missingIn(operation);
  if (field !== null) return { kind: "incomplete", field };
  const before = new Map(known?.legs.map((leg) => [leg.leg, leg]));
  const version = over + 1;
  const since = journey.legs.map((leg): [LegId, number] => {
    const then = before.get(leg.leg);
    return [leg.leg, then && isSameStretch(leg, then) ? (known?.since.get(leg.leg) ?? version) : version];
  });
  const changed = new Set(since.flatMap(([leg, from]) => (from === version ? [leg] : [])));
  // Nobody is believed to come at an hour for which nobody has asked them.
  const stays = ({ leg }: AssignedRecord): boolean => new Map(since).has(leg) && !changed.has(leg);
  const words = [...(known?.assigned ?? [])];
  const asked = words.filter(([, word]) => stays(word));
  const dropped = words.flatMap(([, word]) => (stays(word) ? [] : [word]));
  // Another way of a departure is one still, whoever takes it and however: said anew only by who means another.
  const application = journey.application ?? known?.application;
  return put(journeys, {
    ...journey,
    ...(application === undefined ? {} : { application }),
    ...said,
    version,
    first: known?.first ?? said,
    assigned: new Map(asked),
    since: new Map(since),
    wroteAt: said.at,
    former: known ? [...known.former, { ...wayOf(known), assigned: dropped, gone: said }] : [],
    taken: [
      ...(known?.taken ?? []),
      ...(fallback === undefined ? [] : [{ ...said, missed: fallback.missed, why: operation.why }]),
    ],
    told: known?.told ?? [],
    lapsed: known ? [...known.lapsed, ...lapsedIn(known, said.at)] : [],
    started: known?.started ?? null,
    ended: null,
    cancelled: null,
    ...noAftermath,
  });
};

/** Another hour that is written once this one has passed unheard does not make up for it. [P7] */
const lapsedIn = (known: JourneyRecord, at: number): Lapsed[] => {
  const { started, legs, party, lapsed } = known;
  if (started === null) return [];
  return legs.flatMap(({ leg, arrives }, index): Lapsed[] => {
    const due = momentOf(known, arrives);
    const isLast = index === legs.length - 1;
    const isNew = !lapsed.some((one) => one.leg === leg && one.due === due && one.party.join() === party.join());
    return isNew && due + SIGN_GRACE <= at ? [{ leg, due, party, isLast }] : [];
  });
};

const assigned = (journeys: Journeys, operation: AssignLeg, said: Said): Journeys | Refusal => {
  const { op: _, journey, seen, over, ...who } = operation;
  const known = journeys.get(journey);
  if (!known) return { kind: "no-such-journey" };
  if (isOver(known)) return { kind: "journey-over" };
  const leg = known.legs.find((one) => one.leg === who.leg);
  // A colleague has changed the journey: there is no such leg any more, or it goes at another hour.
  if (!leg || seen < (known.since.get(who.leg) ?? 0)) return { kind: "written-meanwhile", by: known.by, at: known.at };
  if (!mayBeAsked(leg, who.as)) return { kind: "incomplete", field: "as" };
  const key = assignedKey(who.leg, who.as);
  const before = known.assigned.get(key);
  if (before && before.version !== over)
    return writtenMeanwhile(before, [
      { field: "thing", theirs: before.thing, ours: who.thing },
      { field: "words", theirs: before.words, ours: who.words },
    ]);
  if (!before && over !== 0) return { kind: "written-meanwhile", by: known.by, at: known.at };
  const one = { ...who, ...said, version: over + 1 };
  // Of the way itself nothing has changed: only who was asked before is told of what was.
  const asked = before && before.thing !== null && before.thing !== who.thing ? [before] : [];
  const gone = asked.map((word) => ({ ...wayOf(known), rests: [], legs: [leg], assigned: [word], gone: said }));
  return put(journeys, {
    ...known,
    assigned: new Map(known.assigned).set(key, one),
    former: [...known.former, ...gone],
  });
};

const wayOf = ({ date, offset, legs, route, wroteAt }: JourneyRecord): Omit<FormerWay, "assigned" | "gone"> => ({
  ...{ date, offset, legs, wroteAt },
  rests: route?.rests ?? [],
});

/** Each leg a few times over, as plans change. */
const TOLD_MOST = 400;

const told = (journeys: Journeys, operation: TellStep, said: Said): Journeys | Refusal => {
  const { op: _, journey, seen, over, ...step } = operation;
  const known = journeys.get(journey);
  if (!known) return { kind: "no-such-journey" };
  if (isOver(known)) return { kind: "journey-over" };
  // Nobody is told of a leg that goes at another hour, or not at all.
  if (!known.legs.some(({ leg }) => leg === step.leg) || seen < (known.since.get(step.leg) ?? 0))
    return { kind: "written-meanwhile", by: known.by, at: known.at };
  if (known.told.length !== over) {
    const last = known.told.at(-1) ?? known;
    return { kind: "written-meanwhile", by: last.by, at: last.at };
  }
  if (known.told.length >= TOLD_MOST) return { kind: "too-many-entries", most: TOLD_MOST };
  if (step.message === null && step.words.trim() === "") return { kind: "incomplete", field: "text" };
  return put(journeys, { ...known, told: [...known.told, { ...step, ...said }] });
};

/** Nobody drives a walk; who takes people in is asked for a stay. */
export const mayBeAsked = ({ kind }: Pick<JourneyLeg, "kind">, as: LegHand): boolean => {
  if (as === "host") return kind === "stay";
  return as === "driver" ? kind === "drive" : kind !== "stay";
};

const isSameStretch = (one: JourneyStretch, other: JourneyStretch): boolean =>
  one.kind === other.kind &&
  one.from === other.from &&
  one.to === other.to &&
  one.departs === other.departs &&
  one.arrives === other.arrives &&
  one.service === other.service;

/** What nobody could travel by, by the field where a person would mend it. */
const missingIn = ({ party, legs, over, why, date }: WriteJourney): string | null => {
  if (party.length === 0 || new Set(party).size < party.length) return "party";
  if (Number.isNaN(Date.parse(`${date}T00:00:00Z`))) return "date";
  if (legs.length === 0 || new Set(legs.map(({ leg }) => leg)).size < legs.length) return "legs";
  for (const [index, { kind, from, to, departs, arrives, service }] of legs.entries()) {
    if (from.trim() === "" || to.trim() === "" || (kind === "stay" && from !== to)) return "legs";
    if ((kind === "ride" || kind === "drive") && service.trim() === "") return "legs";
    const before = legs[index - 1];
    if (arrives < departs || (before && (before.to !== from || departs < before.arrives))) return "legs";
  }
  // The first is chosen by what the planner says of it; another in its place must be explained to who was told the first.
  return over > 0 && why.trim() === "" ? "why" : null;
};

/** 1505 → "25:05": of the night after the journey's date. */
const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

const legWords = ({ legs }: Pick<WriteJourney, "legs">): string[] =>
  legs.map(({ from, to, departs, arrives, service }) =>
    `${from} ${clock(departs)} – ${to} ${clock(arrives)} ${service}`.trim(),
  );

const changesIn = (known: JourneyRecord, said: WriteJourney): ChangedField[] => [
  { field: "party", theirs: known.party, ours: said.party },
  { field: "date", theirs: known.date, ours: said.date },
  { field: "legs", theirs: legWords(known), ours: legWords(said) },
  { field: "why", theirs: known.why, ours: said.why },
];
