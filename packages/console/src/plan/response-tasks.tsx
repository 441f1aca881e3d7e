import { type CaseView, needsResponse, type Status, type TextsView, taskLines } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { useWords, type Words } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { isUnplanned } from "../today/is-lost.ts";
import { readLines, TaskChecks } from "./task-checks.tsx";

/** What is to be done at this status: as agreed with them, or as the organisation has it, or as the draft does. */
export const responseLines = (
  one: CaseView,
  status: Status,
  { protocols }: Pick<TextsView, "protocols">,
  { t }: Pick<Words, "t">,
): readonly string[] => {
  if (!needsResponse(status)) return [];
  const agreed = one.plan.responses.find((known) => known.status === status);
  if (agreed !== undefined) return agreed.tasks;
  const written = protocols.find(({ protocol }) => protocol === status)?.written ?? null;
  return taskLines(written?.text ?? t(`protocol.draft.${status}`));
};

type Props = { one: CaseView; status: Status; lines: readonly string[]; now: number; onClose(): void };

/** For a status that stands already: it was set without them, or by a console that knew none. */
export const ResponseTasks = ({ one, status, lines, now, onClose }: Props) => {
  const { t } = useWords();
  const deed = useDeed();
  // The deadlines of the moment at which this was opened: they do not run away under the reader.
  const [since] = useState(now);
  const [without, setWithout] = useState<ReadonlySet<number>>(new Set());
  const tasks = readLines(one, lines, since);
  const wanted = tasks.filter((_, index) => !without.has(index));
  return (
    <FormDialog
      title={t("response.dialog", { alias: one.alias, status: t(`status-of.${status}`) })}
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
            wanted.map(({ unknown: _, ...task }) => ({ ...task, from: { kind: "status", of: status } })),
          ),
        )
      }
    >
      <TaskChecks one={one} tasks={tasks} without={without} now={since} onChange={setWithout} />
    </FormDialog>
  );
};

/** Nothing of what is to be done was ever put into the plan: said beside the button that mends it. */
export const TasksMissing = ({ one, status, now }: { one: CaseView; status: Status; now: number }) => {
  const words = useWords();
  const { texts } = useView();
  const [asking, setAsking] = useState(false);
  const lines = responseLines(one, status, texts, words);
  if (lines.length === 0 || !isUnplanned(one)) return null;
  return (
    <p className="row">
      <span className="warning">{words.t("response.tasks-missing")}</span>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {words.t("response.tasks-add")}
      </button>
      {asking ? (
        <ResponseTasks one={one} status={status} lines={lines} now={now} onClose={() => setAsking(false)} />
      ) : null}
    </p>
  );
};
