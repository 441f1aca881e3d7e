import { type CaseId, caseOf, type Problem, type TaskId, writeToCase } from "@fairlead/casework";
import { digest, toHex, utf8 } from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import type { Outcome } from "./hand.ts";
import type { Held } from "./held.ts";
import { type NewTask, newTasks } from "./plan-actions.ts";

export interface PlayBookActions {
  /**
   * What the team does when this happens on that leg, as tasks. Pressed again while a step of it is open, by anybody, it
   * adds nothing: `tasks` is empty then. When all of it is done or dropped it begins anew.
   *
   * @param leg of the journey, or the ticket that stands for none
   */
  beginPlayBook(
    theCase: CaseId,
    problem: Problem,
    leg: string,
    tasks: readonly NewTask[],
  ): Promise<Outcome<{ tasks: TaskId[] }>>;
}

type Workings = {
  held: Held;
  appender: Appender;
  run: <T>(work: () => Promise<Outcome<T>>) => Promise<Outcome<T>>;
};

/** Longest play-book that is looked for; a text of the team's can be shorter tomorrow than it was. */
const STEPS_MOST = 100;

/** The same on every console, so that two who press at once begin it once. */
const stepId = (name: string, turn: number, step: number): TaskId =>
  toHex(digest(utf8(`play-book ${name} ${turn} ${step}`)).slice(0, 16)) as TaskId;

export function makePlayBookActions({ held, appender, run }: Workings): PlayBookActions {
  /** Which turn would begin now; null: one is under way. */
  const turnOf = (theCase: CaseId, name: string): number | null => {
    const known = caseOf(held.state, theCase)?.contact.plan.tasks;
    for (let turn = 0; ; turn++) {
      const begun = Array.from({ length: STEPS_MOST }, (_, step) => known?.get(stepId(name, turn, step)));
      const steps = begun.filter((task) => task !== undefined);
      if (steps.length === 0) return turn;
      if (steps.some(({ closed }) => closed === null)) return null;
    }
  };
  return {
    beginPlayBook: (theCase, problem, leg, tasks) =>
      run(async () => {
        let added: TaskId[] = [];
        const written = await appender.write((hand) => {
          const name = `${theCase} ${leg} ${problem}`;
          const turn = turnOf(theCase, name);
          let step = 0;
          const operations =
            turn === null ? [] : newTasks(tasks.slice(0, STEPS_MOST), () => stepId(name, turn, step++));
          added = operations.map(({ task }) => task);
          if (operations.length === 0) return { kind: "draft", writes: [] };
          const outcome = writeToCase(held.state, theCase, operations, hand);
          return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
        });
        return written.kind === "done" ? { kind: "done", tasks: added } : written;
      }),
  };
}
