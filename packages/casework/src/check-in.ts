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
 * A tap is not in this table: it is shown beside the clock and ends nothing [CK1] [P7].
 */
import { MINUTE } from "./day.ts";
import type { CheckInRecord } from "./fold/contact.ts";
import type { AlarmSeen } from "./outside.ts";
import type { CheckInState } from "./view.ts";

const TICK = 5 * MINUTE;

export const graceUntil = (checkIn: Pick<CheckInRecord, "due" | "graceMinutes">): number =>
  checkIn.due + checkIn.graceMinutes * MINUTE;

export const checkInState = (checkIn: CheckInRecord, alarm: AlarmSeen | undefined, now: number): CheckInState => {
  if (checkIn.closed) return "closed";
  const missed = now >= graceUntil(checkIn) || alarm?.state === "missed";
  const overdue = missed || now >= checkIn.due || alarm?.state === "due";
  if (!overdue) return "waiting";
  if (checkIn.acknowledged) return "acknowledged";
  if (missed) return "missed";
  return now < checkIn.due + TICK ? "due" : "in-grace";
};

/** Whether the server's alarm says the same as the table above; false also when it cannot be asked. */
export const serverAgrees = (state: CheckInState, alarm: AlarmSeen | undefined): boolean => {
  if (!alarm) return false;
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
