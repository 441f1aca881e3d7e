import {
  type CaseId,
  type CaseState,
  calledBy,
  caseOf,
  casesOf,
  graceUntil,
  mayWrite,
  type Outside,
  type Refusal,
} from "@fairlead/casework";
import { type AlarmId, type Framing, type MemberId, mayCommit, toHex } from "@fairlead/protocol";
import type { Appender, Written } from "./append.ts";
import { arming, goneFrom } from "./arming.ts";
import { areClocksApart } from "./clocks.ts";
import type { Compartment } from "./compartment.ts";
import type { Held } from "./held.ts";
import type { StreamWrite } from "./writing.ts";

/** Said in one append; the rest follows with the next round. */
const TOGETHER = 20;

type AlarmStep = Extract<Framing, { kind: "alarm" }>["step"];
type Arm = Extract<AlarmStep, { verb: "arm" }>;
type CheckIn = CaseState["contact"]["checkIns"] extends ReadonlyMap<AlarmId, infer One> ? One : never;

/**
 * Keeps what the server was told of an expected sign of life to what the case says of it: its hour, and who is called as
 * things stand. Whoever reads the case no more is called no more, its owner or stand-in is in their place; a bell that is
 * new is told; and what was ended at the server alone is armed again, also after its grace. Derived from the case's own
 * record, by whichever hand comes by. Part of every round. [P7] [CK1]
 */
export async function keepLadders(held: Held, appender: Appender): Promise<void> {
  held.ladders = new Map();
  if (areClocksApart(held)) return;
  // Of all that this hand holds; once for all cases, and anew for those in which something is due.
  let outside: Outside | null = null;
  for (const { case: theCase, contact } of casesOf(held.state)) {
    if (contact.checkIns.size === 0) continue;
    const compartment = waitingIn(held, theCase);
    if (compartment === null) continue;
    outside ??= held.outside();
    if (mayArm(held) && dueIn(held, theCase, outside).length > 0) await tell(held, appender, theCase);
    // Who does not read who has which bell would say that none rings.
    if (!readsBells(held)) continue;
    for (const [alarm, { step }] of lastTold(compartment))
      if (step !== null)
        held.ladders.set(
          alarm,
          step.ladder.map(({ token }) => toHex(token)),
        );
  }
}

/**
 * By a person's press: the server is told once more, whatever it was told before.
 *
 * @returns check-in-closed where a colleague was faster
 */
export function setAlarmAnew(held: Held, appender: Appender, theCase: CaseId, alarm: AlarmId): Promise<Written> {
  return appender.write((): { kind: "draft"; writes: StreamWrite[] } | Refusal => {
    if (!mayArm(held)) return { kind: "not-your-role" };
    const known = caseOf(held.state, theCase);
    if (known === null) return { kind: "no-such-case" };
    const checkIn = known.contact.checkIns.get(alarm);
    if (checkIn === undefined) return { kind: "no-such-check-in" };
    if (checkIn.closed !== null || known.contact.closed !== null) return { kind: "check-in-closed" };
    const compartment = waitingIn(held, theCase);
    if (compartment === null) return { kind: "not-held", part: "contact" };
    return { kind: "draft", writes: armingAnew(held, known, compartment, checkIn, held.outside()) };
  });
}

const mayArm = ({ role }: Held): boolean => mayWrite(role, "armCheckIn") && mayCommit(role, "alarm");

/** Who does not read who has which bell would take all of them away. */
const readsBells = (held: Held): boolean => held.compartment("intake")?.halted === null;

async function tell(held: Held, appender: Appender, theCase: CaseId): Promise<void> {
  const taken = new Set<AlarmId>();
  const written = await appender.write(() => {
    taken.clear();
    const due = dueIn(held, theCase, held.outside()).slice(0, TOGETHER);
    for (const { alarm } of due) taken.add(alarm);
    return { kind: "draft", writes: due.flatMap(({ writes }) => writes) };
  });
  // A server that goes on saying that it holds none is told by itself once: more is a person's to decide.
  if (written.kind === "done") for (const alarm of taken) held.toldAnew.add(alarm);
}

/** The spine of a case that waits for a sign of life, if this hand holds it. */
function waitingIn(held: Held, theCase: CaseId): Compartment | null {
  const known = caseOf(held.state, theCase);
  if (known === null || open(known).length === 0) return null;
  const compartment = held.compartments.get(known.contactStream);
  return compartment === undefined || compartment.halted !== null ? null : compartment;
}

