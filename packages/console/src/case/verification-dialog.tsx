import { CERTAINTIES, type Certainty } from "@fairlead/casework";
import { useState } from "react";
import { CertaintyMark } from "../parts/certainty.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { Check, Radios, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import type { CaseDialog } from "./facts.tsx";

export const CertaintyRadios = ({ value, onChange }: { value: Certainty; onChange(value: Certainty): void }) => {
  const { t } = useWords();
  return (
    <Radios
      legend={t("verification.certainty")}
      value={value}
      onChange={onChange}
      options={CERTAINTIES.map((known) => ({
        value: known,
        text: (
          <>
            <CertaintyMark certainty={known} /> <span className="quiet">{t(`certainty.${known}.means`)}</span>
          </>
        ),
      }))}
    />
  );
};

/** Statement, source, what supports it, how sure. A word, never a score; and never asked of the person twice. */
export const VerificationDialog = ({ one, opened, onClose }: CaseDialog) => {
  const { t } = useWords();
  const deed = useDeed();
  const [statement, setStatement] = useState("");
  const [source, setSource] = useState("");
  const [corroboration, setCorroboration] = useState("");
  const [certainty, setCertainty] = useState<Certainty>("said");
  const [concluded, setConcluded] = useState(false);
  return (
    <FormDialog
      title={t("verification.dialog", { alias: one.alias })}
      opened={opened}
      onClose={onClose}
      wide
      deed={deed}
      submit={t("save")}
      ready={statement.trim() !== "" && source.trim() !== ""}
      act={() =>
        deed.run((act) =>
          act.recordVerification(one.case, {
            statement: statement.trim(),
            source: source.trim(),
            corroboration: corroboration.trim(),
            certainty,
            concluded,
          }),
        )
      }
    >
      <TextField
        label={t("verification.statement")}
        hint={t("verification.statement-hint")}
        value={statement}
        onChange={setStatement}
        lines={2}
        focus
      />
      <TextField
        label={t("verification.source")}
        hint={t("verification.source-hint")}
        value={source}
        onChange={setSource}
      />
      <TextField
        label={t("verification.corroboration")}
        hint={t("verification.corroboration-hint")}
        value={corroboration}
        onChange={setCorroboration}
      />
      <CertaintyRadios value={certainty} onChange={setCertainty} />
      <Check label={t("verification.conclude")} checked={concluded} onChange={setConcluded} />
      {concluded ? <p className="quiet small">{t("verification.conclude-hint")}</p> : null}
    </FormDialog>
  );
};
