import type { ProvisionPlace, SafetyPlan } from "@fairlead/casework";
import { useState } from "react";
import { holdingLanguage } from "../freezing/holding.ts";
import { LanguageField } from "../freezing/language-field.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { Radios, TextField } from "../parts/field.tsx";
import { hourOf } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession } from "../session/session.tsx";
import { planText } from "./plan-text.ts";

const STAYS = ["2", "24", "168"] as const;
type How = "once" | (typeof STAYS)[number];

type Props = { place: ProvisionPlace; name: string; plan: SafetyPlan; language: string | null; onClose(): void };

/**
 * Never sent by itself: whoever opens this telephone reads where somebody would run to. Read once unless it is chosen
 * otherwise, and every word can be changed before it goes. [MB5] [P8]
 */
export const GiveDialog = ({ place, name, plan, language, onClose }: Props) => {
  const { t } = useWords();
  const { clock } = useSession();
  const deed = useDeed();
  const [how, setHow] = useState<How>("once");
  const [spoken, setSpoken] = useState(() => holdingLanguage(language));
  /** null: as the plan says. */
  const [own, setOwn] = useState<string | null>(null);
  const text = own ?? planText(plan, spoken);
  return (
    <FormDialog
      title={t("safety.give-title", { name })}
      opened
      onClose={onClose}
      wide
      deed={deed}
      submit={t("safety.give-do")}
      warning={t(how === "once" ? "safety.give-warning" : "safety.give-stays-warning")}
      grave
      ready={text.trim() !== ""}
      act={() => {
        const standing = how !== "once";
        const until = standing ? hourOf(clock()) + Number(how) : null;
        return deed.run((act) => act.giveSafetyPlan(place, { text: text.trim(), standing, until, checkInBy: null }));
      }}
    >
      <p className="said">{t("safety.betrays")}</p>
      <Radios<How>
        legend={t("safety.how")}
        value={how}
        onChange={setHow}
        options={[
          { value: "once", text: t("answer.read-once") },
          ...STAYS.map((value) => ({ value, text: t("answer.stays-hours", { n: Number(value) }) })),
        ]}
      />
      <LanguageField
        value={spoken}
        onChange={(chosen) => {
          setSpoken(chosen);
          setOwn(null);
        }}
      />
      <TextField
        label={t("safety.words")}
        hint={t("safety.words-hint")}
        value={text}
        onChange={setOwn}
        lines={8}
        focus
      />
    </FormDialog>
  );
};
