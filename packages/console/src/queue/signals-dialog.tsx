import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import type { ReachingDialog } from "./urgency-dialog.tsx";

const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());

/** Innocent wordings, agreed inside the thread. The server never sees them, nor that one was found. */
export const SignalsDialog = ({ thread, opened, onClose }: ReachingDialog) => {
  const { t } = useWords();
  const deed = useDeed({ asShown: opened });
  const [safe, setSafe] = useState(thread.signals.safe ?? "");
  const [danger, setDanger] = useState(thread.signals.danger ?? "");
  return (
    <FormDialog
      title={t("signals.title", { name: thread.name })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready
      act={() => deed.run((act) => act.agreeSignals(thread.mailbox, { safe: orNull(safe), danger: orNull(danger) }))}
    >
      <p className="quiet">{t("signals.hint")}</p>
      <TextField label={t("signals.safe-label")} value={safe} onChange={setSafe} focus />
      <TextField label={t("signals.danger-label")} value={danger} onChange={setDanger} />
    </FormDialog>
  );
};
