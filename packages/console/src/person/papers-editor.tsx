import { isWholeDay, PAPER_KINDS, type Paper } from "@fairlead/casework";
import { useMemo, useState } from "react";
import { SelectField, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { countryOptions } from "./code-names.ts";
import { readDate } from "./fact-date.ts";
import type { Draft } from "./fact-editor.tsx";

/** `typed`: what stands in the box, which may be no day yet. */
type Row = Omit<Paper, "expires"> & { typed: string };

const EMPTY: Row = { kind: "passport", number: "", country: null, typed: "", note: "" };

const expiryOf = (typed: string): string | null | "wrong" => {
  if (typed.trim() === "") return null;
  const date = readDate(typed);
  return date !== null && isWholeDay(date) ? date : "wrong";
};

const draftOf = (rows: readonly Row[]): Draft => {
  const papers: Paper[] = [];
  for (const { typed, number, note, ...rest } of rows) {
    const expires = expiryOf(typed);
    if (expires === "wrong") return "wrong";
    papers.push({ ...rest, number: number.trim(), note: note.trim(), expires });
  }
  return papers.length === 0 ? null : { kind: "papers", papers };
};

export const PapersEditor = ({ start, onChange }: { start: readonly Paper[]; onChange(draft: Draft): void }) => {
  const { t, language } = useWords();
  const [rows, setRows] = useState<readonly Row[]>(() =>
    start.length === 0 ? [EMPTY] : start.map(({ expires, ...rest }) => ({ ...rest, typed: expires ?? "" })),
  );
  const countries = useMemo(() => countryOptions(language), [language]);
  const change = (next: readonly Row[]) => {
    setRows(next);
    onChange(draftOf(next));
  };
  const at = (index: number, said: Partial<Row>) =>
    change(rows.map((row, each) => (each === index ? { ...row, ...said } : row)));
  return (
    <div className="stack">
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own, and stay in their order
        <fieldset key={index} className="fact-item">
          <legend className="hidden-visually">{t("paper.nth", { n: index + 1 })}</legend>
          <SelectField
            label={t("paper.kind")}
            value={row.kind}
            options={PAPER_KINDS.map((value) => ({ value, text: t(`paper.${value}`) }))}
            onChange={(kind) => at(index, { kind })}
          />
          <TextField label={t("paper.number")} value={row.number} onChange={(number) => at(index, { number })} />
          <SelectField
            label={t("paper.country")}
            value={row.country ?? ""}
            options={[{ value: "", text: t("fact.not-said") }, ...countries]}
            onChange={(country) => at(index, { country: country === "" ? null : country })}
          />
          <TextField
            label={t("paper.expires")}
            hint={
              expiryOf(row.typed) === "wrong" ? (
                <span className="warning">{t("paper.whole-day")}</span>
              ) : (
                t("paper.expires-hint")
              )
            }
            value={row.typed}
            onChange={(typed) => at(index, { typed })}
          />
          <TextField label={t("paper.note")} value={row.note} onChange={(note) => at(index, { note })} />
          <button type="button" className="link small" onClick={() => change(rows.filter((_, each) => each !== index))}>
            {t("paper.remove")}
          </button>
        </fieldset>
      ))}
      <button type="button" className="button fact-more" onClick={() => change([...rows, EMPTY])}>
        {t("paper.add")}
      </button>
    </div>
  );
};
