import {
  type ConsentId,
  type ProvisionPlace,
  REFERRAL_ANSWERS,
  type ReferralAnswer,
  type ReferralView,
} from "@fairlead/casework";
import { useState } from "react";
import { ConsentChoice, consentsFor } from "../consent/consent-choice.tsx";
import { GiveConsentDialog } from "../consent/give-consent.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { Radios, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";

type Props = { place: ProvisionPlace; name: string; onClose(): void };

/** To whom, what for, and who agreed to what being told; or why there is nobody. */
export const ReferDialog = ({ place, name, onClose }: Props) => {
  const { t } = useWords();
  const { cases } = useView();
  const deed = useDeed();
  const [kind, setKind] = useState<"somebody" | "nobody">("somebody");
  const [said, setSaid] = useState({ to: "", purpose: "", consent: "" });
  const [rests, setRests] = useState<ConsentId | "">("");
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const one = cases.find((known) => known.case === place.case) ?? null;
  const allowing = one === null ? [] : consentsFor(one, "referral");
  const allowed = allowing.find(({ consent }) => consent === rests) ?? null;
  // In a case the consent says to whom, and what was agreed; a thread has none yet.
  const { to, consent } = allowed === null ? said : { to: allowed.recipient, consent: allowed.now.words };
  const { purpose } = said;
  const isReferred = kind === "somebody";
  const named = one === null || allowed !== null;
  return (
    <>
      <FormDialog
        title={t("referral.title", { name })}
        opened
        onClose={onClose}
        deed={deed}
        submit={t("save")}
        warning={t(isReferred ? "referral.warning" : "referral.none-warning")}
        ready={isReferred ? named && [to, purpose, consent].every((text) => text.trim() !== "") : reason.trim() !== ""}
        act={() =>
          deed.run((act) =>
            isReferred
              ? act.refer(place, {
                  to: to.trim(),
                  purpose: purpose.trim(),
                  consent: consent.trim(),
                  ...(allowed === null ? {} : { rests: allowed.consent }),
                })
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
        {isReferred && one !== null ? (
          <>
            <ConsentChoice
              consents={allowing}
              value={rests}
              onChange={setRests}
              none={t("share.choose")}
              hint={t(allowing.length === 0 ? "consent.none-for-referral" : "consent.referral-hint")}
            />
            <p>
              <button type="button" className="button" onClick={() => setAsking(true)}>
                {t("consent.give")}
              </button>
            </p>
          </>
        ) : null}
        {isReferred && one === null ? (
          <TextField label={t("referral.to")} value={to} onChange={(text) => setSaid({ ...said, to: text })} focus />
        ) : null}
        {isReferred ? (
          <TextField
            label={t("referral.purpose")}
            value={purpose}
            onChange={(text) => setSaid({ ...said, purpose: text })}
          />
        ) : (
          <TextField label={t("reason")} hint={t("referral.none-hint")} value={reason} onChange={setReason} lines={2} />
        )}
        {isReferred && one === null ? (
          <TextField
            label={t("referral.consent")}
            hint={t("referral.consent-hint")}
            value={consent}
            onChange={(text) => setSaid({ ...said, consent: text })}
            lines={2}
          />
        ) : null}
      </FormDialog>
      {asking && one !== null ? <GiveConsentDialog one={one} again={null} onClose={() => setAsking(false)} /> : null}
    </>
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
