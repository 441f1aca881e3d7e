import type { PartState } from "../fold/part.ts";
import { type CaseState, caseOf, resourcesOf, type State } from "../fold/state.ts";
import type { CaseId, JourneyId, LegId, StreamId, ThingId } from "../ids.ts";
import { assignedKey, isUnderWay, type JourneyRecord } from "../journey/fold.ts";
import { momentOf } from "../journey/moment.ts";
import type { AssignLeg, JourneyOperation, SetOut, WriteJourney } from "../journey/operation.ts";
import type { GoTerms } from "../operation.ts";
import type { KeptJourney } from "../pruning/fold.ts";
import type { Outcome, Refusal } from "../refusal.ts";
import { yesRanOut } from "../rule/consent.ts";
import { isSetOut, lawyerWasAsked, mayHaveMinor, setOutRefusal } from "../rule/journey.ts";
import { goRefusal, isVoid } from "../rule/one-person.ts";
import { onePersonIn } from "../rule/same-person.ts";
import { gosAhead, goUsedBy } from "../rule/stage.ts";
import { asOfNow, type TicketFollow } from "../ticket/follow.ts";
import { canBeHeld } from "../ticket/hold.ts";
import type { ChangeTicket, HoldTickets, TurnTicket } from "../ticket/operation.ts";
import { attempt, type Hand, notHeld } from "./attempt.ts";
import { firstInPart } from "./first-in-part.ts";
import { begunGoTerms } from "./go-terms.ts";

const partOf = (state: State, known: CaseState): PartState | null => {
  const stream = known.parts.find(({ part }) => part === "journey")?.stream;
  const content = stream === undefined ? undefined : state.streams.get(stream)?.content;
  return content?.is === "part" ? content.part : null;
};

export const journeysOf = (state: State, known: CaseState): readonly JourneyRecord[] => [
  ...(partOf(state, known)?.journeys.values() ?? []),
];

/** What is left of those that were pruned. */
export const keptJourneysOf = (state: State, known: CaseState): readonly KeptJourney[] => [
  ...(partOf(state, known)?.kept.values() ?? []),
];

/** Why there is no such journey to write about. */
export const noJourney = (state: State, known: CaseState, id: JourneyId): Refusal => ({
  kind: partOf(state, known)?.kept.has(id) ? "journey-pruned" : "no-such-journey",
});

/**
 * Plans a journey, changes it, says who is asked for a leg, that they set out, that it ended. What the rules ask of the
 * rest of the case is asked here and not in the fold, which reads one compartment alone: what a colleague wrote offline
 * before the case changed stays on record.
 *
 * @param tickets what becomes of its tickets, written in the same step
 * @param begins a fresh name for the part, where this is the first journey of its case
 */
export const writeJourney = (
  state: State,
  id: CaseId,
  operations: readonly JourneyOperation[],
  hand: Hand,
  tickets: readonly TicketFollow[] = [],
  begins: StreamId | null = null,
): Outcome => {
  const known = caseOf(state, id);
  if (!known) return { kind: "no-such-case" };
  const place = firstInPart(known, "journey", begins);
  if (place === null) return notHeld("journey");
  if (known.contact.closed) return { kind: "case-closed" };
  for (const operation of operations) {
    const refusal = caseRefusal(state, known, operation, hand);
    if (refusal) return refusal;
  }
  return attempt(state, hand, [
    { stream: place.stream, operations: [...place.begin, ...operations] },
    {
      stream: known.contactStream,
      operations: [
        ...place.spine,
        ...tickets.flatMap((one) => turnOf(asOfNow(one, reasonOf(operations), hand.at))),
        ...operations.flatMap((one) => saidOnSpine(state, known, one, hand)),
        ...operations.flatMap((one) => [...leftBehind(state, known, one, hand.at, tickets), ...holdsWith(one)]),
      ],
    },
  ]);
};

/**
 * That they set out, said in the case for a start that stands in the journey's part alone: somebody has found out that they are
 * on the road, and all that setting out asks for is there by now.
 */
export const noteSetOut = (state: State, id: CaseId, journey: JourneyId, hand: Hand): Outcome => {
  const known = caseOf(state, id);
  if (!known) return { kind: "no-such-case" };
  const one = journeysOf(state, known).find((each) => each.journey === journey);
  if (one === undefined) return noJourney(state, known, journey);
  if (!isUnderWay(one)) return { kind: "journey-over" };
  if (isSetOut(known.contact, journey)) return { kind: "operations", writes: [] };
  const refusal = setsOut(state, known, journey, hand);
  const operations = [...begunGoTerms(known.contact), setOutOf(state, known, journey, hand)];
  return refusal ?? attempt(state, hand, [{ stream: known.contactStream, operations }]);
};

/** What a colleague has changed meanwhile is not left as its author saw it, but as somebody is left of whom they had not heard. */
const hasSeen = ({ contact }: CaseState, { op, ticket, over }: TicketFollow): boolean =>
  op !== "leaveTicket" || contact.tickets.get(ticket)?.version === over;

const turnOf = (follow: TicketFollow): (ChangeTicket | TurnTicket)[] => (follow.op === "leaveTicket" ? [] : [follow]);

const reasonOf = (operations: readonly JourneyOperation[]): string =>
  operations.map((one) => ("why" in one ? one.why : "reason" in one ? one.reason : "")).find((said) => said !== "") ??
  "";

