import { gapsIn, type TemplateView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { SelectField, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { languageName, templateLanguages } from "./languages.ts";

/** A new template, or a change of the version that stands before one's eyes. */
export const TemplateDialog = ({ one, onClose }: { one: TemplateView | null; onClose(): void }) => {
  const { t, language: reader } = useWords();
  const { texts } = useView();
  const deed = useDeed();
  // What a colleague writes meanwhile is not taken as seen: the rule then says so, and these words stay.
  const [over] = useState(one?.version ?? 0);
  const [language, setLanguage] = useState(one?.language ?? reader);
  const [title, setTitle] = useState(one?.title ?? "");
  const [text, setText] = useState(one?.text ?? "");
  const gaps = gapsIn(text);
  return (
    <FormDialog
      title={t(one === null ? "template.new" : "template.change")}
      opened
      wide
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready={title.trim() !== "" && text.trim() !== ""}
      act={() =>
        deed.run((act) =>
          act.writeTemplate({
            ...(one === null ? {} : { template: one.template }),
            language,
            title: title.trim(),
            text: text.trim(),
            over,
          }),
        )
      }
    >
      <SelectField
        label={t("template.language")}
        value={language}
        onChange={setLanguage}
        options={templateLanguages(texts.templates).map((value) => ({ value, text: languageName(value, reader) }))}
      />
      <TextField label={t("template.title")} hint={t("template.title-hint")} value={title} onChange={setTitle} focus />
      <TextField
        label={t("template.text")}
        hint={
          gaps.length === 0
            ? t("template.gaps-hint", { example: "{hour}" })
            : t("template.gaps", { gaps: gaps.map((gap) => gap.text).join(", ") })
        }
        value={text}
        onChange={setText}
        lines={9}
      />
    </FormDialog>
  );
};

/** It leaves every list; what it said stays in the record, and may be written again. */
export const WithdrawTemplate = ({ one, onClose }: { one: TemplateView; onClose(): void }) => {
  const { t } = useWords();
  const deed = useDeed();
  const [over] = useState(one.version);
  return (
    <FormDialog
      title={t("template.withdraw-title", { title: one.title })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("template.withdraw")}
      warning={t("template.withdraw-means")}
      ready
      act={() => deed.run((act) => act.withdrawTemplate(one.template, over))}
    >
      <p className="words" dir="auto" lang={one.language}>
        {one.text}
      </p>
    </FormDialog>
  );
};
