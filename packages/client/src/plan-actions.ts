import {
  type AgreeResponse,
  type CaseId,
  type Hand as CaseworkHand,
  type Outcome as CaseworkOutcome,
  type GiveService,
  type GiveTask,
  type MoveTask,
  type PlanOperation,
  setCalendarWord,
  type TaskFrom,
  type TaskId,
  type TaskOperation,
  type TemplateId,
  type WithdrawPlan,
  type WritePlan,
  writeText,
  writeToCase,
} from "@fairlead/casework";
import { type MemberId, toHex } from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import type { Outcome } from "./hand.ts";
import type { Held } from "./held.ts";

/** A step to be: its id is made here. */
export type NewTask = {
  text: string;
  owner: MemberId;
  standIn: MemberId | null;
  /** ms; null: whenever there is time. */
  due: number | null;
  from: TaskFrom | null;
};

type Said<O> = Omit<O, "op">;

export interface PlanActions {
  /** All in one append, in this order. */
  addTasks(theCase: CaseId, tasks: readonly NewTask[]): Promise<Outcome<{ tasks: TaskId[] }>>;
  /** `changed-meanwhile` where a colleague has given it since `over`. */
  giveTask(theCase: CaseId, said: Said<GiveTask>): Promise<Outcome>;
  moveTask(theCase: CaseId, said: Said<MoveTask>): Promise<Outcome>;
  /** `service`: what was given by doing it, in the same append. */
  doTask(
    theCase: CaseId,
    task: TaskId,
    note: string,
    service?: Pick<GiveService, "kind" | "day">,
  ): Promise<Outcome<{ service: string | null }>>;
  dropTask(theCase: CaseId, task: TaskId, reason: string): Promise<Outcome>;
  /** Also undoes `doTask` and `dropTask`. `given`: what was counted as given by doing it, taken back in the same append. */
  reopenTask(
    theCase: CaseId,
    task: TaskId,
    reason: string,
    given?: { service: string; reason: string },
  ): Promise<Outcome>;
  giveService(theCase: CaseId, said: Omit<Said<GiveService>, "service">): Promise<Outcome<{ service: string }>>;
  withdrawService(theCase: CaseId, service: string, reason: string): Promise<Outcome>;
  /** What is done if this happens, agreed with the person. */
  agreeResponse(theCase: CaseId, said: Said<AgreeResponse>): Promise<Outcome>;
  /** A plan of the organisation; `plan` missing: a new one. */
  writePlan(said: Omit<Said<WritePlan>, "plan"> & { plan?: TemplateId }): Promise<Outcome<{ plan: TemplateId }>>;
  withdrawPlan(said: Said<WithdrawPlan>): Promise<Outcome>;
  /** Coordinators and administrators: the only word in an exported calendar. */
  setCalendarWord(word: string): Promise<Outcome>;
}

type Workings = {
  held: Held;
  appender: Appender;
  run: <T>(work: () => Promise<Outcome<T>>) => Promise<Outcome<T>>;
};

/** New tasks as operations: also for those who add them beside something else, in the same append. */
export const newTasks = (tasks: readonly NewTask[], freshId: () => string): (TaskOperation & { op: "addTask" })[] =>
  tasks.map(({ text, owner, standIn, due, from }) => ({
    op: "addTask",
    task: freshId() as TaskId,
    text,
    owner,
    standIn,
    due,
    from,
  }));

export function makePlanActions({ held, appender, run }: Workings): PlanActions {
  const freshId = () => toHex(held.effects.random(16));
  const write = <T extends object>(command: (hand: CaseworkHand) => CaseworkOutcome, result: T): Promise<Outcome<T>> =>
    run<T>(async () => {
      const written = await appender.write((hand) => {
        const outcome = command(hand);
        return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
      });
      return written.kind === "done" ? { ...result, kind: "done" } : written;
    });
  const plan = <T extends object>(theCase: CaseId, operations: readonly PlanOperation[], result: T) =>
    write((hand) => writeToCase(held.state, theCase, operations, hand), result);

  return {
    addTasks: (theCase, tasks) => {
      const operations = newTasks(tasks, freshId);
      return plan(theCase, operations, { tasks: operations.map(({ task }) => task) });
    },
    giveTask: (theCase, { task, owner, standIn, over }) =>
      plan(theCase, [{ op: "giveTask", task, owner, standIn, over }], {}),
    moveTask: (theCase, { task, due, reason, over }) =>
      plan(theCase, [{ op: "moveTask", task, due, reason, over }], {}),
    doTask: (theCase, task, note, given) => {
      const service = given === undefined ? null : freshId();
      const done = { op: "doTask" as const, task, note };
      if (given === undefined || service === null) return plan(theCase, [done], { service });
      const { kind, day } = given;
      return plan(theCase, [done, { op: "giveService", service, kind, text: note, day, task }], { service });
    },
    dropTask: (theCase, task, reason) => plan(theCase, [{ op: "dropTask", task, reason }], {}),
    reopenTask: (theCase, task, reason, given) =>
      plan(
        theCase,
        [
          { op: "reopenTask", task, reason },
          ...(given === undefined ? [] : [{ op: "withdrawService" as const, ...given }]),
        ],
        {},
      ),
    giveService: (theCase, { kind, text, day, task }) => {
      const service = freshId();
      return plan(theCase, [{ op: "giveService", service, kind, text, day, task }], { service });
    },
    withdrawService: (theCase, service, reason) => plan(theCase, [{ op: "withdrawService", service, reason }], {}),
    agreeResponse: (
      theCase,
      { status, lawyer, publicity, tell, neverCall, text, tasks, agreedBy, agreedAt, thread, over },
    ) =>
      plan(
        theCase,
        [
          {
            op: "agreeResponse",
            status,
            lawyer,
            publicity,
            tell,
            neverCall,
            text,
            tasks,
            agreedBy,
            agreedAt,
            thread,
            over,
          },
        ],
        {},
      ),
    writePlan: ({ plan: known, title, text, over }) => {
      const id = known ?? (freshId() as TemplateId);
      return write((hand) => writeText(held.state, { op: "writePlan", plan: id, title, text, over }, hand), {
        plan: id,
      });
    },
    withdrawPlan: ({ plan: known, over }) =>
      write((hand) => writeText(held.state, { op: "withdrawPlan", plan: known, over }, hand), {}),
    setCalendarWord: (word) => write((hand) => setCalendarWord(held.state, word, hand), {}),
  };
}
