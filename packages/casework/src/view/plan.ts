import { HOUR } from "../day.ts";
import type { ContactState } from "../fold/contact.ts";
import type { ResponseRecord, ServiceRecord, TaskRecord } from "../fold/plan.ts";
import { intakeOf, type State } from "../fold/state.ts";
import type { CaseId, MemberId, TaskId } from "../ids.ts";
import { isOutOf, type Outside, type SpineReaders } from "../outside.ts";
import { type Forbidden, forbiddenIn } from "../plan/forbidden.ts";
import type { TaskFrom } from "../plan/operation.ts";
import type { CaseView, PersonRef } from "../view.ts";
import { calledIn } from "./facts.ts";
import { spineReaders } from "./part.ts";
import type { Names } from "./person.ts";

/** How far ahead *my tasks* looks on *Today*: what is later waits folded. */
const AHEAD = 12 * HOUR;

type Said = { by: PersonRef; at: number };

export type TaskView = Said & {
  task: TaskId;
  case: CaseId;
  alias: string;
  text: string;
  owner: PersonRef;
  standIn: PersonRef | null;
  due: number | null;
  overdue: boolean;
  from: TaskFrom | null;
  /** Of a status: as the team calls those whom it is for; empty: the whole party. */
  whom: string[];
  /** Versions for `over`: how often it was given, and moved. */
  given: number;
  moved: number;
  /** Who moved its deadline last, and why; null: nobody did. */
  movedBy: (Said & { reason: string }) | null;
  closed: (Said & { how: "done" | "dropped"; note: string }) | null;
};

export type ServiceView = Omit<ServiceRecord, "by" | "withdrawn"> & {
  by: PersonRef;
  withdrawn: (Said & { reason: string }) | null;
};
/** `forbidden`: lines that name whoever they have said no to since; it is to be agreed anew. */
export type ResponseView = Omit<ResponseRecord, "by"> & { by: PersonRef; forbidden: Forbidden[] };

export type PlanView = {
  /** By deadline, the overdue first; those without one last, as they were written down. */
  open: TaskView[];
  /** Newest first. */
  closed: TaskView[];
  /** By day, newest first. */
  services: ServiceView[];
  responses: ResponseView[];
};

export const planView = (
  spine: ContactState,
  of: { case: CaseId; alias: string },
  names: Names,
  now: number,
): PlanView => {
  const { plan, consent } = spine;
  const tasks = [...plan.tasks.values()].map((task) => ({
    ...taskView(task, of, names, now),
    whom: (task.from?.whom ?? []).map((person) => calledIn(spine, person)),
  }));
  return {
    open: tasks
      .filter(({ closed }) => closed === null)
      .toSorted((a, b) => (a.due ?? Number.MAX_SAFE_INTEGER) - (b.due ?? Number.MAX_SAFE_INTEGER)),
    closed: tasks.filter(({ closed }) => closed !== null).toSorted((a, b) => (b.closed?.at ?? 0) - (a.closed?.at ?? 0)),
    services: [...plan.services.values()]
      .map((service) => ({
        ...service,
        by: names(service.by),
        withdrawn: service.withdrawn && { ...service.withdrawn, by: names(service.withdrawn.by) },
      }))
      .toSorted((a, b) => b.day - a.day || b.at - a.at),
    responses: [...plan.responses.values()].map((response) => ({
      ...response,
      by: names(response.by),
      forbidden: forbiddenIn(response, consent.records.values()),
    })),
  };
};

const taskView = (
  { given, moved, closed, ...task }: TaskRecord,
  of: { case: CaseId; alias: string },
  names: Names,
  now: number,
): Omit<TaskView, "whom"> => ({
  ...task,
  ...of,
  by: names(task.by),
  owner: names(task.owner),
  standIn: task.standIn === null ? null : names(task.standIn),
  overdue: closed === null && task.due !== null && task.due <= now,
  given: given.times,
  moved: moved.times,
  movedBy: moved.times === 0 ? null : { by: names(moved.by), at: moved.at, reason: moved.reason },
  closed: closed && { ...closed, by: names(closed.by) },
});

export type MyTasksView = {
  /** Overdue, or due within twelve hours. */
  due: TaskView[];
  /** Later, or whenever there is time. */
  later: TaskView[];
};

/**
 * Tasks of the reader: his own, and those in which he stands in while their owner is not on duty. Where nobody plans
 * shifts it cannot be known who is away: then a stand-in sees what is overdue. Tasks of whoever is suspended or removed, or
 * reads the case no more, are their stand-in's at once, and where nobody stands in the case's owner's.
 */
export const myTasksView = (
  state: State,
  outside: Pick<Outside, "now" | "members">,
  cases: readonly CaseView[],
): MyTasksView => {
  const { now } = outside;
  const shifts = [...intakeOf(state).duty.shifts.values()];
  const planned = shifts.some(({ until }) => until > now - AHEAD);
  const isOn = (member: MemberId) =>
    shifts.some((shift) => shift.member === member && shift.from <= now && now < shift.until);
  const isMine = ({ owner, standIn, overdue }: TaskView, leads: boolean, readers: SpineReaders) => {
    if (owner.me) return true;
    if (isOutOf(readers, outside, owner.id))
      return standIn?.me === true || (leads && (standIn === null || isOutOf(readers, outside, standIn.id)));
    return standIn?.me === true && (planned ? !isOn(owner.id) : overdue);
  };
  // Of closed cases too: what nobody struck when it was closed, somebody still does.
  const mine = cases
    .flatMap((view) => {
      const readers = spineReaders(view);
      return view.plan.open.filter((task) => isMine(task, view.mine, readers));
    })
    .toSorted((a, b) => (a.due ?? Number.MAX_SAFE_INTEGER) - (b.due ?? Number.MAX_SAFE_INTEGER));
  const isSoon = ({ due }: TaskView) => due !== null && due <= now + AHEAD;
  return { due: mine.filter(isSoon), later: mine.filter((task) => !isSoon(task)) };
};
