import type { CaseInHand } from "@fairlead/client";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { WhatIsPruned } from "./what-is-pruned.tsx";

/** The first of the two. Nothing goes yet. [P11] */
export const AskPruning = ({ one, onClose }: { one: CaseInHand; onClose(): void }) => {
  const { t } = useWords();
  const deed = useDeed();
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={t("prune.title", { alias: one.alias, n: one.journeys.length })}
      opened
      onClose={onClose}
      wide
      deed={deed}
      submit={t("erase.ask-do")}
      warning={t("prune.warning")}
      grave
      ready={reason.trim() !== ""}
      act={() => deed.run((act) => act.askPruning(one.case, reason.trim()))}
    >
      <WhatIsPruned one={one} />
      <TextField
        label={t("reason")}
        hint={t("prune.reason-hint")}
        value={reason}
        onChange={setReason}
        lines={2}
        focus
      />
    </FormDialog>
  );
};
