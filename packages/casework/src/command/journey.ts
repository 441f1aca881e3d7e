import { type CaseState, caseOf, resourcesOf, type State } from "../fold/state.ts";
import type { CaseId, JourneyId, ThingId } from "../ids.ts";
import type { JourneyRecord } from "../journey/fold.ts";
import { momentOf } from "../journey/moment.ts";
import type { JourneyOperation, SetOut } from "../journey/operation.ts";
import type { Operation } from "../operation.ts";
import type { Outcome, Refusal } from "../refusal.ts";
import { lawyerWasAsked, mayHaveMinor, setOutRefusal } from "../rule/journey.ts";
import { asOfNow, type TicketFollow } from "../ticket/follow.ts";
import { canBeHeld, holding } from "../ticket/hold.ts";
import type { ChangeTicket, TurnTicket } from "../ticket/operation.ts";
import { attempt, type Hand, notHeld } from "./attempt.ts";

export const journeysOf = (state: State, known: CaseState): readonly JourneyRecord[] => {
  const stream = known.parts.find(({ part }) => part === "journey")?.stream;
  const content = stream === undefined ? undefined : state.streams.get(stream)?.content;
  return content?.is === "part" ? [...content.part.journeys.values()] : [];
};

/**
 * Plans a journey, changes it, says who is asked for a leg, that they set out, that it ended. What the rules ask of the
 * rest of the case is asked here and not in the fold, which reads one compartment alone: what a colleague wrote offline
 * before the case changed stays on record.
 *
 * @param tickets what becomes of its tickets, written in the same step
 */
export const writeJourney = (
  state: State,
  id: CaseId,
  operations: readonly JourneyOperation[],
  hand: Hand,
  tickets: readonly TicketFollow[] = [],
): Outcome => {
  const known = caseOf(state, id);
  if (!known) return { kind: "no-such-case" };
  const stream = known.parts.find(({ part }) => part === "journey")?.stream;
  if (stream === undefined) return notHeld("journey");
  if (known.contact.closed) return { kind: "case-closed" };
  for (const operation of operations) {
    const refusal = caseRefusal(state, known, operation, hand.at);
    if (refusal) return refusal;
  }
  return attempt(state, hand, [
    { stream, operations: [...operations] },
    {
      stream: known.contactStream,
      operations: [
        ...tickets.flatMap((one) => turnOf(asOfNow(one, reasonOf(operations), hand.at))),
        ...operations.flatMap(saidOnSpine),
        ...operations.flatMap((one) => [
          ...leftBehind(state, known, one, hand.at, tickets),
          ...holdsWith(known, one, hand.at, tickets),
        ]),
      ],
    },
  ]);
};

/** What a colleague has changed meanwhile is not left as its author saw it, but as somebody is left of whom they had not heard. */
const hasSeen = ({ contact }: CaseState, { op, ticket, over }: TicketFollow): boolean =>
  op !== "leaveTicket" || contact.tickets.get(ticket)?.version === over;

const turnOf = (follow: TicketFollow): (ChangeTicket | TurnTicket)[] => (follow.op === "leaveTicket" ? [] : [follow]);

const reasonOf = (operations: readonly JourneyOperation[]): string =>
  operations.map((one) => ("why" in one ? one.why : "reason" in one ? one.reason : "")).find((said) => said !== "") ??
  "";

/** Whoever takes a stage back, or the go, at the same minute meets it there: it is one append, and one of the two is asked again. */
const saidOnSpine = (operation: JourneyOperation): SetOut[] =>
  operation.op === "startJourney" ? [{ op: "setOut", journey: operation.journey }] : [];

/** Tickets of legs that go otherwise now, given by somebody whom the author of the change had not heard: nobody goes there. */
const leftBehind = (
  state: State,
  known: CaseState,
  operation: JourneyOperation,
  at: number,
  turned: readonly TicketFollow[],
): TurnTicket[] => {
  if (operation.op !== "writeJourney") return [];
  const before = journeysOf(state, known).find((one) => one.journey === operation.journey);
  if (!before) return [];
  const said = new Set(turned.filter((one) => hasSeen(known, one)).map(({ ticket }) => ticket));
  return [...known.contact.tickets.values()].flatMap((one): TurnTicket[] => {
    const then = before.legs.find(({ leg }) => leg === one.leg);
    if (!then || said.has(one.ticket) || !canBeHeld(one, at)) return [];
    const now = operation.legs.find(({ leg }) => leg === one.leg);
    const stays =
      now !== undefined &&
      now.from === then.from &&
      now.to === then.to &&
      momentOf(operation, now.departs) === momentOf(before, then.departs);
    const { ticket, version: over } = one;
    return stays ? [] : [{ op: "turnTicket", ticket, to: "held", reason: operation.why, over }];
  });
};

/** A journey that is called off, or breaks off, calls nobody to its meeting places any more. */
const holdsWith = (
  { contact }: CaseState,
  operation: JourneyOperation,
  at: number,
  turned: readonly TicketFollow[],
): Operation[] => {
  const others = new Map([...contact.tickets].filter(([id]) => !turned.some(({ ticket }) => ticket === id)));
  const isOff = operation.op === "cancelJourney" || (operation.op === "endJourney" && operation.how === "broken-off");
  return isOff ? holding({ contact: { tickets: others } }, "journey", at, operation.journey) : [];
};

const caseRefusal = (state: State, known: CaseState, operation: JourneyOperation, at: number): Refusal | null => {
  switch (operation.op) {
    case "writeJourney":
      return minorRefusal(state, known, operation);
    case "startJourney":
    case "tellStep":
      return setsOut(state, known, operation.journey, at);
    case "assignLeg":
      return operation.thing === null ? null : thingRefusal(state, operation.thing);
    case "cancelJourney":
    case "endJourney":
      return null;
  }
};

/** Why nobody may set out on it now, or null. */
export const setsOut = (state: State, known: CaseState, id: JourneyId, at: number): Refusal | null => {
  const journey = journeysOf(state, known).find((one) => one.journey === id);
  return (journey ? minorRefusal(state, known, journey) : null) ?? setOutRefusal(known, at);
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
