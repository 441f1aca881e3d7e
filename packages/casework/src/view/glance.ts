import { HOUR } from "../day.ts";
import type { CaseView, CheckInView, TodayView } from "../view.ts";
import type { Stage, Urgency } from "../words.ts";

export type GlanceCheckIn = { alias: string; due: number; graceUntil: number; drill: boolean; seen: boolean };
export type GlanceCase = { alias: string; stage: Stage; level: Urgency; mine: boolean };

/**
 * Enough of a desk to know what is wrong, for whom, by when, while its compartments are still being opened. Aliases, hours,
 * stages: no letter, note or name stands in it, so that nothing read once or erased lives on here.
 */
export type Glance = {
  /** ms of the last whole round before it was made: older than that is nothing in it, newer nothing known. */
  at: number;
  /** Open ones, by their hour. Whether they are over is the clock's to say, when somebody looks. */
  checkIns: GlanceCheckIn[];
  /** Threads and cases that say danger, and since when (ms) they have had no answer. */
  danger: { name: string; since: number | null }[];
  /** Decisions that wait for this member. */
  decisions: { alias: string; expires: number }[];
  /** Callers who wait, all of them. */
  waiting: number;
  /** This member's tasks that are due. */
  tasks: number;
  /** Open cases, in the order of their list. */
  cases: GlanceCase[];
};

export type GlanceOf = {
  today: Pick<TodayView, "inDanger" | "casesInDanger" | "waitingForMe" | "tasks">;
  queue: { waiting: number };
  cases: readonly Pick<CaseView, "alias" | "stage" | "urgency" | "mine" | "closed" | "checkIns">[];
};

/** Of a view, whose words are readable already. @param at as {@link Glance} has it */
export const glanceOf = ({ today, queue, cases }: GlanceOf, at: number): Glance => {
  const open = cases.filter(({ closed }) => closed === null);
  return {
    at,
    checkIns: cases
      .flatMap(({ checkIns }) => checkIns)
      .filter(({ closed }) => closed === null)
      .map(({ alias, due, graceUntil, drill, acknowledged }: CheckInView) => ({
        ...{ alias, due, graceUntil },
        drill: drill !== null,
        seen: acknowledged !== null,
      }))
      .toSorted((a, b) => a.due - b.due),
    danger: [
      ...today.inDanger.map(({ name, waitingSince }) => ({ name, since: waitingSince })),
      ...today.casesInDanger.map(({ alias, waitingSince }) => ({ name: alias, since: waitingSince })),
    ],
    decisions: today.waitingForMe.map(({ alias, expires }) => ({ alias, expires })),
    waiting: queue.waiting,
    tasks: today.tasks.due.length,
    cases: open.map(({ alias, stage, urgency, mine }) => ({ alias, stage, level: urgency.level, mine })),
  };
};

/** How far ahead a glance looks, as *Next hours* does. */
const AHEAD = 12 * HOUR;

/** Check-ins as the clock has them now, not as it had them then: drills after what is no drill. */
export const checkInsAt = ({ checkIns }: Glance, now: number): { overdue: GlanceCheckIn[]; soon: GlanceCheckIn[] } => ({
  overdue: checkIns.filter(({ due }) => due <= now).toSorted((a, b) => Number(a.drill) - Number(b.drill)),
  soon: checkIns.filter(({ due, drill }) => due > now && due <= now + AHEAD && !drill),
});

/** Decisions that can still be made now, and run out within those hours. */
export const decisionsAt = ({ decisions }: Glance, now: number): Glance["decisions"] =>
  decisions.filter(({ expires }) => expires > now && expires <= now + AHEAD);
