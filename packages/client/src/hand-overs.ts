import {
  type ArmCheckIn,
  type CaseId,
  type CaseState,
  type CloseCheckIn,
  caseOf,
  casesWithTickets,
  type HandOver,
  handOversOf,
  intakeOf,
  isSeen,
  mayWrite,
  stepOf,
  unseenOf,
  writeToCase,
} from "@fairlead/casework";
import { type AlarmId, digest, type MemberId, type StreamId, toHex, utf8 } from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import { armed, clearing } from "./arming.ts";
import { areClocksApart, earlierClock } from "./clocks.ts";
import type { Held } from "./held.ts";
import type { StreamWrite } from "./writing.ts";

/** A case's tickets are few; what is left over comes with the next round. */
const TOGETHER = 20;

/** What somebody is to be called about. `name`: the same for every hand. */
type Call = Pick<HandOver, "due" | "wording" | "ladder"> & {
  name: string;
  about: Pick<ArmCheckIn, "handOver"> | Pick<ArmCheckIn, "unseen">;
};

/**
 * The same for every hand, so that two who come by at once set one alarm. What a console took back (the leg was held, its
 * hour changed) can come again under another name; what a person closed is dealt with, and asks no more: null.
 */
const alarmFor = (checkIns: CheckIns, { name }: Call): AlarmId | null => {
  for (let turn = 0; ; turn++) {
    const said = `${name} ${turn}`;
    const alarm = toHex(digest(utf8(said)).slice(0, 16)) as AlarmId;
    const closed = checkIns.get(alarm)?.closed ?? null;
    if (closed === null) return alarm;
    if (closed.settled !== true) return null;
  }
};

/** On duty then, of those who read the case: anybody else would be called to a screen that shows nothing of it. */
const onDutyAt = (held: Held, stream: StreamId, at: number): MemberId[] => {
  const readers = held.compartments.get(stream)?.readers;
  return [...intakeOf(held.state).duty.shifts.values()].flatMap(({ member, from, until }) =>
    from <= at && at < until && readers?.has(member) ? [member] : [],
  );
};

/** All that somebody is to be called about in this case, unless it comes to be so before. */
const callsIn = (held: Held, { contact, contactStream }: CaseState): Call[] => {
  const now = earlierClock(held);
  return [
    ...handOversOf(contact, now).map(
      ({ before, next, ...call }): Call => ({
        ...call,
        name: `hand-over ${before} ${next} ${call.due}`,
        about: { handOver: next },
      }),
    ),
    ...unseenOf(contact, now, (at) => onDutyAt(held, contactStream, at)).map(
      ({ ticket, version, ...call }): Call => ({
        ...call,
        name: `unseen ${ticket} ${version}`,
        about: { unseen: ticket },
      }),
    ),
  ];
};

/**
 * Sets an alarm for each hand-over that a ticket waits for, and takes it back when it is confirmed, when somebody has
 * opened or stopped that ticket, and when its hour was changed. So too for each change, hold and cancel that a ticket's
 * holder has still to see, until their page shows it, or a person who rang them says so, and for what was held by itself, until a person has decided. Part of every round. What is tapped there ends these alarms, which
 * ask for nothing else; no tap ends a party's check-in. [P7] [CK1]
 */
export async function keepHandOvers(held: Held, appender: Appender): Promise<void> {
  if (!mayWrite(held.role, "armCheckIn")) return;
  // By a clock that is hours fast an alarm is over that nobody has dealt with, and the next hand sets it again.
  if (areClocksApart(held)) return;
  for (const { case: theCase, contactStream } of casesWithTickets(held.state)) {
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

/** What was asked for has come to be: confirmed, or seen. */
const isSo = (
  tickets: CaseState["contact"]["tickets"],
  { handOver, unseen }: Pick<ArmCheckIn, "handOver" | "unseen">,
) => {
  const ticket = tickets.get(handOver ?? unseen ?? ("" as never));
  if (ticket === undefined) return false;
  if (handOver === undefined) return isSeen(ticket);
  const before = ticket.after === null ? undefined : tickets.get(ticket.after);
  return before !== undefined && stepOf(before) === "handed-over";
};

function dueIn(held: Held, theCase: CaseId): Step[] {
  const known = caseOf(held.state, theCase);
  if (known === null) return [];
  const { contact } = known;
  const now = held.effects.clock();
  const wanted = callsIn(held, known).flatMap((one) => {
    const alarm = alarmFor(contact.checkIns, one);
    return alarm === null ? [] : [{ ...one, alarm }];
  });
  const standing = new Set(wanted.map(({ alarm }) => alarm));
  const over = [...contact.checkIns.values()].filter(
    ({ alarm, handOver, unseen, closed }) =>
      (handOver ?? unseen) !== undefined && closed === null && !standing.has(alarm),
  );
  return [
    ...over.map(({ alarm, due, ...about }): Step => {
      const done = isSo(contact.tickets, about) ? (now > due ? "met-late" : "met") : "replaced";
      return {
        operation: { op: "closeCheckIn", alarm, done, note: "", settled: true },
        framing: clearing(alarm),
      };
    }),
    ...wanted
      .filter(({ alarm }) => !contact.checkIns.has(alarm))
      .map(
        ({ alarm, about, due, wording, ladder }): Step =>
          armed(held, theCase, {
            ...{ alarm, wording, ladder, ...about, graceMinutes: 0, expectedFrom: "driver" },
            // Given late it is asked for with the next tick.
            due: Math.max(due, now),
          }),
      ),
  ];
}
