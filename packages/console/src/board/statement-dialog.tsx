import { CERTAINTIES, type Certainty, type VerificationLine } from "@fairlead/casework";
import type { Actions, Outcome } from "@fairlead/client";
import { useState } from "react";
import { CertaintyMark } from "../parts/certainty.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { Check, Radios, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";

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

export type SaidStatement = {
  line?: string;
  statement: string;
  source: string;
  corroboration: string;
  against: string;
  certainty: Certainty;
  concluded: boolean;
};

type Props = {
  title: string;
  /** What is being said anew, or null. */
  line: VerificationLine | null;
  /** Whether the verification may be concluded here: of a case, not of a thread. */
  concludes: boolean;
  save(act: Actions, said: SaidStatement): Promise<Outcome>;
  onClose(): void;
};

/** Statement, source, what supports it, how sure. A word, never a score; and never asked of the person twice. */
export const StatementDialog = ({ title, line, concludes, save, onClose }: Props) => {
  const { t } = useWords();
  const deed = useDeed();
  const [statement, setStatement] = useState(line?.statement ?? "");
  const [source, setSource] = useState(line?.source ?? "");
  const [corroboration, setCorroboration] = useState(line?.corroboration ?? "");
  const [against, setAgainst] = useState(line?.against ?? "");
  const [certainty, setCertainty] = useState<Certainty>(line?.certainty ?? "said");
  const [concluded, setConcluded] = useState(false);
  return (
    <FormDialog
      title={title}
      opened
      onClose={onClose}
      wide
      deed={deed}
      submit={t("save")}
      ready={statement.trim() !== "" && source.trim() !== ""}
      act={() =>
        deed.run((act) =>
          save(act, {
            ...(line === null ? {} : { line: line.line }),
            statement: statement.trim(),
            source: source.trim(),
            corroboration: corroboration.trim(),
            against: against.trim(),
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
      <TextField
        label={t("verification.against")}
        hint={t("verification.against-hint")}
        value={against}
        onChange={setAgainst}
      />
      <CertaintyRadios value={certainty} onChange={setCertainty} />
      {concludes ? (
        <>
          <Check label={t("verification.conclude")} checked={concluded} onChange={setConcluded} />
          {concluded ? <p className="quiet small">{t("verification.conclude-hint")}</p> : null}
        </>
      ) : null}
    </FormDialog>
  );
};
