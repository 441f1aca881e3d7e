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
  const { signals } = thread;
  const standing = signals.at(-1);
  const [said, setSaid] = useState({ safe: standing?.safe ?? "", danger: standing?.danger ?? "" });
  return (
    <FormDialog
      title={t("signals.title", { name: thread.name })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready={tooAlike(agreedIn(said), signals) === null}
      act={() => deed.run((act) => act.agreeSignals(thread.mailbox, agreedIn(said)))}
    >
      <p className="quiet">{t("signals.hint")}</p>
      {signals.length === 0 ? null : <p className="quiet">{t("signals.stays")}</p>}
      <SignalFields before={signals} said={said} put={(some) => setSaid({ ...said, ...some })} focus />
    </FormDialog>
  );
};
