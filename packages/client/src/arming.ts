import {
  type ArmCheckIn,
  type CaseId,
  type CaseState,
  caseOf,
  intakeOf,
  isOutOf,
  ladderOfThoseIn,
  type Outside,
} from "@fairlead/casework";
import { type AlarmId, DUE_STEP_MINUTES, type Framing, fromHex, type MemberId, newId } from "@fairlead/protocol";
import type { Held } from "./held.ts";

const DUE_STEP_MS = DUE_STEP_MINUTES * 60_000;

/** `alarm` missing: a fresh one. */
export type CheckInSaid = Omit<ArmCheckIn, "op" | "alarm" | "ladder"> & {
  alarm?: AlarmId;
  ladder: readonly { afterMinutes: number; member: MemberId }[];
};

/**
 * A check-in as the case keeps it, and as the server's watch must be told in the same commit: an alarm that stands in the
 * case alone would ring nowhere. Nobody is on its ladder who is out, or reads the case no more. [CK1] [P7]
 */
export function armed(held: Held, theCase: CaseId, said: CheckInSaid): { operation: ArmCheckIn; framing: Framing } {
  const alarm = said.alarm ?? newId<AlarmId>(held.effects.random);
  const due = Math.ceil(said.due / DUE_STEP_MS) * DUE_STEP_MS;
  const { graceMinutes, expectedFrom, wording, drill, leg, handOver, unseen } = said;
  const called = calledNow(held, theCase, said.ladder);
  const ladder = called.map((rung) => ({ ...rung, bell: tokenOf(held, rung.member) !== "" }));
  return {
    operation: {
      ...{ op: "armCheckIn", alarm, due, graceMinutes, expectedFrom, wording, ladder },
      ...(drill === undefined ? {} : { drill }),
      ...(leg === undefined ? {} : { leg }),
      ...(handOver === undefined ? {} : { handOver }),
      ...(unseen === undefined ? {} : { unseen }),
    },
    framing: arming(held, { alarm, due, graceMinutes, ladder: called }),
  };
}

function calledNow(held: Held, theCase: CaseId, ladder: CheckInSaid["ladder"]): CheckInSaid["ladder"] {
  const known = caseOf(held.state, theCase);
  if (known === null) return ladder;
  return ladderOfThoseIn(ladder, known.contact, held.keys.id, goneFrom(known, held.outside()));
}

/** Who is called about this case no more: they are out, or it shows them nothing. */
export function goneFrom({ contact, contactStream }: CaseState, outside: Outside): (member: MemberId) => boolean {
  const lent = new Map(
    contact.lent.flatMap(({ part, member, until }) => (part === "contact" ? [[member, until]] : [])),
  );
  const readers = (outside.readers.get(contactStream) ?? []).map(({ member: id }) => ({
    id,
    until: lent.get(id) ?? null,
  }));
  return (member) => isOutOf(readers, outside, member);
}

/** The same to the server: hours, and whose bells. A rung without anybody rings nowhere. */
export function arming(
  held: Held,
  {
    alarm,
    due,
    graceMinutes,
    ladder,
  }: Pick<ArmCheckIn, "alarm" | "due" | "graceMinutes"> & { ladder: readonly Called[] },
): Framing & { kind: "alarm"; step: { verb: "arm" } } {
  return {
    kind: "alarm",
    step: {
      verb: "arm",
      alarm,
      due: due / 60_000,
      grace: graceMinutes,
      // Tokens name a member's bells; without one the rung shows on the consoles alone.
      // People say "after due"; the server counts from the end of the grace, before which nobody is told.
      ladder: ladder.map(({ afterMinutes, member }) => ({
        delay: Math.max(0, afterMinutes - graceMinutes),
        token: fromHex(member === null ? "" : tokenOf(held, member)),
      })),
    },
  };
}

type Called = { afterMinutes: number; member: MemberId | null };

/** Empty: no bell of theirs rings. */
const tokenOf = (held: Held, member: MemberId): string => intakeOf(held.state).duty.bells.get(member)?.token ?? "";

export const clearing = (alarm: AlarmId): Framing => ({ kind: "alarm", step: { verb: "clear", alarm } });
