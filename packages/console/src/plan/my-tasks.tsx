import type { MyTasksView } from "@fairlead/casework";
import { useState } from "react";
import { useWords } from "../say/words.tsx";
import { Section } from "../today/section.tsx";
import { CalendarDialog } from "./calendar-dialog.tsx";
import { TaskList } from "./task-list.tsx";

/** The reader's own, and those in which he stands in for somebody who is not there. */
export const MyTasks = ({ tasks, now }: { tasks: MyTasksView; now: number }) => {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const calendar = (
    <button type="button" className="link" onClick={() => setAsking(true)}>
      {t("calendar.open")}
    </button>
  );
  return (
    <Section title={t("my-tasks.title")} count={tasks.due.length || undefined} aside={calendar}>
      <TaskList tasks={tasks.due} now={now} empty={t("my-tasks.none-due")} />
      {tasks.later.length === 0 ? null : (
        <details className="plan-later">
          <summary>{t("my-tasks.later", { n: tasks.later.length })}</summary>
          <TaskList tasks={tasks.later} now={now} />
        </details>
      )}
      {asking ? <CalendarDialog onClose={() => setAsking(false)} /> : null}
    </Section>
  );
};
