import type { CaseView, MoneyLineView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { moneyText } from "./ledger.ts";

type Props = { one: CaseView; line: MoneyLineView; onClose(): void };

export const StrikeDialog = ({ one, line, onClose }: Props) => {
  const words = useWords();
  const { t } = words;
  const deed = useDeed();
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={t("money.strike-title", { amount: moneyText(words, line.amount, line.currency) })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("money.strike-do")}
      warning={t("money.strike-means")}
      ready={reason.trim() !== ""}
      act={() => deed.run((act) => act.strikeMoney(one.case, { line: line.line, reason: reason.trim() }))}
    >
      <TextField label={t("reason")} value={reason} onChange={setReason} lines={2} focus />
    </FormDialog>
  );
};
