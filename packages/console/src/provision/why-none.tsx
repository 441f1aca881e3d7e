import type { ProvisionView, WhyNone } from "@fairlead/casework";
import { useState } from "react";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";

export type WhyNoneState = { said: WhyNone; ready: boolean; fields: React.ReactNode };

/**
 * Beside a proposal to decline: what the person is left with, or the express reason why with nothing. Asked only for what
 * nobody has written yet.
 */
export const useWhyNone = (provision: ProvisionView): WhyNoneState => {
  const { t } = useWords();
  const [plan, setPlan] = useState("");
  const [referral, setReferral] = useState("");
  const lacksPlan = provision.missing.includes("safety-plan");
  const lacksReferral = provision.missing.includes("referral");
  return {
    said: {
      ...(lacksPlan ? { noSafetyPlan: plan.trim() } : {}),
      ...(lacksReferral ? { noReferral: referral.trim() } : {}),
    },
    ready: (!lacksPlan || plan.trim() !== "") && (!lacksReferral || referral.trim() !== ""),
    fields: (
      <>
        {lacksPlan ? (
          <TextField label={t("safety.why-none")} hint={t("safety.why-none-hint")} value={plan} onChange={setPlan} />
        ) : null}
        {lacksReferral ? (
          <TextField
            label={t("referral.why-none")}
            hint={t("referral.why-none-hint")}
            value={referral}
            onChange={setReferral}
          />
        ) : null}
      </>
    ),
  };
};
