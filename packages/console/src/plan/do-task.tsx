import { dayOf, SERVICE_KINDS, type ServiceKind, type TaskView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { SelectField, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession, useView } from "../session/session.tsx";
import { useUndo } from "../undo/undo.tsx";

type Props = { task: TaskView; onClose(): void };

/** Done: what came of it, and whether somebody was given something by it. */
export const DoTask = ({ task, onClose }: Props) => {
  const { t } = useWords();
  const { clock } = useSession();
  const deed = useDeed();
  const offer = useUndo();
  const [note, setNote] = useState("");
  // What was done in a closed case is kept; nothing more is given there, and nothing opened again.
  const isClosed = useView().cases.some((one) => one.case === task.case && one.closed !== null);
  const [given, setGiven] = useState<ServiceKind | "">("");
  return (
    <FormDialog
      title={t("task.done-title", { text: task.text })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("task.done")}
      ready={given === "" || note.trim() !== ""}
      act={async () => {
        const service = given === "" ? undefined : { kind: given, day: dayOf(clock()) };
        const outcome = await deed.run((act) => act.doTask(task.case, task.task, note.trim(), service));
        if (outcome?.kind === "done" && !isClosed) {
          const { service: counted } = outcome;
          offer({
            said: t("undo.task-done", { text: task.text }),
            // What was counted as given with it is not given either.
            back: (act) =>
              act.reopenTask(
                task.case,
                task.task,
                "",
                counted === null ? undefined : { service: counted, reason: t("undo.reason") },
              ),
          });
        }
        return outcome;
      }}
    >
      <TextField
        label={t("task.note")}
        hint={given === "" ? t("task.note-hint") : t("task.note-given")}
        value={note}
        onChange={setNote}
        focus
      />
      {isClosed ? null : (
        <SelectField<ServiceKind | "">
          label={t("task.given")}
          hint={t("task.given-hint")}
          value={given}
          onChange={setGiven}
          options={[
            { value: "", text: t("task.given-nothing") },
            ...SERVICE_KINDS.map((value) => ({ value, text: t(`service.${value}`) })),
          ]}
        />
      )}
    </FormDialog>
  );
};
