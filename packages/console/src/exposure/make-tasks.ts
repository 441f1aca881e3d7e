import type { CaseId, CaseTasks } from "@fairlead/casework";
import type { NewTask, Outcome } from "@fairlead/client";
import type { Failed } from "../say/refusal.ts";

export type NotMade = Omit<CaseTasks, "tasks"> & { tasks: number; why: Failed };
/** `done` of `of` cases; `kept`: tasks that this device sends when there is a network again. */
export type MakingTasks = { done: number; of: number; made: number; kept: number; notMade: NotMade[] };

/**
 * Case after case, in their order: one that refuses holds up none of those after it, since in each of them somebody may
 * have to be warned.
 */
export const makeTasks = async (
  wanted: readonly CaseTasks[],
  add: (id: CaseId, tasks: readonly NewTask[]) => Promise<Outcome>,
  told: (so: MakingTasks) => void,
): Promise<MakingTasks> => {
  let so: MakingTasks = { done: 0, of: wanted.length, made: 0, kept: 0, notMade: [] };
  told(so);
  for (const { case: id, alias, tasks } of wanted) {
    const outcome = await add(id, tasks).catch(() => ({ kind: "fault" }) as const);
    const { length } = tasks;
    so = {
      ...so,
      done: so.done + 1,
      made: so.made + (outcome.kind === "done" ? length : 0),
      kept: so.kept + (outcome.kind === "offline" ? length : 0),
      notMade:
        outcome.kind === "done" || outcome.kind === "offline"
          ? so.notMade
          : [...so.notMade, { case: id, alias, tasks: length, why: outcome }],
    };
    told(so);
  }
  return so;
};
