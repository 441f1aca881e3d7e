import type { TaskView } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { personText } from "../say/people.ts";
import { useWords, type Words } from "../say/words.tsx";

/** By when; overdue says so in words too. */
export const Due = ({ task, now }: { task: Pick<TaskView, "due" | "overdue">; now: number }) => {
  const { t, days } = useWords();
  if (task.due === null) return <p className="quiet small">{t("task.whenever")}</p>;
  return (
    <p className="num">
      <b className={task.overdue ? "danger" : ""}>{days.when(task.due, now)}</b> <br />
      <span className={task.overdue ? "danger small" : "quiet small"}>
        {task.overdue
          ? t("task.overdue", { age: days.age(now - task.due) })
          : t("task.in", { age: days.age(task.due - now) })}
      </span>
    </p>
  );
};

const fromText = ({ t }: Words, { from, whom }: TaskView): string | null => {
  if (from === null || from.kind === "own") return null;
  return from.kind === "plan" && from.of !== undefined
    ? t("task.from-plan", { plan: from.of })
    : [t(`task.from.${from.kind}`), ...whom].join(" · ");
};

/** `named`: beside others' cases, so it says whose. */
export const TaskLine = ({ task, now, named }: { task: TaskView; now: number; named: boolean }) => {
  const words = useWords();
  const { t, days } = words;
  const from = fromText(words, task);
  return (
    <>
      <Due task={task} now={now} />
      <div>
        <p>
          {named ? (
            <>
              <Link to="/cases/$case" params={{ case: task.case }}>
                <b>{task.alias}</b>
              </Link>
              {": "}
            </>
          ) : null}
          <span className="words" dir="auto">
            {task.text}
          </span>
        </p>
        <p className="quiet small">
          {personText(t, task.owner)}
          {task.standIn === null ? "" : ` · ${t("task.stand-in", { who: personText(t, task.standIn) })}`}
          {from === null ? "" : ` · ${from}`}
        </p>
        {task.movedBy === null ? null : (
          <p className="quiet small">
            {t("task.moved", { who: personText(t, task.movedBy.by), at: days.when(task.movedBy.at, now) })}{" "}
            <span dir="auto">{task.movedBy.reason}</span>
          </p>
        )}
      </div>
    </>
  );
};
