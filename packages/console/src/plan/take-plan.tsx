import { type CaseView, type TemplateId, taskLines } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Dialog, FormDialog } from "../parts/dialog.tsx";
import { SelectField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { readLines, TaskChecks } from "./task-checks.tsx";

type Props = { one: CaseView; now: number; onClose(): void };

/** A plan of the organisation, step by step, into this case. */
export const TakePlan = ({ one, now, onClose }: Props) => {
  const { t } = useWords();
  const { texts } = useView();
  const deed = useDeed();
  // The deadlines of the moment at which this was opened: they do not run away under the reader.
  const [since] = useState(now);
  const [chosen, setChosen] = useState<TemplateId | "">(texts.plans[0]?.plan ?? "");
  const [without, setWithout] = useState<ReadonlySet<number>>(new Set());
  const plan = texts.plans.find((known) => known.plan === chosen);
  if (plan === undefined)
    return (
      <Dialog title={t("plan.take")} opened onClose={onClose}>
        <div className="stack">
          <p>{t("plan.none-written")}</p>
          <p>
            <Link to="/texts" className="button">
              {t("texts.open")}
            </Link>
          </p>
        </div>
      </Dialog>
    );
  const tasks = readLines(one, taskLines(plan.text), since);
  const wanted = tasks.filter((_, index) => !without.has(index));
  return (
    <FormDialog
      title={t("plan.take")}
      opened
      wide
      onClose={onClose}
      deed={deed}
      submit={t("plan.take-do", { n: wanted.length })}
      ready={wanted.length > 0}
      act={() =>
        deed.run((act) =>
          act.addTasks(
            one.case,
            wanted.map(({ unknown: _, ...task }) => ({ ...task, from: { kind: "plan", of: plan.title } })),
          ),
        )
      }
    >
      <SelectField
        label={t("plan.which")}
        value={plan.plan}
        onChange={(value) => {
          setChosen(value);
          setWithout(new Set());
        }}
        options={texts.plans.map(({ plan: value, title }) => ({ value, text: title }))}
      />
      <TaskChecks one={one} tasks={tasks} without={without} now={since} onChange={setWithout} />
    </FormDialog>
  );
};