const open = ({ contact }: CaseState): CheckIn[] =>
  contact.closed !== null ? [] : [...contact.checkIns.values()].filter((one) => one.closed === null);

function dueIn(held: Held, theCase: CaseId, outside: Outside): { alarm: AlarmId; writes: StreamWrite[] }[] {
  const known = caseOf(held.state, theCase);
  const compartment = waitingIn(held, theCase);
  if (known === null || compartment === null) return [];
  const told = lastTold(compartment);
  return open(known).flatMap((checkIn) => {
    const { alarm, due, ladder } = checkIn;
    const { step: last } = told.get(alarm) ?? { step: undefined };
    // Its beginning is not read here: then the server's word has to do.
    const isHeld =
      last === undefined
        ? held.alarms.some((one) => one.alarm === alarm && one.state !== "cleared" && one.due === due / 60_000)
        : last !== null && (!held.unheld.has(alarm) || held.toldAnew.has(alarm));
    // Past its grace whoever was called would be called once more, and what somebody has seen would be unseen.
    const isCalling = checkIn.acknowledged !== null || held.effects.clock() >= graceUntil(checkIn);
    const called = whoIsCalled(known, checkIn, outside);
    const stands =
      last == null ||
      isCalling ||
      !readsBells(held) ||
      agrees(last, wantedOf(held, checkIn, called).step, (index) => called[index] === ladder[index]?.member);
    return isHeld && stands ? [] : [{ alarm, writes: armingAnew(held, known, compartment, checkIn, outside) }];
  });
}

/** Once more, as things stand: with the word of whoever has seen it, of whom nobody is to be called again. */
function armingAnew(
  held: Held,
  known: CaseState,
  compartment: Compartment,
  checkIn: CheckIn,
  outside: Outside,
): StreamWrite[] {
  const { contactStream: stream } = known;
  const { alarm, due, ladder, acknowledged } = checkIn;
  const framing = readsBells(held)
    ? wantedOf(held, checkIn, whoIsCalled(known, checkIn, outside))
    : asToldBefore(held, checkIn, lastTold(compartment).get(alarm)?.before ?? null);
  const rungs = framing.step.ladder.map((rung, index) => {
    const turn = due + (ladder[index]?.afterMinutes ?? 0) * 60_000;
    return acknowledged !== null && turn <= acknowledged.at ? { ...rung, token: new Uint8Array() } : rung;
  });
  const arm: Framing = { kind: "alarm", step: { ...framing.step, ladder: rungs } };
  const seen: Framing = { kind: "alarm", step: { verb: "acknowledge", alarm } };
  return [arm, ...(acknowledged === null ? [] : [seen])].map((one) => ({ stream, operations: [], framing: one }));
}

const wantedOf = (held: Held, { alarm, due, graceMinutes, ladder }: CheckIn, called: readonly (MemberId | null)[]) =>
  arming(held, {
    ...{ alarm, due, graceMinutes },
    ladder: ladder.map(({ afterMinutes }, index) => ({ afterMinutes, member: called[index] ?? null })),
  });

/** Who does not read the bells has what the case's own record says of them. Where it says nothing, consoles alone are told. */
const asToldBefore = (held: Held, checkIn: CheckIn, before: Arm | null) => {
  const bare = wantedOf(held, checkIn, []);
  const { ladder } = bare.step;
  const fits = before !== null && before.ladder.length === ladder.length;
  return fits ? { ...bare, step: { ...bare.step, ladder: before.ladder } } : bare;
};

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

const whoIsCalled = (known: CaseState, { ladder }: CheckIn, outside: Outside): (MemberId | null)[] =>
  calledBy(ladder, known.contact, goneFrom(known, outside));

/** As the stream's own record says, whoever wrote it: the newest that stands there. `step` null: it was ended. */
function lastTold({ accepted }: Compartment): Map<AlarmId, { step: Arm | null; before: Arm | null }> {
  const told = new Map<AlarmId, { step: Arm | null; before: Arm | null }>();
  for (const { commit } of accepted) {
    const { framing } = commit.header;
    if (framing.kind !== "alarm" || framing.step.verb === "acknowledge") continue;
    const { step } = framing;
    const arm = step.verb === "arm" ? step : null;
    told.set(step.alarm, { step: arm, before: arm ?? told.get(step.alarm)?.before ?? null });
  }
  return told;
}
