import { type ProvisionPlace, type ProvisionView, SAFETY_QUESTIONS, type SafetyPlan } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Radios, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";

const EMPTY = Object.fromEntries(SAFETY_QUESTIONS.map((question) => [question, ""])) as SafetyPlan;

type Props = { place: ProvisionPlace; name: string; provision: ProvisionView; onClose(): void };

/** Asked together with the caller, question by question; each version is kept. Or why there is none. */
export const PlanDialog = ({ place, name, provision, onClose }: Props) => {
  const { t } = useWords();
  const deed = useDeed({ asShown: true });
  const [plan, setPlan] = useState<SafetyPlan>(provision.now?.plan ?? EMPTY);
  const [kind, setKind] = useState<"plan" | "none">("plan");
  const [reason, setReason] = useState("");
  const isPlan = kind === "plan";
  return (
    <FormDialog
      title={t("safety.plan-title", { name })}
      opened
      onClose={onClose}
      wide
      deed={deed}
      submit={t("save")}
      warning={t(isPlan ? "safety.plan-warning" : "safety.none-warning")}
      ready={isPlan ? Object.values(plan).some((said) => said.trim() !== "") : reason.trim() !== ""}
      act={() =>
        deed.run((act) =>
          act.writeSafetyPlan(place, isPlan ? { plan, reason: "" } : { plan: null, reason: reason.trim() }),
        )
      }
    >
      <Radios
        legend={t("safety.plan")}
        value={kind}
        onChange={setKind}
        options={[
          { value: "plan", text: t("safety.there-is") },
          { value: "none", text: t("safety.there-is-none") },
        ]}
      />
      {isPlan ? (
        SAFETY_QUESTIONS.map((question, index) => (
          <TextField
            key={question}
            label={t(`safety.ask.${question}`)}
            hint={t(`safety.hint.${question}`)}
            value={plan[question]}
            onChange={(said) => setPlan({ ...plan, [question]: said })}
            lines={2}
            focus={index === 0}
          />
        ))
      ) : (
        <TextField label={t("reason")} hint={t("safety.none-hint")} value={reason} onChange={setReason} lines={2} />
      )}
    </FormDialog>
  );
};
