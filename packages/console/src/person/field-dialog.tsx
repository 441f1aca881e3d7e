import {
  type DefinedFieldView,
  FACT_KINDS,
  FACT_PARTS,
  type FieldText,
  fieldText,
  isCovered,
} from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { SelectField, TextField } from "../parts/field.tsx";
import { LANGUAGES, type Language, useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";

const SPOKEN = Object.keys(LANGUAGES).filter((code): code is Language => Object.hasOwn(LANGUAGES, code));

/** Texts in languages that this form does not ask for stay as they were. */
const said = (texts: readonly FieldText[], language: string, text: string): FieldText[] => [
  ...texts.filter((one) => one.language !== language),
  { language, text },
];
const inLanguage = (texts: readonly FieldText[], language: string): string =>
  texts.find((one) => one.language === language)?.text ?? "";
const written = (texts: readonly FieldText[]): FieldText[] =>
  texts.map(({ language, text }) => ({ language, text: text.trim() })).filter(({ text }) => text !== "");

type Choice = { choice: string; label: FieldText[] };

/** A new field, or a change of the version that stands before one's eyes. */
export const FieldDialog = ({ one, onClose }: { one: DefinedFieldView | null; onClose(): void }) => {
  const { t } = useWords();
  const deed = useDeed();
  const [over] = useState(one?.version ?? 0);
  const [part, setPart] = useState(one?.part ?? FACT_PARTS[1]);
  const [kind, setKind] = useState(one?.kind ?? "line");
  const [label, setLabel] = useState<FieldText[]>(one?.label ?? []);
  const [hint, setHint] = useState<FieldText[]>(one?.hint ?? []);
  const [choices, setChoices] = useState<Choice[]>(
    () => one?.choices.filter(({ gone }) => !gone).map(({ choice, label }) => ({ choice, label })) ?? [],
  );
  const offered = choices
    .map(({ choice, label }) => ({ choice, label: written(label) }))
    .filter(({ label }) => label.length > 0);
  return (
    <FormDialog
      title={t(one === null ? "fields.new" : "fields.change")}
      opened
      wide
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready={written(label).length > 0 && (kind !== "choice" || offered.length > 0)}
      act={() =>
        deed.run((act) =>
          act.defineField({
            ...(one === null ? {} : { field: one.field }),
            part,
            kind,
            label: written(label),
            hint: written(hint),
            choices: kind === "choice" ? offered : [],
            over,
          }),
        )
      }
    >
      {SPOKEN.map((language, index) => (
        <TextField
          key={language}
          label={t("fields.label", { language: LANGUAGES[language] })}
          value={inLanguage(label, language)}
          onChange={(text) => setLabel(said(label, language, text))}
          focus={index === 0}
        />
      ))}
      {one === null ? (
        <>
          <SelectField
            label={t("fields.part")}
            hint={t("fields.part-hint")}
            value={part}
            options={FACT_PARTS.map((value) => ({ value, text: t(`part-name.${value}`) }))}
            onChange={setPart}
          />
          <SelectField
            label={t("fields.kind")}
            hint={t(isCovered(part, kind) ? "fields.covered" : "fields.uncovered")}
            value={kind}
            options={FACT_KINDS.map((value) => ({ value, text: t(`fact-kind.${value}`) }))}
            onChange={setKind}
          />
        </>
      ) : (
        <p className="quiet">{t("fields.kept", { part: t(`part-name.${part}`), kind: t(`fact-kind.${kind}`) })}</p>
      )}
      {kind === "choice" ? <Choices choices={choices} onChange={setChoices} /> : null}
      {SPOKEN.map((language) => (
        <TextField
          key={language}
          label={t("fields.hint", { language: LANGUAGES[language] })}
          value={inLanguage(hint, language)}
          onChange={(text) => setHint(said(hint, language, text))}
        />
      ))}
    </FormDialog>
  );
};

const Choices = ({ choices, onChange }: { choices: Choice[]; onChange(choices: Choice[]): void }) => {
  const { t } = useWords();
  return (
    <fieldset>
      <legend>{t("fields.choices")}</legend>
      <p className="quiet small">{t("fields.choices-hint")}</p>
      {choices.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a new one has no name yet, and they stay in their order
        <div className="fact-item stack" key={index}>
          {SPOKEN.map((language) => (
            <TextField
              key={language}
              label={t("fields.choice", { n: index + 1, language: LANGUAGES[language] })}
              value={inLanguage(one.label, language)}
              onChange={(text) =>
                onChange(
                  choices.map((each, at) =>
                    at === index ? { ...each, label: said(each.label, language, text) } : each,
                  ),
                )
              }
            />
          ))}
          <button
            type="button"
            className="link small"
            onClick={() => onChange(choices.filter((_, at) => at !== index))}
          >
            {t("fields.choice-remove")}
          </button>
        </div>
      ))}
      <button
        type="button"
        className="button fact-more"
        onClick={() => onChange([...choices, { choice: "", label: [] }])}
      >
        {t("fields.choice-add")}
      </button>
    </fieldset>
  );
};

/** It leaves every form; what was answered stays readable, and it may be asked again. */
export const RetireField = ({ one, onClose }: { one: DefinedFieldView; onClose(): void }) => {
  const { t, language } = useWords();
  const deed = useDeed();
  const [over] = useState(one.version);
  return (
    <FormDialog
      title={t("fields.retire-title", { label: fieldText(one.label, language) })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("fields.retire")}
      warning={t("fields.retire-means")}
      ready
      act={() => deed.run((act) => act.retireField(one.field, over))}
    >
      {null}
    </FormDialog>
  );
};
