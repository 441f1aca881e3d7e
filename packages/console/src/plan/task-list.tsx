import { type CaseView, lineOf, type TaskView } from "@fairlead/casework";
import { useState } from "react";
import { Empty } from "../parts/empty.tsx";
import { useWords } from "../say/words.tsx";
import { ChangeTask } from "./change-task.tsx";
import { DoTask } from "./do-task.tsx";
import { TaskLine } from "./task-line.tsx";
import "./plan.css";

type Props = {
  tasks: readonly TaskView[];
  now: number;
  /** The case that they all belong to; missing: of several, each says which. */
  one?: CaseView;
  empty?: string;
};

/** Tasks by deadline, the overdue first. */
export const TaskList = ({ tasks, now, one, empty }: Props) => {
  const { t } = useWords();
  const [asking, setAsking] = useState<{ task: TaskView; what: "do" | "change" } | null>(null);
  const close = () => setAsking(null);
  return (
    <div className="panel">
      {tasks.length === 0 ? <Empty>{empty ?? t("plan.nothing-open")}</Empty> : null}
      <ul>
        {tasks.map((task) => (
          <li key={task.task} className="panel-row task" data-line={lineOf("task", task.task)}>
            <TaskLine task={task} now={now} named={one === undefined} />
            <div className="row">
              <button type="button" className="button" onClick={() => setAsking({ task, what: "do" })}>
                {t("task.done")}
                <span className="hidden-visually"> {task.text}</span>
              </button>
              {one === undefined ? null : (
                <button type="button" className="link small" onClick={() => setAsking({ task, what: "change" })}>
                  {t("change")}
                  <span className="hidden-visually"> {task.text}</span>
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {asking?.what === "do" ? <DoTask task={asking.task} onClose={close} /> : null}
      {asking?.what === "change" && one !== undefined ? (
        <ChangeTask task={asking.task} one={one} onClose={close} />
      ) : null}
    </div>
  );
};
