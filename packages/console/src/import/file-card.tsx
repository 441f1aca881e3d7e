import { useId } from "react";
import { SelectField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { ENCODINGS, type NotRead, type ReadAs, type ReadWish, SEPARATORS } from "./read/table.ts";
import type { Opened } from "./use-table.ts";

const ENCODING_NAMES = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16 BE",
  "windows-1251": "Windows-1251",
  "koi8-r": "KOI8-R",
  ibm866: "CP866 (DOS)",
  "windows-1252": "Windows-1252",
} as const;
const SEPARATOR_NAMES = { ",": ",", ";": ";", "|": "|" } as const;

type Props = { opened: Opened; onChoose(file: File): void; onWish(wish: ReadWish): void };

/** Which file, and how it was read: said, and a person's to change. */
export const FileCard = ({ opened, onChoose, onWish }: Props) => {
  const { t } = useWords();
  const id = useId();
  const found = opened.kind === "read" ? opened.found : null;
  return (
    <section className="panel import-card">
      <div className="field">
        <label htmlFor={id}>{t("import.file")}</label>
        <input
          id={id}
          type="file"
          className="input"
          accept=".csv,.tsv,.txt,.xlsx,text/csv"
          aria-describedby={`${id}-hint`}
          onChange={({ target: { files } }) => {
            const file = files?.[0];
            if (file) onChoose(file);
          }}
        />
        <p id={`${id}-hint`} className="quiet small">
          {t("import.file-hint")}
        </p>
      </div>
      {opened.kind === "reading" ? (
        <p role="status">
          {t("import.reading")} <progress aria-label={t("import.reading")} />
        </p>
      ) : null}
      {found === null ? null : found.kind === "table" ? (
        <AsRead as={found.as} rows={found.rows.length} columns={found.headings.length} onWish={onWish} />
      ) : (
        <p role="alert" className="said">
          {t(`import.not-read.${found.kind}`, { most: mostText(found) })}
        </p>
      )}
    </section>
  );
};

const mostText = (found: NotRead): number => {
  if (!("most" in found)) return 0;
  const bytes = found.kind === "too-large" || found.kind === "unpacks-too-large";
  return bytes ? Math.floor(found.most / 1_000_000) : found.most;
};

type AsReadProps = { as: ReadAs; rows: number; columns: number; onWish(wish: ReadWish): void };

const AsRead = ({ as, rows, columns, onWish }: AsReadProps) => {
  const { t } = useWords();
  return (
    <>
      <p role="status">{t("import.found", { rows, columns })}</p>
      <div className="import-pair">
        {as.kind === "workbook" ? (
          <SelectField
            label={t("import.sheet")}
            value={String(as.sheet)}
            onChange={(sheet) => onWish({ sheet: Number(sheet) })}
            options={as.sheets.map((name, index) => ({ value: String(index), text: name }))}
          />
        ) : (
          <>
            <SelectField
              label={t("import.encoding")}
              hint={t(as.sure ? "import.encoding-sure" : "import.encoding-guessed")}
              value={as.encoding}
              onChange={(encoding) => onWish({ encoding, separator: as.separator })}
              options={ENCODINGS.map((value) => ({ value, text: ENCODING_NAMES[value] }))}
            />
            <SelectField
              label={t("import.separator")}
              value={as.separator}
              onChange={(separator) => onWish({ encoding: as.encoding, separator })}
              options={SEPARATORS.map((value) => ({
                value,
                text: value === "\t" ? t("import.separator-tab") : SEPARATOR_NAMES[value],
              }))}
            />
          </>
        )}
      </div>
    </>
  );
};
