import { stepTask } from "../exposure/steps.ts";
import type { CaseId } from "../ids.ts";
import type { AddTask } from "../plan/operation.ts";
import type { MarkView, StepView } from "./exposure.ts";

/** What is added to one case's plan. */
export type CaseTasks = { case: CaseId; alias: string; tasks: Omit<AddTask, "op" | "task">[] };

/**
 * What one press makes: every open step of a case that is no task yet, in that case's plan, with its owner and its hour. Steps of
 * no case are in no plan: they stand on *Today* of whomever they fall to.
 *
 * @param textOf a step, as an order
 */
export const tasksOf = (
  { mark, steps }: Pick<MarkView, "mark" | "steps">,
  textOf: (step: StepView) => string,
): CaseTasks[] => {
  const byCase = new Map<CaseId, CaseTasks>();
  for (const step of steps) {
    if (step.case === null || step.done !== null || step.tasked) continue;
    const { case: id, alias } = step.case;
    const of = byCase.get(id) ?? { case: id, alias, tasks: [] };
    byCase.set(id, of);
    of.tasks.push({
      text: textOf(step),
      owner: step.owner.id,
      standIn: step.standIn?.id ?? null,
      due: step.by,
      from: { kind: "exposure", of: stepTask(mark, step.key) },
    });
  }
  return [...byCase.values()];
};
