import {
  type ArmCheckIn,
  type CaseId,
  type CaseState,
  type CloseCheckIn,
  caseOf,
  casesOf,
  type HandOver,
  handOversOf,
  mayWrite,
  stepOf,
  writeToCase,
} from "@fairlead/casework";
import { type AlarmId, digest, toHex, utf8 } from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import { armed, clearing } from "./arming.ts";
import type { Held } from "./held.ts";
import type { StreamWrite } from "./writing.ts";

/** A case's tickets are few; what is left over comes with the next round. */
const TOGETHER = 20;

/**
 * The same for every hand, so that two who come by at once set one alarm. What a console took back (the leg was held, its
 * hour changed) can come again under another name; what a person closed is dealt with, and asks no more: null.
 */
const alarmFor = (checkIns: CheckIns, { before, next, due }: HandOver): AlarmId | null => {
  for (let turn = 0; ; turn++) {
    const said = `hand-over ${before} ${next} ${due} ${turn}`;
    const alarm = toHex(digest(utf8(said)).slice(0, 16)) as AlarmId;
    const closed = checkIns.get(alarm)?.closed ?? null;
    if (closed === null) return alarm;
    if (closed.settled !== true) return null;
  }
};

/**
 * Sets an alarm for each hand-over that a ticket waits for, and takes it back when it is confirmed, when somebody has
 * opened or stopped that ticket, and when its hour was changed. Part of every round. A driver's *Handed over* ends this
 * alarm, which asks for nothing else; no tap ends a party's check-in. [P7] [CK1]
 */
export async function keepHandOvers(held: Held, appender: Appender): Promise<void> {
  if (!mayWrite(held.role, "armCheckIn")) return;
  for (const { case: theCase, contactStream } of casesOf(held.state)) {
    const compartment = held.compartments.get(contactStream);
    if (compartment === undefined || compartment.halted !== null || dueIn(held, theCase).length === 0) continue;
    await appender.write((hand) => {
      const writes: StreamWrite[] = [];
      for (const { operation, framing } of dueIn(held, theCase).slice(0, TOGETHER)) {
        const outcome = writeToCase(held.state, theCase, [operation], hand);
        if (outcome.kind === "operations") writes.push(...outcome.writes.map((one) => ({ ...one, framing })));
      }
      return { kind: "draft", writes };
    });
  }
}

type CheckIns = CaseState["contact"]["checkIns"];
type Step = { operation: ArmCheckIn | CloseCheckIn; framing: NonNullable<StreamWrite["framing"]> };

function dueIn(held: Held, theCase: CaseId): Step[] {
  const contact = caseOf(held.state, theCase)?.contact;
  if (contact === undefined) return [];
  const now = held.effects.clock();
  const wanted = handOversOf(contact, now).flatMap((one) => {
    const alarm = alarmFor(contact.checkIns, one);
    return alarm === null ? [] : [{ ...one, alarm }];
  });
  const standing = new Set(wanted.map(({ alarm }) => alarm));
  const over = [...contact.checkIns.values()].filter(
    ({ alarm, handOver, closed }) => handOver !== undefined && closed === null && !standing.has(alarm),
  );
  return [
    ...over.map(({ alarm, handOver, due }): Step => {
      const next = handOver === undefined ? undefined : contact.tickets.get(handOver);
      const before = next?.after == null ? undefined : contact.tickets.get(next.after);
      const isConfirmed = before !== undefined && stepOf(before) === "handed-over";
      const done = isConfirmed ? (now > due ? "met-late" : "met") : "replaced";
      return {
        operation: { op: "closeCheckIn", alarm, done, note: "", settled: true },
        framing: clearing(alarm),
      };
    }),
    ...wanted
      .filter(({ alarm }) => !contact.checkIns.has(alarm))
      .map(
        ({ alarm, next, due, wording, ladder }): Step =>
          armed(held, {
            ...{ alarm, wording, ladder, handOver: next, graceMinutes: 0, expectedFrom: "driver" },
            // Given late it is asked for with the next tick.
            due: Math.max(due, now),
          }),
      ),
  ];
}
