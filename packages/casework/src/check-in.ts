/**
 * In what state a check-in is, from what members wrote, what the server's alarm says, and the clock.
 *
 * | state | when |
 * |---|---|
 * | waiting | before it is due |
 * | due | due within the last five minutes: the server keeps alarms on five-minute ticks |
 * | in-grace | past that, grace still runs |
 * | missed | grace is over, or the server says so: the clock runs until a member closes it |
 * | acknowledged | past due, and a member has said "I am on it": the clock still runs |
 * | closed | a member closed it |
 *
 * A drill is never missed: past its grace it stays in-grace, whatever the server calls it, which knows of no drills.
 *
 * A tap is not in this table: it is shown beside the clock and ends nothing [CK1] [P7].
 */
import { MINUTE } from "./day.ts";
import type { CheckInRecord } from "./fold/contact.ts";
import type { AlarmSeen } from "./outside.ts";
import type { CheckInState, CheckInView } from "./view.ts";

const TICK = 5 * MINUTE;

export const graceUntil = (checkIn: Pick<CheckInRecord, "due" | "graceMinutes">): number =>
  checkIn.due + checkIn.graceMinutes * MINUTE;

/** Its grace is over: by the clock, or because the server says so. */
export const isPast = (
  checkIn: Pick<CheckInRecord, "due" | "graceMinutes">,
  alarm: AlarmSeen | undefined,
  now: number,
): boolean => now >= graceUntil(checkIn) || alarm?.state === "missed";

export const checkInState = (checkIn: CheckInRecord, alarm: AlarmSeen | undefined, now: number): CheckInState => {
  if (checkIn.closed) return "closed";
  const past = isPast(checkIn, alarm, now);
  const missed = past && checkIn.drill !== true;
  const overdue = past || now >= checkIn.due || alarm?.state === "due";
  if (!overdue) return "waiting";
  if (checkIn.acknowledged) return "acknowledged";
  if (missed) return "missed";
  return now < checkIn.due + TICK ? "due" : "in-grace";
};

/** How long a drill took, from the hour that was set: until somebody had seen it, until it was over. null: no drill. */
export const drillOf = ({ drill, due, acknowledged, closed }: CheckInRecord): CheckInView["drill"] => {
  const after = (said: { at: number } | null) => said && Math.max(0, said.at - due);
  return drill === true ? { seenAfter: after(acknowledged), took: after(closed) } : null;
};

/** Whether the server's alarm says the same as the table above; false also when it cannot be asked. */
export const serverAgrees = (state: CheckInState, alarm: AlarmSeen | undefined, drill = false): boolean => {
  if (!alarm) return false;
  if (drill && alarm.state === "missed") return state !== "waiting" && state !== "closed";
  switch (state) {
    case "waiting":
      return alarm.state === "armed";
    case "due":
    case "in-grace":
      return alarm.state === "due" || alarm.state === "armed";
    case "missed":
      return alarm.state === "missed";
    case "acknowledged":
      return alarm.state !== "cleared";
    case "closed":
      return alarm.state === "cleared";
  }
};
