import {
  type CaseId,
  type CaseState,
  calledBy,
  caseOf,
  casesOf,
  graceUntil,
  isOutOf,
  mayWrite,
  type Outside,
} from "@fairlead/casework";
import { type AlarmId, type Framing, type MemberId, mayCommit, toHex } from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import { arming } from "./arming.ts";
import { areClocksApart } from "./clocks.ts";
import type { Compartment } from "./compartment.ts";
import type { Held } from "./held.ts";
import type { StreamWrite } from "./writing.ts";

/** Said in one append; the rest follows with the next round. */
const TOGETHER = 20;

type AlarmStep = Extract<Framing, { kind: "alarm" }>["step"];
type Arm = Extract<AlarmStep, { verb: "arm" }>;

/**
 * Keeps what the server was told of an expected sign of life to what the case says of it: its hour, and who is called as
 * things stand. Whoever reads the case no more is called no more, its owner or stand-in is in their place; a bell that is
 * new is told; and what was ended at the server alone is armed again. Derived from the case's own record, by whichever hand
 * comes by. Part of every round. [P7] [CK1]
 */
export async function keepLadders(held: Held, appender: Appender): Promise<void> {
  held.ladders = new Map();
  const intake = held.compartment("intake");
  // Who does not read who has which bell would take all of them away.
  if (intake === null || intake.halted !== null || areClocksApart(held)) return;
  const mayArm = mayWrite(held.role, "armCheckIn") && mayCommit(held.role, "alarm");
  // Of all that this hand holds; once for all cases, and anew for those in which something is due.
  let outside: Outside | null = null;
  for (const { case: theCase, contact } of casesOf(held.state)) {
    if (contact.checkIns.size === 0) continue;
    const compartment = waitingIn(held, theCase);
    if (compartment === null) continue;
    outside ??= held.outside();
    if (mayArm && framesDue(held, theCase, outside).length > 0)
      await appender.write(() => ({
        kind: "draft",
        writes: framesDue(held, theCase, held.outside()).slice(0, TOGETHER),
      }));
    for (const [alarm, step] of lastTold(compartment))
      if (step !== null)
        held.ladders.set(
          alarm,
          step.ladder.map(({ token }) => toHex(token)),
        );
  }
}

/** The spine of a case that waits for a sign of life, if this hand holds it. */
function waitingIn(held: Held, theCase: CaseId): Compartment | null {
  const known = caseOf(held.state, theCase);
  if (known === null || open(held, known).length === 0) return null;
  const compartment = held.compartments.get(known.contactStream);
  return compartment === undefined || compartment.halted !== null ? null : compartment;
}

/** Past its grace whoever was called would be called once more, and what somebody has seen would be unseen. */
const open = (held: Held, { contact }: CaseState) =>
  contact.closed !== null
    ? []
    : [...contact.checkIns.values()].filter(
        (one) => one.closed === null && one.acknowledged === null && held.effects.clock() < graceUntil(one),
      );

function framesDue(held: Held, theCase: CaseId, outside: Outside): StreamWrite[] {
  const known = caseOf(held.state, theCase);
  const compartment = waitingIn(held, theCase);
  if (known === null || compartment === null) return [];
  const isGone = goneFrom(known, outside);
  const told = lastTold(compartment);
  return open(held, known).flatMap((checkIn) => {
    const { alarm, due, graceMinutes, ladder } = checkIn;
    const called = calledBy(ladder, known.contact, isGone);
    const wanted = arming(held, {
      ...{ alarm, due, graceMinutes },
      ladder: ladder.map(({ afterMinutes }, index) => ({ afterMinutes, member: called[index] ?? null })),
    });
    const last = told.get(alarm);
    // Its beginning is not read here: then the server's word has to do.
    const stands =
      last === undefined
        ? held.alarms.some((one) => one.alarm === alarm && one.state !== "cleared" && one.due === due / 60_000)
        : last !== null && agrees(last, wanted.step, (index) => called[index] === ladder[index]?.member);
    return stands ? [] : [{ stream: known.contactStream, operations: [], framing: wanted }];
  });
}

/** A bell that was taken down rings nowhere, and may come back: it need not be told. */
const agrees = (last: Arm, wanted: Arm, isSame: (index: number) => boolean): boolean =>
  last.due === wanted.due &&
  last.grace === wanted.grace &&
  last.ladder.length === wanted.ladder.length &&
  wanted.ladder.every(({ delay, token }, index) => {
    const before = last.ladder[index];
    if (before?.delay !== delay) return false;
    return toHex(before.token) === toHex(token) || (token.length === 0 && isSame(index));
  });

const goneFrom = ({ contact, contactStream }: CaseState, outside: Outside): ((member: MemberId) => boolean) => {
  const lent = new Map(
    contact.lent.flatMap(({ part, member, until }) => (part === "contact" ? [[member, until]] : [])),
  );
  const readers = (outside.readers.get(contactStream) ?? []).map(({ member: id }) => ({
    id,
    until: lent.get(id) ?? null,
  }));
  return (member) => isOutOf(readers, outside, member);
};

/** As the stream's own record says, whoever wrote it: the newest that stands there. null: it was ended. */
function lastTold({ accepted }: Compartment): Map<AlarmId, Arm | null> {
  const told = new Map<AlarmId, Arm | null>();
  for (const { commit } of accepted) {
    const { framing } = commit.header;
    if (framing.kind !== "alarm" || framing.step.verb === "acknowledge") continue;
    told.set(framing.step.alarm, framing.step.verb === "arm" ? framing.step : null);
  }
  return told;
}
