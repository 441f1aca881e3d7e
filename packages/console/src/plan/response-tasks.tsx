import {
  type CaseView,
  mayWrite,
  needsResponse,
  type PartyStatusView,
  type Status,
  type TaskFrom,
  type TextsView,
  taskLines,
} from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { whomText } from "../say/status.ts";
import { useWords, type Words } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { isUnplanned } from "../today/is-lost.ts";
import { forbiddenLines, readLines, TaskChecks } from "./task-checks.tsx";
import { TaskFields } from "./task-fields.tsx";

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

/** Whom a task is for stands in it: what is done for one who is held is not done for another. */
export const fromStatus = (status: Status, whom: readonly string[] | null): TaskFrom => ({
  ...{ kind: "status", of: status },
  ...(whom === null ? {} : { whom }),
});

type Props = { one: CaseView; said: PartyStatusView; lines: readonly string[]; now: number; onClose(): void };

/** For a status that stands already: it was set without them, or by a console that knew none. */
export const ResponseTasks = ({ one, said, lines, now, onClose }: Props) => {
  const { status, whom } = said;
  const { t } = useWords();
  const deed = useDeed();
  // The deadlines of the moment at which this was opened: they do not run away under the reader.
  const [since] = useState(now);
  const forbidden = forbiddenLines(one.plan.responses.find((known) => known.status === status));
  const [without, setWithout] = useState<ReadonlySet<number>>(() => new Set(forbidden.keys()));
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
            wanted.map(({ unknown: _, ...task }) => ({ ...task, from: fromStatus(status, whom) })),
          ),
        )
      }
    >
      <TaskChecks one={one} tasks={tasks} without={without} now={since} forbidden={forbidden} onChange={setWithout} />
    </FormDialog>
  );
};

/**
 * One press into the plan, from wherever it is said that nothing stands there. Where nobody has agreed or written anything, a first
 * task is begun: whoever stands before it at night has something in hand.
 */
export const PutIntoPlan = ({ one, said, now }: Pick<Props, "one" | "said" | "now">) => {
  const words = useWords();
  const { t } = words;
  const { texts, me } = useView();
  const [asking, setAsking] = useState(false);
  if (!mayWrite(me.role, "addTask")) return null;
  const { status, whom } = said;
  const lines = responseLines(one, status, texts, words);
  const close = () => setAsking(false);
  const none = lines.length === 0;
  return (
    <>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {t(none ? "response.first-add" : "response.tasks-add")}
        <span className="hidden-visually"> {whom === null ? one.alias : whomText(one, whom)}</span>
      </button>
      {asking && none ? (
        <TaskFields one={one} line={t("response.first-task")} from={fromStatus(status, whom)} onClose={close} />
      ) : null}
      {asking && !none ? <ResponseTasks one={one} said={said} lines={lines} now={now} onClose={close} /> : null}
    </>
  );
};

/** Nothing of what is to be done was ever put into the plan: said beside the button that mends it. */
export const TasksMissing = ({ one, said, now }: Pick<Props, "one" | "said" | "now">) => {
  const { t } = useWords();
  if (!isUnplanned(one, said)) return null;
  return (
    <p className="row">
      <span className="warning">{t("response.tasks-missing")}</span>
      <PutIntoPlan one={one} said={said} now={now} />
    </p>
  );
};
