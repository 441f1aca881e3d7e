import type { ThreatView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { heldText } from "../ticket/still-held.ts";
import { useUndo } from "../undo/undo.tsx";
import type { CaseDialog } from "./facts.tsx";
import { saidOf, stillAssessed } from "./threat-said.ts";

/** It was none, or is none any more. */
export const WithdrawThreat = ({ one, threat, opened, onClose }: CaseDialog & { threat: ThreatView }) => {
  const { t } = useWords();
  const deed = useDeed({ asShown: opened });
  const offer = useUndo();
  const [reason, setReason] = useState("");
  const assessed = stillAssessed(one, threat.reach);
  return (
    <FormDialog
      title={t("threats.withdraw-title", { who: threat.who })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("threats.withdraw-do")}
      warning={t("threats.withdraw-means")}
      ready={reason.trim() !== ""}
      act={async () => {
        const outcome = await deed.run((act) => act.withdrawThreat(one.case, threat.threat, reason.trim()));
        if (outcome?.kind === "done")
          offer({
            said: t("undo.threat-withdrawn", { who: threat.who }),
            back: (act) => act.addThreat(one.case, saidOf(threat)),
            left: ({ cases }) => heldText(t, cases, one.case),
          });
        return outcome;
      }}
    >
      <TextField
        label={t("reason")}
        hint={t("threats.withdraw-reason")}
        value={reason}
        onChange={setReason}
        lines={2}
        focus
      />
      {assessed.length === 0 ? null : (
        <p className="warning small">{t("threats.assessed", { places: assessed.join(", ") })}</p>
      )}
    </FormDialog>
  );
};
