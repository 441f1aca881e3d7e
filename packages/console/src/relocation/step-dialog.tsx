import {
  type ApplicationState,
  type ApplicationView,
  type CaseView,
  type ConsentId,
  dayFrom,
  dayText,
  type PartView,
} from "@fairlead/casework";
import { useState } from "react";
import { ConsentChoice, consentsFor, consentText } from "../consent/consent-choice.tsx";
import { GiveConsentDialog } from "../consent/give-consent.tsx";
import { DateField } from "../parts/date-field.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { partsOf } from "../say/moment.ts";
import { useWords } from "../say/words.tsx";
import { isTaken, useDeed } from "../session/deed.tsx";
import { useSession } from "../session/session.tsx";

type Props = {
  /** null for who holds nothing else of the case. */
  one: CaseView | null;
  part: PartView;
  of: ApplicationView;
  to: ApplicationState;
  onClose(): void;
};

/** How far it is from that day on. */
export const StepDialog = ({ one, part, of, to, onClose }: Props) => {
  const { t } = useWords();
  const { clock } = useSession();
  const deed = useDeed({ asShown: true });
  const [on, setOn] = useState<number | null>(() => dayFrom(partsOf(clock()).day));
  const [until, setUntil] = useState<number | null>(null);
  const [note, setNote] = useState("");
  const [rests, setRests] = useState<ConsentId | "">("");
  const [giving, setGiving] = useState(false);
  const needsNote = to === "refused" || to === "withdrawn";
  const isBack = to === "considered" || needsNote;
  const isSubmitted = to === "submitted";
  const isTakenBack = to === "withdrawn" && of.out;
  const stands = of.allowed === "given" || of.allowed === "unseen";
  // What is out on one that has ended is asked for anew or taken back: no other stands in for it.
  const isFixed = one === null || (of.out && of.rests != null);
  const mayGo = !isSubmitted || stands || (!isFixed && rests !== "");
  const noteLabel = isTakenBack ? "application.told" : needsNote ? "reason" : "notes.text";
  return (
    <>
      <FormDialog
        title={t("application.step-title", { name: of.name, state: t(`application.state.${to}`) })}
        opened
        onClose={onClose}
        deed={deed}
        submit={t("save")}
        {...(isTakenBack ? { warning: t("referral.stop-warning") } : {})}
        ready={on !== null && mayGo && (!needsNote || note.trim() !== "")}
        act={() =>
          deed.run(async (act) => {
            const { application, version, pathway, name, party, rank, fit, why, papers, month } = of;
            let over = version;
            if (isSubmitted && !stands && rests !== "") {
              const said = { pathway, name, party, rank, fit, why, papers, month, note: of.note, rests };
              const named = await act.writeApplication(part.stream, { application, ...said, over });
              if (!isTaken(named)) return named;
              over += 1;
            }
            return act.moveApplication(part.stream, {
              ...{ application, to, on: on === null ? "" : dayText(on), note: note.trim(), over },
              until: isBack || until === null ? null : dayText(until),
            });
          })
        }
      >
        <DateField label={t("application.on")} value={on} onChange={setOn} />
        {isBack ? null : (
          <DateField
            label={t(to === "granted" ? "application.until-granted" : "application.until")}
            hint={t("application.until-hint")}
            value={until}
            onChange={setUntil}
          />
        )}
        {!isSubmitted ? null : stands || isFixed ? (
          <OnWhat of={of} one={one} />
        ) : (
          <Choice one={one} value={rests} onChange={setRests} give={() => setGiving(true)} />
        )}
        <TextField
          label={t(noteLabel)}
          {...(isTakenBack ? { hint: t("referral.stop-hint") } : {})}
          value={note}
          onChange={setNote}
          lines={2}
          focus
        />
      </FormDialog>
      {giving && one !== null ? <GiveConsentDialog one={one} again={null} onClose={() => setGiving(false)} /> : null}
    </>
  );
};

/** That it may go, by which consent; or why it may not, and who can change that. */
const OnWhat = ({ of, one }: Pick<Props, "of" | "one">) => {
  const words = useWords();
  const { t } = words;
  const consent = one?.consents.find((each) => each.consent === of.rests);
  if (of.allowed === "unseen") return <p className="quiet small">{t("application.allowed-unseen")}</p>;
  if (of.allowed === null) return <p className="said">{t("application.ask-the-team")}</p>;
  if (of.allowed !== "given") return <p className="said">{t(`application.allowed-${of.allowed}`)}</p>;
  return consent === undefined ? null : (
    <p dir="auto">{t("application.allowed", { consent: consentText(words, consent) })}</p>
  );
};

type ChoiceProps = { one: CaseView; value: ConsentId | ""; onChange(consent: ConsentId | ""): void; give(): void };

const Choice = ({ one, value, onChange, give }: ChoiceProps) => {
  const { t } = useWords();
  const allowing = consentsFor(one, "application");
  return (
    <>
      <ConsentChoice
        consents={allowing}
        value={value}
        onChange={onChange}
        none={t("share.choose")}
        hint={t(allowing.length === 0 ? "application.rests-missing" : "application.rests-hint")}
      />
      <p>
        <button type="button" className="button" onClick={give}>
          {t("consent.give")}
        </button>
      </p>
    </>
  );
};
