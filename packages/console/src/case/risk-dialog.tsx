import type { Urgency } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { UrgencyRadios } from "../queue/urgency-dialog.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { type CaseDialog, SaidBy } from "./facts.tsx";
import { linesOf } from "./lines.ts";

/** Why it is urgent, in the threat part; how urgent, on the case for its whole team. */
export const RiskDialog = ({ one, opened, onClose }: CaseDialog) => {
  const { t } = useWords();
  const deed = useDeed();
  const [urgency, setUrgency] = useState<Urgency>(one.risk?.urgency ?? one.urgency.level);
  const [saidBy, setSaidBy] = useState<"caller" | "team">("team");
  const [factors, setFactors] = useState(one.risk?.factors.join("\n") ?? "");
  const [reach, setReach] = useState(one.risk?.reach.join("\n") ?? "");
  return (
    <FormDialog
      title={t("risk.dialog", { alias: one.alias })}
      opened={opened}
      onClose={onClose}
      wide
      deed={deed}
      submit={t("save")}
      ready={linesOf(factors).length > 0}
      act={() =>
        deed.run((act) =>
          act.recordRisk(one.case, { urgency, saidBy, factors: linesOf(factors), reach: linesOf(reach) }),
        )
      }
    >
      <UrgencyRadios value={urgency} onChange={setUrgency} />
      <SaidBy value={saidBy} onChange={setSaidBy} />
      <TextField
        label={t("risk.factors")}
        hint={t("one-a-line")}
        value={factors}
        onChange={setFactors}
        lines={3}
        focus
      />
      <TextField label={t("risk.reach-label")} hint={t("one-a-line")} value={reach} onChange={setReach} lines={2} />
    </FormDialog>
  );
};
