import { type Certainty, THREAT_KINDS, type ThreatKind } from "@fairlead/casework";
import { useState } from "react";
import { CertaintyRadios } from "../board/statement-dialog.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { SelectField, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import type { CaseDialog } from "./facts.tsx";
import { linesOf } from "./lines.ts";

export const ThreatDialog = ({ one, opened, onClose }: CaseDialog) => {
  const { t } = useWords();
  const deed = useDeed({ asShown: opened });
  const [who, setWho] = useState("");
  const [kind, setKind] = useState<ThreatKind>("family");
  const [reach, setReach] = useState("");
  const [certainty, setCertainty] = useState<Certainty>("said");
  const [source, setSource] = useState("");
  return (
    <FormDialog
      title={t("threats.dialog", { alias: one.alias })}
      opened={opened}
      onClose={onClose}
      wide
      deed={deed}
      submit={t("save")}
      ready={who.trim() !== "" && source.trim() !== ""}
      act={() =>
        deed.run((act) =>
          act.addThreat(one.case, {
            who: who.trim(),
            kind,
            reach: linesOf(reach),
            certainty,
            source: source.trim(),
          }),
        )
      }
    >
      <TextField label={t("threats.who")} hint={t("threats.who-hint")} value={who} onChange={setWho} focus />
      <SelectField
        label={t("threats.kind")}
        value={kind}
        onChange={setKind}
        options={THREAT_KINDS.map((value) => ({ value, text: t(`threat-kind.${value}`) }))}
      />
      <TextField label={t("threats.reach")} hint={t("one-a-line")} value={reach} onChange={setReach} lines={2} />
      <CertaintyRadios value={certainty} onChange={setCertainty} />
      <TextField
        label={t("verification.source")}
        hint={t("verification.source-hint")}
        value={source}
        onChange={setSource}
      />
    </FormDialog>
  );
};
