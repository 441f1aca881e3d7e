import { dayOf, HOUR } from "../day.ts";
import { hoursOf, type PassageRest, restsOfJourney } from "../exposure/passage.ts";
import type { DecisionRecord } from "../fold/decision.ts";
import type { PartState } from "../fold/part.ts";
import { emptyResources, type ResourcesState } from "../fold/resources.ts";
import { type CaseState, caseOf, resourcesOf, type State } from "../fold/state.ts";
import type { CaseId, DecisionId, JourneyId, StreamId } from "../ids.ts";
import { isOver, type JourneyRecord } from "../journey/fold.ts";
import type { Operation } from "../operation.ts";
import type { KeptJourney, Pruning } from "../pruning/fold.ts";
import type { KeepJourney, KeptRest } from "../pruning/operation.ts";
import type { Outcome, PruneLack, Refusal } from "../refusal.ts";
import { isVoid } from "../rule/one-person.ts";
import { onePersonIn } from "../rule/same-person.ts";
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

/** Two have decided about those, and about no other. */
const othersThan = (asked: readonly JourneyId[], { journeys }: PartState): boolean =>
  [...journeys.keys()].some((one) => !asked.includes(one));

/**
 * Why somebody cannot be the second of the two: whoever approves has before their eyes what goes, and it is over as they read
 * it too. What is asked for could be written by another client than ours. [P11]
 */
export const approvePruneRefusal = (
  state: State,
  known: CaseState,
  { prunes }: Pick<DecisionRecord, "prunes">,
  now: number,
): Refusal | null => {
  const there = partOf(state, known);
  if (there === null || there.stream !== prunes?.stream) return notHeld("journey");
  const missing = pruneLacks(state, known, now);
  if (othersThan(prunes.journeys, there.part)) missing.push("others");
  return missing.length > 0 ? { kind: "not-to-be-pruned", missing } : null;
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
export const pruningDue = (state: State, known: CaseState, hand: Hand): DecisionRecord | null => {
  const asked = known.contact.decisions.filter(({ about }) => about === "prune");
  if (asked.length === 0) return null;
  const there = partOf(state, known);
  const one = onePersonIn(state, hand);
  const due = asked.find(
    (made) =>
      made.verdict?.verdict === "approve" &&
      made.withdrawn === null &&
      !made.spent &&
      made.expires >= hand.at &&
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
  if (othersThan(asked, part)) return { kind: "not-to-be-pruned", missing: ["others"] };
  const begin: Operation[] = [
    { op: "begin", compartment: { about: "case", case: id, part: "journey" } },
    ...(part.title === "" ? [] : [{ op: "titlePart" as const, title: part.title }]),
    ...[...part.kept.values()].map((one): Operation => ({ op: "keepJourney", ...one })),
    ...[...part.journeys.values()].map((one) => keptOf(resourcesOf(state), one, hand.at)),
  ];
  return attempt(state, hand, [
    { stream: from, operations: [{ op: "endJourneyPart", to }] },
    { stream: to, operations: begin },
    { stream: known.contactStream, operations: [{ op: "pruneJourneys", decision, from, to }] },
  ]);
};

/** A check of who rides, or on the road. */
const CHECKS: ReadonlySet<string> = new Set(["identity", "checkpoint"]);

const keptOf = (resources: ResourcesState, one: JourneyRecord, now: number): KeepJourney => {
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
    rests: onceEach(restsOfJourney(one, resources).map(byDay)),
    met: onceEach(metOn(one, now).map(({ a, b, how, at }) => ({ a, b, how, on: dayOf(at) }))),
  };
};

const byDay = ({ thing, as, from, until, first, gone, byName }: PassageRest): KeptRest => ({
  ...{ thing, as, from: dayOf(from), until: dayOf(until), first: dayOf(first) },
  ...{ gone: gone === null ? null : dayOf(gone), byName },
});

/** What differed by its hour alone is one. */
const onceEach = <T>(all: readonly T[]): T[] => [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];

/**
 * Whether what this member reads in both streams is what two decided: the one of before is this case's journey part and names
 * the other as its end, every journey in it is over and was decided about, and what is left of each says what stood there.
 *
 * Whose hand comes by writes all of that, and whose console signs by itself that the stream goes must not take it on trust. What
 * the register alone said of a way is not compared: it may have been written otherwise since.
 */
export const isAsDecided = (state: State, known: CaseState, pruning: Pruning): boolean => {
  const before = journeyPartIn(state, known, pruning.from);
  const after = journeyPartIn(state, known, goesOnIn(known, pruning));
  if (before === null || after === null || before.endedIn !== pruning.to) return false;
  if (othersThan(pruning.journeys, before)) return false;
  // Of one that was read from some moment on the words were left out.
  const words = state.streams.get(pruning.from)?.whole === true;
  const decidedAt = Math.max(pruning.asked.at, pruning.approved.at);
  return (
    [...before.kept.values()].every((one) => saysAsMuch(after.kept.get(one.journey), one, words)) &&
    [...before.journeys.values()].every((one) => {
      const { op: _, ...stood } = keptOf(emptyResources(), one, decidedAt);
      return isOver(one) && saysAsMuch(after.kept.get(one.journey), stood, words);
    })
  );
};

/** Where its journeys stand now: the part that took its place may have been pruned, and erased, since. */
export const goesOnIn = ({ contact: { prunings } }: CaseState, { to }: Pick<Pruning, "to">): StreamId =>
  prunings.reduce((last, one) => (one.from === last ? one.to : last), to);

/** By its own first words. */
const journeyPartIn = (state: State, known: CaseState, stream: StreamId): PartState | null => {
  const there = state.streams.get(stream);
  const compartment = there?.begun?.compartment;
  const isIts = compartment?.about === "case" && compartment.case === known.case && compartment.part === "journey";
  return isIts && there?.content.is === "part" ? there.content.part : null;
};

const saysAsMuch = (left: KeptJourney | undefined, stood: KeptJourney, words: boolean): boolean => {
  if (left === undefined) return false;
  const { rests, met, steps, worked, change, ...rest } = stood;
  const same = Object.entries(rest).every(([name, value]) => plain(left[name as keyof typeof rest]) === plain(value));
  return (
    same &&
    (!words || (left.worked === worked && left.change === change)) &&
    holdsAll(left.rests, rests) &&
    holdsAll(left.met, met) &&
    holdsAll(left.steps, steps)
  );
};

const holdsAll = (there: readonly unknown[], all: readonly unknown[]): boolean => {
  const said = new Set(there.map(plain));
  return all.every((one) => said.has(plain(one)));
};

/** Fields in one order: what was read back from a seal has them in its own. */
const plain = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
