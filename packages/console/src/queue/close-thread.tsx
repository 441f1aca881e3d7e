import { THREAD_OUTCOMES, type ThreadOutcome } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Radios, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import type { ThreadDialog } from "./urgency-dialog.tsx";

export const CloseThread = ({ thread, opened, onClose }: ThreadDialog) => {
  const { t } = useWords();
  const deed = useDeed();
  const [outcome, setOutcome] = useState<ThreadOutcome | null>(null);
  const [note, setNote] = useState("");
  // What comes while this stands open was not read before closing: it must open the thread again.
  const [seen, setSeen] = useState<number | null>(null);
  if (opened && seen === null) setSeen(Math.max(0, ...thread.messages.map((message) => message.seq ?? 0)));
  if (!opened && seen !== null) setSeen(null);
  return (
    <FormDialog
      title={t("close-thread.title", { name: thread.name })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("close-thread.do")}
      warning={t("close-thread.destroys")}
      grave
      ready={outcome !== null && note.trim() !== ""}
      act={async () =>
        outcome === null || seen === null
          ? null
          : deed.run((act) => act.closeThread(thread.mailbox, { outcome, note: note.trim(), seen }))
      }
    >
      <Radios
        legend={t("close-thread.outcome")}
        value={outcome}
        onChange={setOutcome}
        options={THREAD_OUTCOMES.map((value) => ({ value, text: t(`thread-outcome.${value}`) }))}
      />
      <TextField label={t("close-thread.note")} value={note} onChange={setNote} lines={2} />
    </FormDialog>
  );
};

export const ReopenThread = ({ thread, opened, onClose }: ThreadDialog) => {
  const { t } = useWords();
  const deed = useDeed();
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={t("reopen.title", { name: thread.name })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("reopen.do")}
      ready={reason.trim() !== ""}
      act={() => deed.run((act) => act.reopenThread(thread.mailbox, reason.trim()))}
    >
      <TextField label={t("reason")} value={reason} onChange={setReason} focus />
    </FormDialog>
  );
};