/** Whoever takes a stage back, or the go, at the same minute meets it there: it is one append, and one of the two is asked again. */
const saidOnSpine = (state: State, known: CaseState, operation: JourneyOperation, hand: Hand): (GoTerms | SetOut)[] =>
  operation.op === "startJourney"
    ? [...begunGoTerms(known.contact), setOutOf(state, known, operation.journey, hand)]
    : [];

/** Two who have said go are not passed over because one person has said it twice since. */
const setOutOf = (state: State, { contact }: CaseState, journey: JourneyId, hand: Hand): SetOut => {
  const { at } = hand;
  const one = onePersonIn(state, hand);
  const newest = goUsedBy(contact, at, journey);
  const go = gosAhead(contact, at, journey).findLast((made) => !isVoid(made, one));
  const isOther = newest !== null && go !== undefined && go.decision !== newest.decision;
  return { op: "setOut", journey, ...(isOther && { go: go.decision }) };
};

/**
 * Tickets of legs that go otherwise now, or that somebody else is asked for, given by somebody whom the author of the change
 * had not heard: nobody goes there. Those that are still on their way meet it as they come.
 */
const leftBehind = (
  state: State,
  known: CaseState,
  operation: JourneyOperation,
  at: number,
  turned: readonly TicketFollow[],
): HoldTickets[] => {
  if (operation.op !== "writeJourney" && operation.op !== "assignLeg") return [];
  const { journey } = operation;
  const before = journeysOf(state, known).find((one) => one.journey === journey);
  if (!before) return [];
  const holder = operation.op === "assignLeg" ? { holder: operation.as } : {};
  const legs = operation.op === "assignLeg" ? handedOn(before, operation) : turnedLegs(before, operation);
  if (legs.length === 0) return [];
  const said = new Set(turned.filter((one) => hasSeen(known, one)).map(({ ticket }) => ticket));
  const left = [...known.contact.tickets.values()].filter(
    (one) =>
      one.journey === journey &&
      legs.some((leg) => leg === one.leg) &&
      (operation.op === "writeJourney" || one.holder === operation.as) &&
      !said.has(one.ticket) &&
      canBeHeld(one, at),
  );
  const of = { tickets: left.map(({ ticket }) => ticket), legs, ...holder };
  return [{ op: "holdTickets", why: operation.op === "assignLeg" ? "other-hand" : "changed", journey, of }];
};

/** Legs that are gone, or begin or lead elsewhere, or leave at another hour. */
const turnedLegs = (before: JourneyRecord, after: WriteJourney): LegId[] =>
  before.legs.flatMap((then) => {
    const now = after.legs.find(({ leg }) => leg === then.leg);
    const stays =
      now !== undefined &&
      now.from === then.from &&
      now.to === then.to &&
      momentOf(after, now.departs) === momentOf(before, then.departs);
    return stays ? [] : [then.leg];
  });

/** The same person in other words is no other. Where nobody was named before, nobody is told off. */
const handedOn = ({ assigned }: JourneyRecord, { leg, as, thing, words }: AssignLeg): LegId[] => {
  const before = assigned.get(assignedKey(leg, as));
  if (before === undefined || (before.thing === null && before.words === "")) return [];
  const isSame = thing === null ? before.thing === null && before.words === words : before.thing === thing;
  return isSame ? [] : [leg];
};

/**
 * A journey that is called off, or breaks off, calls nobody to its meeting places any more; where they have arrived, what was
 * to come of it is over.
 */
const holdsWith = (operation: JourneyOperation): HoldTickets[] => {
  if (operation.op !== "cancelJourney" && operation.op !== "endJourney") return [];
  const isOff = operation.op === "cancelJourney" || operation.how === "broken-off";
  return [{ op: "holdTickets", why: isOff ? "journey" : "arrived", journey: operation.journey }];
};

const caseRefusal = (state: State, known: CaseState, operation: JourneyOperation, hand: Hand): Refusal | null => {
  switch (operation.op) {
    case "writeJourney":
      return minorRefusal(state, known, operation);
    case "startJourney":
    case "tellStep":
      return setsOut(state, known, operation.journey, hand);
    case "assignLeg":
      return operation.thing === null ? null : thingRefusal(state, operation.thing);
    case "cancelJourney":
    case "endJourney":
      return null;
  }
};

/** Why nobody may set out on it now, or null. */
export const setsOut = (state: State, known: CaseState, id: JourneyId, hand: Hand): Refusal | null => {
  const { at } = hand;
  const journey = journeysOf(state, known).find((one) => one.journey === id);
  return (
    (journey ? minorRefusal(state, known, journey) : null) ??
    setOutRefusal(known.contact, at, id) ??
    goRefusal(known.contact, at, id, onePersonIn(state, hand)) ??
    (journey?.started ? null : yesRanOut(known.contact.consent, at))
  );
};

const minorRefusal = (state: State, known: CaseState, journey: { party: string[]; date: string }): Refusal | null =>
  mayHaveMinor(state, known, journey) && !lawyerWasAsked(known) ? { kind: "minor-without-lawyer" } : null;

/** Nobody is asked who may be known to a threat, or is used no more. */
export const thingRefusal = (state: State, thing: ThingId): Refusal | null => {
  const { things, marked } = resourcesOf(state);
  const known = things.get(thing);
  if (!known || known.retired) return { kind: "no-such-thing" };
  const found = [...marked.marks.values()].some(
    ({ of, withdrawn }) => of.kind === "thing" && of.thing === thing && withdrawn === null,
  );
  return found ? { kind: "thing-compromised" } : null;
};
