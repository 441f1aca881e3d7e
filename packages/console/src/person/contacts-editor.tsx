import { CONTACT_KINDS, type Contact, YES_NO } from "@fairlead/casework";
import { useState } from "react";
import { SelectField, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import type { Draft } from "./fact-editor.tsx";

/** Not known to be safe until somebody has asked. */
const EMPTY: Contact = { kind: "telephone", value: "", safe: "unknown", note: "" };

const draftOf = (rows: readonly Contact[]): Draft => {
  const contacts = rows
    .map((row) => ({ ...row, value: row.value.trim(), note: row.note.trim() }))
    .filter(({ value }) => value !== "");
  return contacts.length === 0 ? null : { kind: "contacts", contacts };
};

export const ContactsEditor = ({ start, onChange }: { start: readonly Contact[]; onChange(draft: Draft): void }) => {
  const { t } = useWords();
  const [rows, setRows] = useState<readonly Contact[]>(start.length === 0 ? [EMPTY] : start);
  const change = (next: readonly Contact[]) => {
    setRows(next);
    onChange(draftOf(next));
  };
  const at = (index: number, said: Partial<Contact>) =>
    change(rows.map((row, each) => (each === index ? { ...row, ...said } : row)));
  return (
    <div className="stack">
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own, and stay in their order
        <fieldset key={index} className="fact-item">
          <legend className="hidden-visually">{t("contact.nth", { n: index + 1 })}</legend>
          <SelectField
            label={t("contact.kind")}
            value={row.kind}
            options={CONTACT_KINDS.map((value) => ({ value, text: t(`contact-kind.${value}`) }))}
            onChange={(kind) => at(index, { kind })}
          />
          <TextField label={t("contact.value")} value={row.value} onChange={(value) => at(index, { value })} />
          <SelectField
            label={t("contact.safe")}
            value={row.safe}
            options={YES_NO.map((value) => ({ value, text: t(`yes-no.${value}`) }))}
            onChange={(safe) => at(index, { safe })}
          />
          <TextField
            label={t("contact.note")}
            hint={t("contact.note-hint")}
            value={row.note}
            onChange={(note) => at(index, { note })}
          />
          <button type="button" className="link small" onClick={() => change(rows.filter((_, each) => each !== index))}>
            {t("contact.remove")}
          </button>
        </fieldset>
      ))}
      <button type="button" className="button fact-more" onClick={() => change([...rows, EMPTY])}>
        {t("contact.add")}
      </button>
    </div>
  );
};
