import type { CaseView, ConsentView, Covered } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Check, Radios, SelectField, TextField } from "../parts/field.tsx";
import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession } from "../session/session.tsx";
import { KeyWords, useKeyWords } from "./key-words.tsx";

const UNTIL = ["12", "24", "72"] as const;

type Props = { one: CaseView; consent: ConsentView; onClose(): void };

/** What of a case leaves, for whom: no more than the consent covers, and only once a second member agrees. [P11] */
export const ProposeExport = ({ one, consent, onClose }: Props) => {
  const { t } = useWords();
  const { clock } = useSession();
  const deed = useDeed();
  const [covers, setCovers] = useState<ReadonlySet<Covered>>(new Set(consent.covers));
  const [how, setHow] = useState<"key" | "passphrase">("key");
  const [typed, setTyped] = useState("");
  const [text, setText] = useState("");
  const [hours, setHours] = useState<(typeof UNTIL)[number]>("24");
  const key = typed.trim();
  const words = useKeyWords(how === "key" ? key : "");
  const sealed = how === "passphrase" || (words !== undefined && words !== null);
  return (
    <FormDialog
      title={t("bundle.propose-title", { alias: one.alias })}
      opened
      onClose={onClose}
      wide
      deed={deed}
      submit={t("propose.do")}
      warning={t("bundle.propose-warning")}
      ready={text.trim() !== "" && covers.size > 0 && sealed}
      act={() =>
        deed.run((act) =>
          act.proposeExport(one.case, {
            plan: {
              consent: consent.consent,
              version: consent.version,
              covers: consent.covers.filter((each) => covers.has(each)),
              key: how === "key" ? key : null,
            },
            text: text.trim(),
            expires: clock() + Number(hours) * HOUR,
          }),
        )
      }
    >
      <p>
        {t(`consent-purpose.${consent.purpose}`)} · <b dir="auto">{consent.recipient}</b>
      </p>
      <fieldset>
        <legend>{t("bundle.what")}</legend>
        <p className="quiet small">{t("bundle.what-hint")}</p>
        {consent.covers.map((each) => (
          <Check
            key={each}
            label={t(`consent-covers.${each}`)}
            checked={covers.has(each)}
            onChange={(on) =>
              setCovers(new Set(on ? [...covers, each] : [...covers].filter((known) => known !== each)))
            }
          />
        ))}
      </fieldset>
      <TextField label={t("bundle.why")} value={text} onChange={setText} lines={2} focus />
      <Radios
        legend={t("bundle.how")}
        value={how}
        onChange={setHow}
        options={[
          { value: "key", text: t("bundle.by-key") },
          { value: "passphrase", text: t("bundle.by-passphrase") },
        ]}
      />
      {how === "key" ? (
        <>
          <TextField label={t("bundle.key")} hint={t("bundle.key-hint")} value={typed} onChange={setTyped} />
          <KeyWords value={key} />
        </>
      ) : null}
      <SelectField
        label={t("propose.until")}
        value={hours}
        onChange={setHours}
        options={UNTIL.map((value) => ({ value, text: t("answer.within-hours", { n: Number(value) }) }))}
      />
    </FormDialog>
  );
};
