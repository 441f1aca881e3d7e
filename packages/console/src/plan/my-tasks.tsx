import type { MyTasksView } from "@fairlead/casework";
import { useWords } from "../say/words.tsx";
import { Section } from "../today/section.tsx";
import { TaskList } from "./task-list.tsx";

/** The reader's own, and those in which he stands in for somebody who is not there. */
export const MyTasks = ({ tasks, now }: { tasks: MyTasksView; now: number }) => {
  const { t } = useWords();
  if (tasks.due.length + tasks.later.length === 0) return null;
  return (
    <Section title={t("my-tasks.title")} count={tasks.due.length || undefined}>
      <TaskList tasks={tasks.due} now={now} empty={t("my-tasks.none-due")} />
      {tasks.later.length === 0 ? null : (
        <details>
          <summary>{t("my-tasks.later", { n: tasks.later.length })}</summary>
          <TaskList tasks={tasks.later} now={now} />
        </details>
      )}
    </Section>
  );
};
