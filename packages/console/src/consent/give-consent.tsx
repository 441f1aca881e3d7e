import {
  type CaseView,
  CONSENT_COVERS,
  CONSENT_PURPOSES,
  CONSENT_WAYS,
  type ConsentPurpose,
  type ConsentView,
  type ConsentWay,
  type Covered,
  coverOf,
  dayFrom,
  dayOf,
  dayText,
  type Hash,
  isSameAsking,
} from "@fairlead/casework";
import { useId, useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Check, Radios, SelectField, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession } from "../session/session.tsx";
import { useUndo } from "../undo/undo.tsx";

/** Ticked at first; less and more are a tap away. */
const USUAL: Partial<Record<ConsentPurpose, readonly Covered[]>> = {
  doctor: ["needs"],
  psychologist: ["needs"],
  lawyer: ["summary", "threat"],
  referral: ["summary", "needs"],
  "testimony-record": ["testimony"],
  "testimony-hand-over": ["testimony"],
  "testimony-publish": ["testimony"],
  money: ["money"],
};
/** Nobody agrees for ever in one sentence: asked again after this, unless it was said otherwise. */
const DAYS = 90;
const LETTERS = 12;

type Props = { one: CaseView; again: ConsentView | null; onClose(): void };

/** Asked in the person's words, for one purpose and one recipient; each yes is a version of its own. */
export const GiveConsentDialog = ({ one, again, onClose }: Props) => {
  const { t, days } = useWords();
  const { clock } = useSession();
  const deed = useDeed({ asShown: true });
  const offer = useUndo();
  const [purpose, setPurpose] = useState<ConsentPurpose>(again?.purpose ?? "doctor");
  const [recipient, setRecipient] = useState(again?.recipient ?? "");
  /** null: as is usual for this purpose. */
  const [own, setOwn] = useState<ReadonlySet<Covered> | null>(
    again?.standing === "given" ? new Set(again.covers) : null,
  );
  const [answer, setAnswer] = useState<"yes" | "no">("yes");
  const [ending, setEnding] = useState(true);
  const [words, setWords] = useState("");
  const [how, setHow] = useState<ConsentWay>("letter");
  const [row, setRow] = useState<Hash | "">("");
  const [ends, setEnds] = useState<"day" | "withdrawn">("day");
  const [day, setDay] = useState(() => dayText(dayOf(clock()) + DAYS));
  const covers = own ?? new Set(USUAL[purpose] ?? []);
  // To be moved is no telling: nothing of the case leaves by it.
  const tells = purpose !== "journey" || covers.size > 0;
  const refused = answer === "no";
  // What they had said yes to goes on until it is taken back: whoever hears the no at night has not looked what stands there.
  const before = refused
    ? one.consents.filter((known) => known.standing !== "withdrawn" && isSameAsking(known, { purpose, recipient }))
    : [];
  const takenBack = ending ? before.map(({ consent }) => consent) : [];
  const letters = one.messages
    .filter(({ direction, text, row: hash }) => direction === "to-team" && text !== null && hash !== null)
    .slice(-LETTERS)
    .toReversed();
  const until = ends === "withdrawn" ? null : dayIn(day);
  const shown = (letter: (typeof letters)[number]) =>
    `${days.when(letter.at ?? letter.hour * 3_600_000, clock())} · ${coverOf(letter, one.flags) === null ? (letter.text ?? "").slice(0, 60) : ""}`;
  return (
    <FormDialog
      title={t(again === null ? "consent.give-title" : "consent.replace-title", { alias: one.alias })}
      opened
      onClose={onClose}
      wide
      deed={deed}
      submit={t("save")}
      warning={t("consent.give-warning")}
      ready={recipient.trim() !== "" && words.trim() !== "" && (refused || until !== undefined)}
      act={async () => {
        if (!refused && until === undefined) return null;
        const outcome = await deed.run((act) =>
          act.giveConsent(one.case, {
            ...(again === null ? {} : { consent: again.consent }),
            purpose,
            recipient: again?.recipient ?? recipient.trim(),
            covers: refused ? [] : CONSENT_COVERS.filter((each) => covers.has(each)),
            words: words.trim(),
            how,
            ...(how === "letter" && row !== "" ? { row } : {}),
            ...(refused ? { refused, ends: takenBack, until: null } : { until: until ?? null }),
            over: again?.version ?? 0,
          }),
        );
        // One that was replaced is not put back: nobody has asked the person again. A no to being moved is no slip: it holds drivers.
        if (outcome?.kind === "done" && again === null && purpose !== "journey" && takenBack.length === 0)
          offer({
            said: t(refused ? "undo.consent-no" : "undo.consent", { to: recipient.trim() }),
            back: (act) =>
              act.withdrawConsent(one.case, { consent: outcome.consent, why: t("undo.consent-why"), how, slip: true }),
          });
        return outcome;
      }}
    >
      {again === null ? (
        <>
          <SelectField
            label={t("consent.purpose")}
            value={purpose}
            onChange={(next) => {
              setPurpose(next);
              setOwn(null);
            }}
            options={CONSENT_PURPOSES.map((value) => ({ value, text: t(`consent-purpose.${value}`) }))}
          />
          <TextField
            label={t(purpose === "journey" ? "consent.mover" : "consent.recipient")}
            hint={t(purpose === "journey" ? "consent.mover-hint" : "consent.recipient-hint")}
            value={recipient}
            onChange={setRecipient}
            focus
          />
          <Radios
            legend={t("consent.answer")}
            value={answer}
            onChange={setAnswer}
            options={[
              { value: "yes", text: t("consent.said-yes") },
              { value: "no", text: t("consent.said-no") },
            ]}
          />
        </>
      ) : (
        <p>
          <b>{t(`consent-purpose.${purpose}`)}</b> · <span dir="auto">{recipient}</span>
        </p>
      )}
      {refused ? (
        <>
          <NoMeans purpose={purpose} />
          {before.length === 0 ? null : (
            <div className="stack" data-tight>
              <Check
                label={t("consent.no-ends", {
                  days: before.map((known) => days.when(known.now.at, clock())).join(", "),
                })}
                checked={ending}
                onChange={setEnding}
              />
              <p className="quiet small">{t("consent.no-ends-hint")}</p>
            </div>
          )}
        </>
      ) : tells ? (
        <fieldset>
          <legend>{t("consent.what")}</legend>
          {CONSENT_COVERS.map((each) => (
            <Check
              key={each}
              label={t(`consent-covers.${each}`)}
              checked={covers.has(each)}
              onChange={(on) => setOwn(new Set(on ? [...covers, each] : [...covers].filter((known) => known !== each)))}
            />
          ))}
        </fieldset>
      ) : (
        <p className="quiet small">{t("consent.journey-means")}</p>
      )}
      <TextField
        label={t("consent.words")}
        hint={t(refused ? "consent.no-hint" : "consent.words-hint")}
        value={words}
        onChange={setWords}
        lines={3}
        focus={again !== null}
      />
      <Radios
        legend={t("consent.how")}
        value={how}
        onChange={setHow}
        options={CONSENT_WAYS.map((value) => ({ value, text: t(`consent-way.${value}`) }))}
      />
      {how === "letter" && letters.length > 0 ? (
        <SelectField<Hash | "">
          label={t("consent.which-letter")}
          value={row}
          onChange={setRow}
          options={[
            { value: "", text: t("consent.no-letter") },
            ...letters.flatMap((letter) => (letter.row === null ? [] : [{ value: letter.row, text: shown(letter) }])),
          ]}
        />
      ) : null}
      {refused ? null : (
        <Radios
          legend={t("consent.ends")}
          value={ends}
          onChange={setEnds}
          options={[
            { value: "day", text: t("consent.ends-day") },
            { value: "withdrawn", text: t("consent.until-withdrawn") },
          ]}
        />
      )}
      {!refused && ends === "day" ? <DayField label={t("consent.last-day")} value={day} onChange={setDay} /> : null}
    </FormDialog>
  );
};

/** What a no holds at once. */
const NoMeans = ({ purpose }: { purpose: ConsentPurpose }) => {
  const { t } = useWords();
  if (purpose === "journey") return <p className="warning">{t("consent.journey-no")}</p>;
  return (
    <p className="quiet small">{t(purpose === "testimony-record" ? "consent.testimony-stops" : "consent.no-means")}</p>
  );
};

/** undefined: not a day. */
const dayIn = (text: string): number | undefined => {
  try {
    return dayFrom(text);
  } catch {
    return undefined;
  }
};

type DayProps = { label: string; value: string; onChange(day: string): void };

const DayField = ({ label, value, onChange }: DayProps) => {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="date" className="input" value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
};
