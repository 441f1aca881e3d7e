import { dayOf, HOUR } from "../day.ts";
import { hoursOf, type PassageRest, restsOfJourney } from "../exposure/passage.ts";
import type { DecisionRecord } from "../fold/decision.ts";
import type { PartState } from "../fold/part.ts";
import { onePersonBy } from "../fold/same-person.ts";
import { type CaseState, caseOf, commonsOf, resourcesOf, type State } from "../fold/state.ts";
import type { CaseId, DecisionId, StreamId } from "../ids.ts";
import { isOver, type JourneyRecord } from "../journey/fold.ts";
import type { Operation } from "../operation.ts";
import type { KeepJourney, KeptRest } from "../pruning/operation.ts";
import type { Outcome, PruneLack } from "../refusal.ts";
import { isVoid } from "../rule/one-person.ts";
import { metOn } from "../thing/links.ts";
import { attempt, type Hand, notHeld } from "./attempt.ts";

/** The journey part as it stands, where this member holds it. */
const partOf = (state: State, known: CaseState): { stream: StreamId; part: PartState } | null => {
  const stream = known.parts.find(({ part }) => part === "journey")?.stream;
  const content = stream === undefined ? undefined : state.streams.get(stream)?.content;
  return stream !== undefined && content?.is === "part" ? { stream, part: content.part } : null;
};

/** What keeps the journeys of a case from being pruned, as far as its record says; nothing: two may decide it. */
export const pruneLacks = (state: State, known: CaseState, now: number): PruneLack[] => {
  const journeys = [...(partOf(state, known)?.part.journeys.values() ?? [])];
  const lacks = new Set(journeys.flatMap((one) => lacksOf(one, known, now)));
  return journeys.length === 0 ? ["none"] : [...lacks];
};

const lacksOf = (one: JourneyRecord, { contact }: CaseState, now: number): PruneLack[] => {
  if (!isOver(one)) return ["open"];
  const replaced = new Set(contact.answers.map(({ instead }) => instead));
  const told = new Set(one.told.map(({ message }) => message));
  const lies = contact.answers.some(
    ({ message, until }) => told.has(message) && until !== null && until * HOUR > now && !replaced.has(message),
  );
  return [
    // Of what was called off, or broke off, the reason says enough.
    ...(one.ended?.how === "arrived" && one.arrival === null ? (["arrival"] as const) : []),
    ...(one.ended?.how === "arrived" && one.lookedBack === null ? (["looked-back"] as const) : []),
    ...(lies ? (["step"] as const) : []),
  ];
};

/** The first of the two. Nothing is pruned yet. [P11] */
export const askPruning = (
  state: State,
  id: CaseId,
  said: { decision: DecisionId; text: string; expires: number },
  hand: Hand,
): Outcome => {
  const known = caseOf(state, id);
  if (!known) return { kind: "no-such-case" };
  const there = partOf(state, known);
  if (there === null) return notHeld("journey");
  const missing = pruneLacks(state, known, hand.at);
  if (missing.length > 0) return { kind: "not-to-be-pruned", missing };
  const prunes = { stream: there.stream, journeys: [...there.part.journeys.keys()] };
  return attempt(state, hand, [
    {
      stream: known.contactStream,
      operations: [{ op: "propose", about: "prune", checklist: [], prunes, ...said }],
    },
  ]);
};

/** What two have decided to prune, and nobody's hand has carried out yet. */
export const pruningDue = (state: State, known: CaseState, now: number): DecisionRecord | null => {
  const asked = known.contact.decisions.filter(({ about }) => about === "prune");
  if (asked.length === 0) return null;
  const there = partOf(state, known);
  const one = onePersonBy(commonsOf(state).same);
  const due = asked.find(
    (made) =>
      made.verdict?.verdict === "approve" &&
      made.withdrawn === null &&
      !made.spent &&
      made.expires >= now &&
      made.prunes?.stream === there?.stream &&
      !isVoid(made, one),
  );
  return known.contact.closed || there === null || due === undefined ? null : due;
};

/**
 * Begins the journey part anew in `to`, with what is left of each journey; says in the old one that it has ended, and in the
 * spine which one it is from here on: one append, so that nothing is written in between that would be erased unseen.
 *
 * The write to `to` is the whole beginning of that stream.
 */
export const pruneJourneys = (
  state: State,
  id: CaseId,
  { decision, to }: { decision: DecisionId; to: StreamId },
  hand: Hand,
): Outcome => {
  const known = caseOf(state, id);
  if (!known) return { kind: "no-such-case" };
  if (known.contact.closed) return { kind: "case-closed" };
  const there = partOf(state, known);
  if (there === null) return notHeld("journey");
  const { stream: from, part } = there;
  const asked = known.contact.decisions.find((one) => one.decision === decision)?.prunes?.journeys ?? [];
  const missing = pruneLacks(state, known, hand.at);
  if (missing.length > 0) return { kind: "not-to-be-pruned", missing };
  // Two have decided about those, and about no other.
  if ([...part.journeys.keys()].some((one) => !asked.includes(one)))
    return { kind: "not-to-be-pruned", missing: ["others"] };
  const begin: Operation[] = [
    { op: "begin", compartment: { about: "case", case: id, part: "journey" } },
    ...(part.title === "" ? [] : [{ op: "titlePart" as const, title: part.title }]),
    ...[...part.kept.values()].map((one): Operation => ({ op: "keepJourney", ...one })),
    ...[...part.journeys.values()].map((one) => keptOf(state, one, hand.at)),
  ];
  return attempt(state, hand, [
    { stream: from, operations: [{ op: "endJourneyPart", to }] },
    { stream: to, operations: begin },
    { stream: known.contactStream, operations: [{ op: "pruneJourneys", decision, from, to }] },
  ]);
};

/** A check of who rides, or on the road. */
const CHECKS: ReadonlySet<string> = new Set(["identity", "checkpoint"]);

const keptOf = (state: State, one: JourneyRecord, now: number): KeepJourney => {
  const { journey, party, date, route, application, ended, cancelled, arrival, lookedBack, told } = one;
  const { from, until } = hoursOf(one);
  return {
    op: "keepJourney",
    ...{ journey, party, date, planned: dayOf(one.first.at), from: dayOf(from), until: dayOf(until) },
    ended: dayOf((ended ?? cancelled ?? one).at),
    how: ended?.how ?? "cancelled",
    exposure: route && {
      points: route.exposure,
      checks: route.reasons.filter(({ part }) => CHECKS.has(part)).length,
    },
    application: application ?? null,
    oldPhone: arrival?.oldPhone ?? null,
    worked: lookedBack?.worked ?? "",
    change: lookedBack?.change ?? "",
    steps: told.flatMap(({ message }) => message ?? []),
    rests: onceEach(restsOfJourney(one, resourcesOf(state)).map(byDay)),
    met: onceEach(metOn(one, now).map(({ a, b, how, at }) => ({ a, b, how, on: dayOf(at) }))),
  };
};

const byDay = ({ thing, as, from, until, first, gone, byName }: PassageRest): KeptRest => ({
  ...{ thing, as, from: dayOf(from), until: dayOf(until), first: dayOf(first) },
  ...{ gone: gone === null ? null : dayOf(gone), byName },
});

/** What differed by its hour alone is one. */
const onceEach = <T>(all: readonly T[]): T[] => [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
