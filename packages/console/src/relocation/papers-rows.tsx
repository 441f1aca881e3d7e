import { type AskedPaper, PAPER_KINDS } from "@fairlead/casework";
import { SelectField, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";

export type PaperRow = { kind: AskedPaper["kind"]; days: string };

export const rowsOf = (papers: readonly AskedPaper[]): PaperRow[] =>
  papers.map(({ kind, days }) => ({ kind, days: String(days) }));

/** undefined: a number that cannot be. */
export const papersIn = (rows: readonly PaperRow[]): AskedPaper[] | undefined =>
  rows.every(({ days }) => /^\d{1,4}$/.test(days.trim() || "0") && Number(days) <= 3_650)
    ? rows.map(({ kind, days }) => ({ kind, days: Number(days), note: "" }))
    : undefined;

/** Papers that are asked for, and how long each must still be good. */
export const PapersRows = ({ rows, onChange }: { rows: readonly PaperRow[]; onChange(rows: PaperRow[]): void }) => {
  const { t } = useWords();
  const at = (index: number, said: Partial<PaperRow>) =>
    onChange(rows.map((row, each) => (each === index ? { ...row, ...said } : row)));
  return (
    <fieldset className="stack" data-tight>
      <legend>{t("pathway.papers")}</legend>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own, and stay in their order
        <div key={index} className="pathway-pair">
          <SelectField
            label={t("paper.kind")}
            value={row.kind}
            onChange={(kind) => at(index, { kind })}
            options={PAPER_KINDS.map((value) => ({ value, text: t(`paper.${value}`) }))}
          />
          <TextField
            label={t("pathway.paper-days")}
            type="number"
            min={0}
            value={row.days}
            onChange={(days) => at(index, { days })}
          />
          <button type="button" className="button" onClick={() => onChange(rows.filter((_, each) => each !== index))}>
            {t("paper.remove")}
          </button>
        </div>
      ))}
      <p>
        <button type="button" className="button" onClick={() => onChange([...rows, { kind: "passport", days: "0" }])}>
          {t("paper.add")}
        </button>
      </p>
    </fieldset>
  );
};
