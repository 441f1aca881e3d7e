import { ARRIVAL_LINES, type LookBack, type WriteArrival } from "../arrival/operation.ts";
import { usesOfJourney } from "../arrival/uses.ts";
import { type CaseState, caseOf, type State, streamOf } from "../fold/state.ts";
import type { CaseId, HoldId, MarkId, ThingId, UseId } from "../ids.ts";
import type { AgreeSignals, ArmCheckIn, MarkCompromised, Operation } from "../operation.ts";
import type { AddTask } from "../plan/operation.ts";
import type { Outcome, Write } from "../refusal.ts";
import type { Stage } from "../words.ts";
import { attempt, type Hand, notHeld } from "./attempt.ts";
import { moveWrites } from "./case.ts";
import { journeysOf, noJourney } from "./journey.ts";
import { type UseChange, useWrites } from "./shelter.ts";

/** A telephone of the register that was on the old phone: used no more from here on; `mark`: and may be known. */
export type PhoneGone = { thing: ThingId; over: number; reason: string; mark: { id: MarkId; source: string } | null };

export type ArrivalIntent = Omit<WriteArrival, "op"> & {
  /** The journey's version, where this word ends it. */
  journeyOver: number;
  /** Who arrived, where fewer than all did; `token` names the count in the ledger. Missing: the stage stays. */
  move?: { people: number | null; reason: string; token: string };
  signals?: AgreeSignals;
  checkIn?: ArmCheckIn;
  tasks: readonly AddTask[];
  phones: readonly PhoneGone[];
  /** Fresh names for the uses that the journey leaves behind: as many as there are words of who was asked. */
  useIds: readonly UseId[];
  /** As in `writeUses`: who took them in has given beds. */
  freshHold: () => HoldId;
};

/** Where an arrival leads: into safety, or abroad. Whoever is elsewhere on the line is not moved by it. */
export const stageOnArrival = (stage: Stage): Stage | null =>
  stage === "evacuating" ? "sheltered" : stage === "relocating" ? "abroad" : null;

/**
 * They are there: the journey's end, the sheet, the stage, and all that the sheet arranges, in one append. So no record
 * says that somebody arrived whose case still shows them on the way, and nothing of it stands if the stage may not move.
 */
export const recordArrival = (state: State, id: CaseId, intent: ArrivalIntent, hand: Hand): Outcome => {
  const known = caseOf(state, id);
  if (!known) return { kind: "no-such-case" };
  const stream = known.parts.find(({ part }) => part === "journey")?.stream;
  if (stream === undefined) return notHeld("journey");
  if (known.contact.closed) return { kind: "case-closed" };
  const journey = journeysOf(state, known).find((one) => one.journey === intent.journey);
  if (!journey) return noJourney(state, known, intent.journey);
  const unsaid = ARRIVAL_LINES.find((line) => !intent.lines.some((said) => said.line === line));
  if (unsaid !== undefined) return { kind: "incomplete", field: unsaid };
  const { arrivedAt, lines, oldPhone, over } = intent;
  const sheet: Operation = { op: "writeArrival", journey: journey.journey, arrivedAt, lines, oldPhone, over };
  const end: Operation[] = journey.ended
    ? []
    : [{ op: "endJourney", journey: journey.journey, how: "arrived", note: "", over: intent.journeyOver }];
  const spine: Operation[] = [
    // What was to come is over: a driver of a later leg waits for nobody.
    ...(journey.ended ? [] : [{ op: "holdTickets" as const, why: "arrived" as const, journey: journey.journey }]),
    ...(intent.signals ? [intent.signals] : []),
    ...(intent.checkIn ? [intent.checkIn] : []),
    ...intent.tasks,
  ];
  const used = useWrites(state, over === 0 ? leftBehind(known, journey, intent.useIds) : [], intent.freshHold);
  if ("kind" in used) return used;
  const moved = intent.move ? movedBy(state, known, intent.move, hand) : [];
  if ("kind" in moved) return moved;
  const phones = phoneWrites(state, intent.phones, arrivedAt);
  if ("kind" in phones) return phones;
  return attempt(
    state,
    hand,
    joined([
      { stream, operations: [...end, sheet] },
      ...moved,
      { stream: known.contactStream, operations: spine },
      ...used,
      ...phones,
    ]),
  );
};

/** What worked, and what should be otherwise. What that means for the network is written there, by hand. */
export const lookBack = (state: State, id: CaseId, said: Omit<LookBack, "op">, hand: Hand): Outcome => {
  const known = caseOf(state, id);
  if (!known) return { kind: "no-such-case" };
  const stream = known.parts.find(({ part }) => part === "journey")?.stream;
  if (stream === undefined) return notHeld("journey");
  if (known.contact.closed) return { kind: "case-closed" };
  return attempt(state, hand, [{ stream, operations: [{ op: "lookBack", ...said }] }]);
};

const leftBehind = (
  { case: theCase, contact }: CaseState,
  journey: Parameters<typeof usesOfJourney>[0],
  ids: readonly UseId[],
): UseChange[] =>
  usesOfJourney(journey, contact.uses).flatMap((use, index): UseChange[] => {
    const id = ids[index];
    return id === undefined ? [] : [{ case: theCase, operation: { op: "recordUse", use: id, ...use } }];
  });

const movedBy = (state: State, known: CaseState, move: NonNullable<ArrivalIntent["move"]>, hand: Hand) => {
  const to = stageOnArrival(known.contact.stage);
  // A colleague has moved it meanwhile: said, and not passed over, or the figures would count nobody.
  if (to === null) return { kind: "stage-order" as const, from: known.contact.stage, to: "sheltered" as const };
  return moveWrites(state, known, { to, decision: null, ...move }, hand);
};

const phoneWrites = (
  state: State,
  phones: readonly PhoneGone[],
  since: number,
): Write[] | ReturnType<typeof notHeld> => {
  if (phones.length === 0) return [];
  const stream = streamOf(state, "resources");
  if (!stream) return notHeld("resources");
  const operations = phones.flatMap(({ thing, over, reason, mark }): Operation[] => {
    const marked: MarkCompromised[] = mark
      ? [
          {
            ...{ op: "markCompromised", mark: mark.id, of: { kind: "thing", thing }, since },
            ...{ source: mark.source, certainty: "said", note: "" },
          },
        ]
      : [];
    return [{ op: "retireThing", thing, reason, over }, ...marked];
  });
  return [{ stream, operations }];
};

/** One write to a compartment: two would be two commits of one append, and the second would not know of the first. */
const joined = (writes: readonly Write[]): Write[] => {
  const by = new Map<Write["stream"], Operation[]>();
  for (const { stream, operations } of writes) by.set(stream, [...(by.get(stream) ?? []), ...operations]);
  return [...by].map(([stream, operations]) => ({ stream, operations }));
};
