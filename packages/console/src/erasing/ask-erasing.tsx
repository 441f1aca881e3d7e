import { useState } from "react";
import type { CaseDialog } from "../case/facts.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { closedTo } from "../sharing/give.ts";
import { WhatGoes } from "./what-goes.tsx";

/** The first of the two. Nothing is destroyed yet. [P11] */
export const AskErasing = ({ one, opened, onClose }: CaseDialog) => {
  const { t } = useWords();
  const deed = useDeed();
  const [reason, setReason] = useState("");
  const closed = closedTo(one);
  return (
    <FormDialog
      title={t("erase.ask-title", { alias: one.alias })}
      opened={opened}
      onClose={onClose}
      wide
      deed={deed}
      submit={t("erase.ask-do")}
      warning={t("erase.ask-warning")}
      grave
      ready={reason.trim() !== "" && closed.length === 0}
      act={() => deed.run((act) => act.askErasing(one.case, reason.trim()))}
    >
      <WhatGoes one={one} />
      {closed.length === 0 ? null : (
        <p className="said">{t("erase.not-all", { parts: closed.map((part) => t(`part.${part}`)).join(", ") })}</p>
      )}
      <TextField
        label={t("reason")}
        hint={t("erase.reason-hint")}
        value={reason}
        onChange={setReason}
        lines={2}
        focus
      />
    </FormDialog>
  );
};
