import { tooAlike } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { agreedIn, SignalFields } from "./signal-fields.tsx";
import type { ReachingDialog } from "./urgency-dialog.tsx";

/** Innocent wordings, agreed inside the thread. The server never sees them, nor that one was found. */
export const SignalsDialog = ({ thread, opened, onClose }: ReachingDialog) => {
  const { t } = useWords();
  const deed = useDeed({ asShown: opened });
  const { safe, danger } = thread.signals;
  const [said, setSaid] = useState({ safe: safe ?? "", danger: danger ?? "" });
  return (
    <FormDialog
      title={t("signals.title", { name: thread.name })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready={!tooAlike(agreedIn(said))}
      act={() => deed.run((act) => act.agreeSignals(thread.mailbox, agreedIn(said)))}
    >
      <p className="quiet">{t("signals.hint")}</p>
      <SignalFields said={said} put={(some) => setSaid({ ...said, ...some })} focus />
    </FormDialog>
  );
};
