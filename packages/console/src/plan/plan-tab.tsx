import type { CaseView } from "@fairlead/casework";
import { AddTask } from "./add-task.tsx";
import { DoneTasks } from "./done-tasks.tsx";
import { Responses } from "./responses.tsx";
import { Services } from "./services.tsx";
import { TaskList } from "./task-list.tsx";
import "./plan.css";

/** What is to be done, by when and by whom; what was done; what was given. */
export const PlanTab = ({ one, now }: { one: CaseView; now: number }) => (
  <div className="stack plan">
    {one.closed === null ? <AddTask one={one} now={now} /> : null}
    <TaskList tasks={one.plan.open} now={now} one={one} />
    <DoneTasks tasks={one.plan.closed} now={now} />
    <Responses one={one} now={now} />
    <Services one={one} now={now} />
  </div>
);
