import { type CaseView, type Problem, type ReadTask, taskLines } from "@fairlead/casework";
import { eachOf } from "@fairlead/client";
import { useState } from "react";
import { readLines } from "../plan/task-checks.tsx";
import { useWords } from "../say/words.tsx";
import { type Deed, useDeed } from "../session/deed.tsx";
import { useSession, useView } from "../session/session.tsx";
import { useUndo } from "../undo/undo.tsx";

export type PlayBook = {
  deed: Deed;
  /** The steps that it would write now, in the team's words, or in the draft's where it has written none. */
  stepsOf(one: CaseView, problem: Problem): ReadTask[];
  /** Which one had been begun already, so that nothing was added. */
  underWay: Problem | null;
  /** @returns whether there is nothing left to be asked */
  begin(one: CaseView, problem: Problem, leg: string): Promise<boolean>;
};

/** One press, and an offer to take it back; a second press finds the steps there. */
export const usePlayBook = (): PlayBook => {
  const { t } = useWords();
  const { clock } = useSession();
  const { texts } = useView();
  const deed = useDeed();
  const offer = useUndo();
  const [underWay, setUnderWay] = useState<Problem | null>(null);
  const stepsOf = (one: CaseView, problem: Problem): ReadTask[] => {
    const written = texts.protocols.find(({ protocol }) => protocol === problem)?.written;
    return readLines(one, taskLines(written?.text ?? t(`protocol.draft.${problem}`)), clock());
  };
  return {
    deed,
    stepsOf,
    underWay,
    begin: async (one, problem, leg) => {
      const steps = stepsOf(one, problem);
      const outcome = await deed.run((act) =>
        act.beginPlayBook(
          one.case,
          problem,
          leg,
          steps.map(({ unknown: _, ...step }) => ({ ...step, from: { kind: "problem", of: problem } })),
        ),
      );
      if (outcome?.kind === "offline") return true;
      if (outcome?.kind !== "done") return false;
      const { tasks } = outcome;
      setUnderWay(tasks.length === 0 ? problem : null);
      if (tasks.length === 0) return false;
      offer({
        said: t("play-book.added", { alias: one.alias, n: tasks.length, what: t(`ticket-press.${problem}`) }),
        back: (act) => eachOf(tasks.map((task) => () => act.dropTask(one.case, task, t("undo.reason")))),
      });
      return true;
    },
  };
};
