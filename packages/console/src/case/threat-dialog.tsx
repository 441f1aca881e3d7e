import { type Certainty, THREAT_KINDS, type ThreatKind, type ThreatView } from "@fairlead/casework";
import type { Actions } from "@fairlead/client";
import { useState } from "react";
import { CertaintyRadios } from "../board/statement-dialog.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { SelectField, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { heldText } from "../ticket/still-held.ts";
import { useUndo } from "../undo/undo.tsx";
import type { CaseDialog } from "./facts.tsx";
import { linesOf } from "./lines.ts";
import { saidOf, stillAssessed } from "./threat-said.ts";

/** `threat`: one that is said anew, in its own place; `again`: it was withdrawn, and stands again. */
type Props = CaseDialog & { threat?: ThreatView; again?: boolean };

export const ThreatDialog = ({ one, opened, onClose, threat, again = false }: Props) => {
  const { t } = useWords();
  const deed = useDeed({ asShown: opened });
  const offer = useUndo();
  const [who, setWho] = useState(threat?.who ?? "");
  const [kind, setKind] = useState<ThreatKind>(threat?.kind ?? "family");
  const [reach, setReach] = useState(threat?.reach.join("\n") ?? "");
  const [certainty, setCertainty] = useState<Certainty>(threat?.certainty ?? "said");
  const [source, setSource] = useState(threat?.source ?? "");
  const places = linesOf(reach);
  const assessed = stillAssessed(one, threat?.reach.filter((place) => !places.includes(place)) ?? []);
  const save = async () => {
    const said = { who: who.trim(), kind, reach: places, certainty, source: source.trim() };
    const outcome = await deed.run((act) =>
      act.addThreat(one.case, threat === undefined ? said : { ...said, threat: threat.threat }),
    );
    if (outcome?.kind === "done") {
      const withdraw = (act: Actions) => act.withdrawThreat(one.case, outcome.threat, t("undo.reason"));
      offer({
        said: t("undo.threat", { who: said.who }),
        back: threat === undefined || again ? withdraw : (act) => act.addThreat(one.case, saidOf(threat)),
        left: ({ cases }) => heldText(t, cases, one.case),
      });
    }
    return outcome;
  };
  return (
    <FormDialog
      title={
        threat === undefined
          ? t("threats.dialog", { alias: one.alias })
          : t(again ? "threats.again-title" : "threats.change-title", { who: threat.who })
      }
      opened={opened}
      onClose={onClose}
      wide
      deed={deed}
      submit={t("save")}
      warning={t(threat === undefined || again ? "threats.holds" : "threats.change-holds")}
      ready={who.trim() !== "" && source.trim() !== ""}
      act={save}
    >
      <TextField label={t("threats.who")} hint={t("threats.who-hint")} value={who} onChange={setWho} focus />
      <SelectField
        label={t("threats.kind")}
        value={kind}
        onChange={setKind}
        options={THREAT_KINDS.map((value) => ({ value, text: t(`threat-kind.${value}`) }))}
      />
      <TextField label={t("threats.reach")} hint={t("one-a-line")} value={reach} onChange={setReach} lines={2} />
      {assessed.length === 0 ? null : (
        <p className="warning small">{t("threats.assessed", { places: assessed.join(", ") })}</p>
      )}
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
