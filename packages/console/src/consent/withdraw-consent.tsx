import { type CaseView, CONSENT_WAYS, type ConsentView, type ConsentWay, type RestsView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Radios, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";

type Props = { one: CaseView; consent: ConsentView; onClose(): void };

/** Tickets are held, and what was not yet made of an export is stopped, by the same press. */
const goesOn = (rest: RestsView): boolean => {
  if (rest.kind === "share") return rest.reads;
  if (rest.kind === "application") return rest.out;
  return rest.kind === "referral" && rest.stopped === null;
};

/** A no, as soon as it was heard. What then has to be stopped stands under it at once. [P5] */
export const WithdrawConsentDialog = ({ one, consent, onClose }: Props) => {
  const { t } = useWords();
  const deed = useDeed();
  const [why, setWhy] = useState("");
  const [how, setHow] = useState<ConsentWay>("letter");
  const going = consent.rests.filter(goesOn).length;
  const exports = consent.rests.filter((rest) => rest.kind === "export" && rest.stands).length;
  const out = consent.rests.filter((rest) => rest.kind === "bundle" && rest.asked?.answer !== "destroyed").length;
  return (
    <FormDialog
      title={t("consent.withdraw-title", { alias: one.alias })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("consent.withdraw-do")}
      warning={t("consent.withdraw-warning")}
      ready={why.trim() !== ""}
      act={() => deed.run((act) => act.withdrawConsent(one.case, { consent: consent.consent, why: why.trim(), how }))}
    >
      <p>
        <b>{t(`consent-purpose.${consent.purpose}`)}</b> · <span dir="auto">{consent.recipient}</span>
      </p>
      <TextField
        label={t("consent.words")}
        hint={t("consent.why-hint")}
        value={why}
        onChange={setWhy}
        lines={2}
        focus
      />
      <Radios
        legend={t("consent.how")}
        value={how}
        onChange={setHow}
        options={CONSENT_WAYS.map((value) => ({ value, text: t(`consent-way.${value}`) }))}
      />
      {going === 0 ? null : <p>{t("consent.then-stop", { n: going })}</p>}
      {exports === 0 ? null : <p>{t("consent.exports-stop", { n: exports })}</p>}
      {out === 0 ? null : <p>{t("consent.bundles-out", { n: out })}</p>}
      {consent.purpose === "journey" ? <p>{t("consent.journey-stops")}</p> : null}
      {consent.purpose === "testimony-record" ? <p>{t("consent.testimony-stops")}</p> : null}
    </FormDialog>
  );
};
