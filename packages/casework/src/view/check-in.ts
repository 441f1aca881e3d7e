import type { CaseLetter } from "../case-letters.ts";
import { checkInState, drillOf, graceUntil, serverAgrees } from "../check-in.ts";
import { MINUTE } from "../day.ts";
import type { CheckInRecord } from "../fold/contact.ts";
import type { BellSaid } from "../fold/duty.ts";
import type { Signals } from "../fold/signals.ts";
import type { MemberId } from "../ids.ts";
import { calledBy } from "../ladder.ts";
import { type AlarmSeen, isOutOf, type Outside, type SpineReaders } from "../outside.ts";
import { mayWrite } from "../rule/right.ts";
import { saidSince } from "../said-since.ts";
import type { CheckInView } from "../view.ts";
import type { Names } from "./person.ts";

/** Of its case: who leads it, who reads it, and who can be called; null: this member does not read who has a bell. */
export type CalledIn = {
  owner: MemberId | null;
  standIn: MemberId | null;
  readers: SpineReaders;
  bells: ReadonlyMap<MemberId, BellSaid> | null;
};

const ladderOf = (
  checkIn: CheckInRecord,
  alarm: AlarmSeen | undefined,
  names: Names,
  { readers, bells, ...leading }: CalledIn,
  outside: Pick<Outside, "now" | "members" | "ladders">,
): CheckInView["ladder"] => {
  const isGone = (member: MemberId) => checkIn.acknowledged?.by !== member && isOutOf(readers, outside, member);
  const rings = outside.ladders?.get(checkIn.alarm);
  const tokenOf = (member: MemberId) => bells?.get(member)?.token ?? "";
  const called = calledBy(checkIn.ladder, leading, isGone);
  const rungs = checkIn.ladder.map(({ member, bell }, index) => {
    // In their place only once the server was told so: until then nobody is.
    const other = isGone(member) && rings?.[index] === tokenOf(called[index] ?? member) ? called[index] : null;
    const who = other ?? member;
    const token = tokenOf(who);
    const rung =
      rings === undefined ? bell === true && (bells === null || token !== "") : token !== "" && rings[index] === token;
    return {
      member: who,
      instead: other == null ? null : member,
      out: isGone(member) && other == null,
      bell: bell === undefined && rings === undefined ? null : rung,
    };
  });
  // Whose turn has come is the server's to say, and by time alone: this console may have slept through it. Its bells pass
  // over whoever is out, so that one of theirs was told by nobody. [P7]
  const told = checkIn.ladder.map((_, index) => alarm?.rungs[index]?.reached ?? false);
  const next = rungs.findIndex(({ out }, index) => !told[index] && !out);
  return rungs.map(({ member, instead, out, bell }, index) => ({
    person: names(member),
    instead: instead && names(instead),
    at: checkIn.due + (checkIn.ladder[index]?.afterMinutes ?? 0) * MINUTE,
    bell,
    state: out ? "out" : told[index] ? "told" : index === next ? "next" : "to-come",
  }));
};

/** Of those who read its case: a server is told by whoever may arm, and by nobody who is out. */
const settersOf = (
  readers: SpineReaders,
  names: Names,
  outside: Pick<Outside, "now" | "members">,
): CheckInView["setAnewBy"] =>
  readers
    .filter(({ id }) => !isOutOf(readers, outside, id))
    .filter(({ id }) => outside.members.some((member) => member.id === id && mayWrite(member.role, "armCheckIn")))
    .map(({ id }) => names(id))
    .toSorted((a, b) => Number(b.me) - Number(a.me));

export const checkInView = (
  checkIn: CheckInRecord,
  of: Pick<CheckInView, "case" | "alias" | "people">,
  letters: readonly CaseLetter[],
  signals: Signals,
  alarm: AlarmSeen | undefined,
  names: Names,
  called: CalledIn,
  outside: Pick<Outside, "now" | "members" | "ladders" | "unheld">,
): CheckInView => {
  const { now } = outside;
  const unheld = checkIn.closed === null ? (outside.unheld?.get(checkIn.alarm) ?? null) : null;
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
    ladder: ladderOf(checkIn, alarm, names, called, outside),
    ...(closed === null ? saidSince(letters, signals, checkIn.at) : { tapped: null, danger: null }),
    acknowledged: acknowledged && { by: names(acknowledged.by), at: acknowledged.at, note: acknowledged.note },
    closed: closed && { by: names(closed.by), at: closed.at, done: closed.done, note: closed.note },
    drill: drillOf(checkIn),
    serverAgrees: serverAgrees(state, alarm, checkIn.drill),
    unheld,
    setAnewBy: unheld === null ? [] : settersOf(called.readers, names, outside),
  };
};
