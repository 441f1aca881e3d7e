import { type ArmCheckIn, type CaseId, caseOf, type Hand, type Refusal, writeToCase } from "@fairlead/casework";
import { type AlarmId, newId } from "@fairlead/protocol";
import { armed, clearing } from "./arming.ts";
import type { Held } from "./held.ts";
import type { StreamWrite } from "./writing.ts";

/** At the end of a leg: the same alarm at each try of one press. */
export type WayCheckIn = Omit<ArmCheckIn, "op" | "alarm" | "drill" | "handOver" | "unseen">;

/** Each with the alarm that the server is told in the same append: nobody is on a way whose alarms are still to be sent. [P7] */
export const wayWrites = (held: Held, theCase: CaseId, checkIns: readonly WayCheckIn[]) => {
  const asked = checkIns.map((said) => ({ ...said, alarm: newId<AlarmId>(held.effects.random) }));
  return (hand: Hand): StreamWrite[] | Refusal => {
    const writes: StreamWrite[] = [];
    for (const said of asked) {
      const { operation, framing } = armed(held, theCase, said);
      const outcome = writeToCase(held.state, theCase, [operation], hand);
      if (outcome.kind !== "operations") return outcome;
      writes.push(...outcome.writes.map((one) => ({ ...one, framing })));
    }
    return writes;
  };
};

/** Those of legs that are gone: a colleague who closed one of them first is no reason to keep anybody from the new way. */
export const lapsedWrites = (
  held: Held,
  theCase: CaseId,
  lapsed: readonly AlarmId[],
  note: string,
  hand: Hand,
): StreamWrite[] | Refusal => {
  const writes: StreamWrite[] = [];
  const checkIns = caseOf(held.state, theCase)?.contact.checkIns;
  for (const alarm of lapsed) {
    if (checkIns?.get(alarm)?.closed !== null) continue;
    const outcome = writeToCase(held.state, theCase, [{ op: "closeCheckIn", alarm, done: "replaced", note }], hand);
    if (outcome.kind !== "operations") return outcome;
    writes.push(...outcome.writes.map((one) => ({ ...one, framing: clearing(alarm) })));
  }
  return writes;
};
