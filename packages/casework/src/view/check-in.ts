import { checkInState, drillOf, graceUntil, serverAgrees } from "../check-in.ts";
import { MINUTE } from "../day.ts";
import type { CheckInRecord } from "../fold/contact.ts";
import { type AlarmSeen, isOutOf, type Outside, type SpineReaders } from "../outside.ts";
import type { CheckInView, MessageView } from "../view.ts";
import type { Names } from "./person.ts";

const ladderOf = (
  checkIn: CheckInRecord,
  alarm: AlarmSeen | undefined,
  names: Names,
  readers: SpineReaders,
  outside: Pick<Outside, "now" | "members">,
): CheckInView["ladder"] => {
  // Whose turn has come is the server's to say, and by time alone: this console may have slept through it. Its bells pass
  // over whoever is out, so that one of theirs was told by nobody. [P7]
  const told = checkIn.ladder.map((_, index) => alarm?.rungs[index]?.reached ?? false);
  const out = checkIn.ladder.map(
    ({ member }) => isOutOf(readers, outside, member) && checkIn.acknowledged?.by !== member,
  );
  const next = checkIn.ladder.findIndex((_, index) => !told[index] && !out[index]);
  return checkIn.ladder.map((rung, index) => ({
    person: names(rung.member),
    at: checkIn.due + rung.afterMinutes * MINUTE,
    bell: rung.bell ?? null,
    state: out[index] ? "out" : told[index] ? "told" : index === next ? "next" : "to-come",
  }));
};

/** The newest tap since the check-in was armed. */
const tappedSince = (messages: readonly MessageView[], armedAt: number): CheckInView["tapped"] => {
  const letter = messages.findLast((message) => message.tap !== "none" && (message.at ?? 0) >= armedAt);
  return letter && letter.tap !== "none" && letter.at !== null ? { tap: letter.tap, at: letter.at } : null;
};

export const checkInView = (
  checkIn: CheckInRecord,
  of: Pick<CheckInView, "case" | "alias" | "people">,
  messages: readonly MessageView[],
  alarm: AlarmSeen | undefined,
  names: Names,
  readers: SpineReaders,
  outside: Pick<Outside, "now" | "members">,
): CheckInView => {
  const { now } = outside;
  const state = checkInState(checkIn, alarm, now);
  const { acknowledged, closed } = checkIn;
  return {
    alarm: checkIn.alarm,
    ...of,
    state,
    due: checkIn.due,
    armedAt: checkIn.at,
    graceUntil: graceUntil(checkIn),
    overdue: state === "closed" ? 0 : Math.max(0, now - checkIn.due),
    expectedFrom: checkIn.expectedFrom,
    wording: checkIn.wording,
    leg: checkIn.leg ?? null,
    handOver: checkIn.handOver ?? null,
    unseen: checkIn.unseen ?? null,
    ladder: ladderOf(checkIn, alarm, names, readers, outside),
    tapped: tappedSince(messages, checkIn.at),
    acknowledged: acknowledged && { by: names(acknowledged.by), at: acknowledged.at, note: acknowledged.note },
    closed: closed && { by: names(closed.by), at: closed.at, done: closed.done, note: closed.note },
    drill: drillOf(checkIn),
    serverAgrees: serverAgrees(state, alarm, checkIn.drill),
  };
};
