import { type ProvisionPlace, REFERRAL_ANSWERS, type ReferralAnswer, type ReferralView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Radios, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";

type Props = { place: ProvisionPlace; name: string; onClose(): void };

/** To whom, what for, and who agreed to what being told; or why there is nobody. */
export const ReferDialog = ({ place, name, onClose }: Props) => {
  const { t } = useWords();
  const deed = useDeed();
  const [kind, setKind] = useState<"somebody" | "nobody">("somebody");
  const [said, setSaid] = useState({ to: "", purpose: "", consent: "" });
  const [reason, setReason] = useState("");
  const { to, purpose, consent } = said;
  const isReferred = kind === "somebody";
  return (
    <FormDialog
      title={t("referral.title", { name })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      warning={t(isReferred ? "referral.warning" : "referral.none-warning")}
      ready={isReferred ? [to, purpose, consent].every((text) => text.trim() !== "") : reason.trim() !== ""}
      act={() =>
        deed.run((act) =>
          isReferred
            ? act.refer(place, { to: to.trim(), purpose: purpose.trim(), consent: consent.trim() })
            : act.noReferral(place, reason.trim()),
        )
      }
    >
      <Radios
        legend={t("referral.label")}
        value={kind}
        onChange={setKind}
        options={[
          { value: "somebody", text: t("referral.somebody") },
          { value: "nobody", text: t("referral.nobody") },
        ]}
      />
      {isReferred ? (
        <>
          <TextField label={t("referral.to")} value={to} onChange={(text) => setSaid({ ...said, to: text })} focus />
          <TextField
            label={t("referral.purpose")}
            value={purpose}
            onChange={(text) => setSaid({ ...said, purpose: text })}
          />
          <TextField
            label={t("referral.consent")}
            hint={t("referral.consent-hint")}
            value={consent}
            onChange={(text) => setSaid({ ...said, consent: text })}
            lines={2}
          />
        </>
      ) : (
        <TextField label={t("reason")} hint={t("referral.none-hint")} value={reason} onChange={setReason} lines={2} />
      )}
    </FormDialog>
  );
};

type AnswerProps = { place: ProvisionPlace; referral: ReferralView; onClose(): void };

/** What they said to it. */
export const ReferralAnswerDialog = ({ place, referral, onClose }: AnswerProps) => {
  const { t } = useWords();
  const deed = useDeed();
  const [answer, setAnswer] = useState<ReferralAnswer | null>(null);
  const [note, setNote] = useState("");
  return (
    <FormDialog
      title={t("referral.answer-title", { to: referral.to })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready={answer !== null}
      act={async () =>
        answer === null
          ? null
          : deed.run((act) => act.answerReferral(place, referral.referral, { answer, note: note.trim() }))
      }
    >
      <Radios
        legend={t("referral.answer")}
        value={answer}
        onChange={setAnswer}
        options={REFERRAL_ANSWERS.map((value) => ({ value, text: t(`referral-answer.${value}`) }))}
      />
      <TextField label={t("notes.text")} value={note} onChange={setNote} lines={2} />
    </FormDialog>
  );
};
