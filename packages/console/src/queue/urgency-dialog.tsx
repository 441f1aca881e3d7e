import { type ThreadView, URGENCIES, type Urgency } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Radios, TextField } from "../parts/field.tsx";
import { UrgencyMark } from "../parts/urgency.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useUndo } from "../undo/undo.tsx";

export type ThreadDialog = { thread: ThreadView; opened: true; onClose(): void };
/** How somebody is reached: of a thread, or of the case that has taken it. */
export type ReachingDialog = Omit<ThreadDialog, "thread"> & {
  thread: Pick<ThreadView, "mailbox" | "name" | "contactWindow" | "signals">;
};

/** What each level means stands beside it: hours, days, weeks. */
export const UrgencyRadios = ({ value, onChange }: { value: Urgency; onChange(level: Urgency): void }) => {
  const { t } = useWords();
  return (
    <Radios
      legend={t("urgency.label")}
      value={value}
      onChange={onChange}
      options={URGENCIES.map((level) => ({
        value: level,
        text: (
          <>
            <UrgencyMark level={level} /> <span className="quiet">{t(`urgency.${level}.means`)}</span>
          </>
        ),
      }))}
    />
  );
};

export const UrgencyDialog = ({ thread, opened, onClose }: ThreadDialog) => {
  const { t } = useWords();
  const deed = useDeed({ asShown: opened });
  const offer = useUndo();
  const [level, setLevel] = useState<Urgency>(thread.urgency.level);
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={t("urgency.title", { name: thread.name })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("urgency.set")}
      ready={reason.trim() !== ""}
      act={async () => {
        const said = { urgency: level, reason: reason.trim() };
        const set = await deed.run((act) => act.setThreadUrgency(thread.mailbox, said));
        if (set?.kind === "done")
          offer({
            said: t("undo.urgency", { name: thread.name, urgency: t(`urgency.${level}`) }),
            back: (act) => act.takeBackThreadUrgency(thread.mailbox, t("undo.reason")),
          });
        return set;
      }}
    >
      <UrgencyRadios value={level} onChange={setLevel} />
      <TextField label={t("reason")} hint={t("urgency.reason-hint")} value={reason} onChange={setReason} />
    </FormDialog>
  );
};
