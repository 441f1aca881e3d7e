import { type CaseView, taskOf } from "@fairlead/casework";
import { type SubmitEvent, useId, useState } from "react";
import { useWords } from "../say/words.tsx";
import { isTaken, Refused, useDeed } from "../session/deed.tsx";
import { useSession } from "../session/session.tsx";
import { taskPeople, wallClock } from "./people.ts";
import { TakePlan } from "./take-plan.tsx";
import { TaskFields } from "./task-fields.tsx";
import { Understood } from "./understood.tsx";

/** One line, one task: what, @who, by when. What was understood stands under it before anything is written. */
export const AddTask = ({ one, now }: { one: CaseView; now: number }) => {
  const { t } = useWords();
  const { clock } = useSession();
  const deed = useDeed();
  const id = useId();
  const [line, setLine] = useState("");
  const [asking, setAsking] = useState<"fields" | "plan" | null>(null);
  const people = taskPeople(one);
  const read = line.trim() === "" ? null : taskOf(line, wallClock(now), people);
  const add = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    // Read again at this moment: "+2h" counts from now.
    const { unknown, ...task } = taskOf(line, wallClock(clock()), people);
    if (task.text === "" || unknown !== null || deed.busy) return;
    const outcome = await deed.run((act) => act.addTasks(one.case, [{ ...task, from: { kind: "own" } }]));
    if (isTaken(outcome)) setLine("");
  };
  return (
    <form className="stack" data-tight onSubmit={(event) => void add(event)}>
      <label htmlFor={id}>{t("task.add-label")}</label>
      <div className="row task-add">
        <input
          id={id}
          className="input grow"
          value={line}
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          placeholder={t("task.add-example")}
          aria-describedby={`${id}-read`}
          onInput={(event) => setLine(event.currentTarget.value)}
        />
        <button type="submit" className="button" data-filled disabled={read === null || deed.busy}>
          {t("task.add")}
        </button>
      </div>
      <div className="spread small">
        <p id={`${id}-read`} className={read?.unknown == null ? "quiet" : "warning"} role="status">
          <Understood one={one} read={read} now={now} />
        </p>
        <span className="row">
          <button type="button" className="link" onClick={() => setAsking("fields")}>
            {t("task.in-fields")}
          </button>
          <button type="button" className="link" onClick={() => setAsking("plan")}>
            {t("plan.take")}
          </button>
        </span>
      </div>
      <Refused deed={deed} />
      {asking === "fields" ? <TaskFields one={one} line={line} onClose={() => setAsking(null)} /> : null}
      {asking === "plan" ? <TakePlan one={one} now={now} onClose={() => setAsking(null)} /> : null}
    </form>
  );
};
