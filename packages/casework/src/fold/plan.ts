import type { MemberId, TaskId } from "../ids.ts";
import type { Operation } from "../operation.ts";
import type { AddTask, AgreeResponse, GiveService, PlanOperation, TaskOperation } from "../plan/operation.ts";
import type { ResponseStatus } from "../plan/words.ts";
import type { ChangedField, Refusal } from "../refusal.ts";
import { versionAfter } from "./facts.ts";
import type { Place } from "./place.ts";

type Said = { by: MemberId; at: number };

/** More than any case has; a list without end would slow every console. */
const TASKS_MOST = 2_000;
const SERVICES_MOST = 5_000;
/** A task is a line, not a letter. */
const TEXT_MOST = 2_000;

export type TaskRecord = Omit<AddTask, "op"> &
  Said & {
    /** How often it changed hands, and who did it last. */
    given: { times: number } & Said;
    moved: { times: number; reason: string } & Said;
    closed: (Said & { how: "done" | "dropped"; note: string }) | null;
  };

export type ServiceRecord = Omit<GiveService, "op"> & Said & { withdrawn: (Said & { reason: string }) | null };
export type ResponseRecord = Omit<AgreeResponse, "op" | "over"> & Said & { version: number };

/** What is to be done in a case, what was given, and what was agreed for bad days. */
export type PlanState = {
  tasks: Map<TaskId, TaskRecord>;
  services: Map<string, ServiceRecord>;
  responses: Map<ResponseStatus, ResponseRecord>;
};

export const emptyPlan = (): PlanState => ({ tasks: new Map(), services: new Map(), responses: new Map() });
export const copyPlan = ({ tasks, services, responses }: PlanState): PlanState => ({
  tasks: new Map(tasks),
  services: new Map(services),
  responses: new Map(responses),
});

const PLAN: ReadonlySet<Operation["op"]> = new Set<PlanOperation["op"]>([
  "addTask",
  "giveTask",
  "moveTask",
  "doTask",
  "dropTask",
  "reopenTask",
  "giveService",
  "withdrawService",
  "agreeResponse",
]);
export const isOfPlan = (operation: Operation): operation is PlanOperation => PLAN.has(operation.op);

/** What was done is kept even after closing: it was done. */
export const isDone = ({ op }: PlanOperation): boolean => op === "doTask" || op === "dropTask";

export const foldPlan = (plan: PlanState, operation: PlanOperation, place: Place): Refusal | null => {
  switch (operation.op) {
    case "giveService":
    case "withdrawService":
      return foldService(plan, operation, place);
    case "agreeResponse":
      return foldResponse(plan, operation, place);
    default:
      return foldTask(plan, operation, place);
  }
};

const foldTask = (plan: PlanState, operation: TaskOperation, { by, at }: Place): Refusal | null => {
  const said = { by, at };
  const known = plan.tasks.get(operation.task);
  const keep = (task: TaskRecord): null => {
    plan.tasks.set(operation.task, task);
    return null;
  };
  if (operation.op === "addTask") {
    if (known) return { kind: "task-exists" };
    if (isNoLine(operation.text)) return { kind: "incomplete", field: "text" };
    if (plan.tasks.size >= TASKS_MOST) return { kind: "too-many-tasks", most: TASKS_MOST };
    const { op: _, ...task } = operation;
    return keep({
      ...task,
      ...said,
      given: { times: 0, ...said },
      moved: { times: 0, reason: "", ...said },
      closed: null,
    });
  }
  if (!known) return { kind: "no-such-task" };
  if (operation.op === "reopenTask") return known.closed ? keep({ ...known, closed: null }) : { kind: "task-open" };
  // Two who did it at once: the second learns who was first, and nothing is done twice unseen.
  if (known.closed) return { kind: "task-closed", how: known.closed.how, by: known.closed.by, at: known.closed.at };
  switch (operation.op) {
    case "giveTask": {
      const { owner, standIn, over } = operation;
      if (over !== known.given.times)
        return changed(known.given, [
          { field: "owner", theirs: known.owner, ours: owner },
          { field: "standIn", theirs: known.standIn, ours: standIn },
        ]);
      return keep({ ...known, owner, standIn, given: { times: over + 1, ...said } });
    }
    case "moveTask": {
      const { due, reason, over } = operation;
      if (reason.trim() === "") return { kind: "incomplete", field: "reason" };
      if (over !== known.moved.times) return changed(known.moved, [{ field: "due", theirs: known.due, ours: due }]);
      return keep({ ...known, due, moved: { times: over + 1, reason, ...said } });
    }
    case "doTask":
      return keep({ ...known, closed: { how: "done", note: operation.note, ...said } });
    case "dropTask":
      if (operation.reason.trim() === "") return { kind: "incomplete", field: "reason" };
      return keep({ ...known, closed: { how: "dropped", note: operation.reason, ...said } });
  }
};

const foldService = (
  plan: PlanState,
  operation: Extract<PlanOperation, { op: "giveService" | "withdrawService" }>,
  { by, at }: Place,
): Refusal | null => {
  const known = plan.services.get(operation.service);
  if (operation.op === "withdrawService") {
    if (!known || known.withdrawn) return { kind: "no-such-service" };
    if (operation.reason.trim() === "") return { kind: "incomplete", field: "reason" };
    plan.services.set(operation.service, { ...known, withdrawn: { by, at, reason: operation.reason } });
    return null;
  }
  if (known) return { kind: "already-kept" };
  if (isNoLine(operation.text)) return { kind: "incomplete", field: "text" };
  if (plan.services.size >= SERVICES_MOST) return { kind: "too-many-tasks", most: SERVICES_MOST };
  const { op: _, ...service } = operation;
  plan.services.set(operation.service, { ...service, by, at, withdrawn: null });
  return null;
};

const RESPONSE = ["lawyer", "publicity", "tell", "neverCall", "text", "tasks", "agreedBy"] as const;

const foldResponse = (plan: PlanState, operation: AgreeResponse, { by, at }: Place): Refusal | null => {
  const { op: _, over, ...response } = operation;
  const known = plan.responses.get(response.status);
  if (response.agreedBy.trim() === "") return { kind: "incomplete", field: "agreedBy" };
  if (known && known.version !== over) {
    return changed(
      known,
      RESPONSE.map((field) => ({ field, theirs: known[field], ours: response[field] })),
    );
  }
  // Where nothing is known of it, a checkpoint begins with the version that its author had. [CO2]
  plan.responses.set(response.status, { ...response, by, at, version: versionAfter(over) });
  return null;
};

const isNoLine = (text: string): boolean => text.trim() === "" || text.length > TEXT_MOST;

/** Who wrote the same as stands there already has lost nothing. */
const changed = ({ by, at }: Said, fields: ChangedField[]): Refusal | null => {
  const differ = fields.filter(({ theirs, ours }) => JSON.stringify(theirs) !== JSON.stringify(ours));
  return differ.length === 0 ? null : { kind: "changed-meanwhile", by, at, fields: differ };
};
