import { lineOf, type TaskView } from "@fairlead/casework";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";

/** What was done or dropped, by whom, what came of it. Folded. */
export const DoneTasks = ({ tasks, now }: { tasks: readonly TaskView[]; now: number }) => {
  const { t, days } = useWords();
  const deed = useDeed();
  if (tasks.length === 0) return null;
  return (
    <details>
      <summary>{t("plan.closed", { n: tasks.length })}</summary>
      <ul className="stack" data-tight>
        {tasks.map(({ task, case: theCase, text, closed }) =>
          closed === null ? null : (
            <li key={task} className="spread small" data-line={lineOf("task", task)}>
              <span>
                <b dir="auto">{text}</b>{" "}
                <span className="quiet">
                  {t(`task.closed.${closed.how}`, { who: personText(t, closed.by), at: days.when(closed.at, now) })}
                </span>{" "}
                <span dir="auto">{closed.note}</span>
              </span>
              <button
                type="button"
                className="link"
                disabled={deed.busy}
                onClick={() => void deed.run((act) => act.reopenTask(theCase, task, ""))}
              >
                {t("task.reopen")}
                <span className="hidden-visually"> {text}</span>
              </button>
            </li>
          ),
        )}
      </ul>
      <Refused deed={deed} />
    </details>
  );
};
