import {
  type Column,
  DATE_ORDERS,
  type DateOrder,
  IMPORT_PERSONS_MOST,
  type ImportField,
  isDated,
  isOfPerson,
  mappedTwice,
  orderOf,
  readable,
  type Target,
  targetKey,
  targetsFor,
} from "@fairlead/casework";
import { useId, useMemo } from "react";
import { SelectField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import type { ReadTable } from "./read/table.ts";
import { columnName } from "./row-words.ts";
import { targetGroup, targetText } from "./target-words.ts";

/** How the file says who belongs together: not at all, in further columns of a row, or by what stands in this column. */
export type Parties = "alone" | "columns" | number;

/** Columns as they count: where nobody else has columns, every one tells of the first. */
export const columnsFor = (columns: readonly Column[], parties: Parties): Column[] =>
  columns.map((column) => (parties === "columns" ? column : { ...column, person: 1 }));

type Props = {
  table: ReadTable;
  columns: readonly Column[];
  parties: Parties;
  fields: readonly ImportField[];
  onChange(columns: Column[]): void;
  onParties(parties: Parties): void;
};

export const valuesOf = ({ rows }: ReadTable, column: number): string[] =>
  rows.map(({ cells }) => cells[column]?.text.trim() ?? "").filter((text) => text !== "");

/** What still has to be said before rows can be read: dates in two ways, two columns for one field. */
export const openQuestions = (table: ReadTable, columns: readonly Column[], fields: readonly ImportField[]) => ({
  twice: mappedTwice(columns, fields),
  dates: columns.flatMap(({ target, order }, column) => {
    const { asks } = orderOf(valuesOf(table, column));
    return isDated(target, fields) && order === null && asks !== null ? [{ column, asks }] : [];
  }),
});

/** Each column with what stands in it, and what it becomes. */
export const ColumnsCard = ({ table, columns, parties, fields, onChange, onParties }: Props) => {
  const { t } = useWords();
  const { twice, dates } = openQuestions(table, columnsFor(columns, parties), fields);
  const change = (index: number, column: Column) => onChange(columns.with(index, column));
  const left = columns.filter(({ target }) => target.to === "nothing").length;
  return (
    <section className="panel import-card">
      <h2>{t("import.columns")}</h2>
      <p className="quiet small">{t("import.columns-about")}</p>
      <SelectField
        label={t("import.parties")}
        hint={t("import.parties-hint")}
        value={String(parties)}
        onChange={(value) => onParties(value === "alone" || value === "columns" ? value : Number(value))}
        options={[
          { value: "alone", text: t("import.parties-alone") },
          { value: "columns", text: t("import.parties-columns") },
          ...columns.map((_, index) => ({
            value: String(index),
            text: t("import.parties-rows", { column: readable(columnName(table.headings, index)) }),
          })),
        ]}
      />
      <ul className="import-columns">
        {columns.map((column, index) => (
          <ColumnRow
            // A column is its place in the file.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={index}
            column={column}
            name={readable(columnName(table.headings, index))}
            values={valuesOf(table, index)}
            fields={fields}
            ofSeveral={parties === "columns"}
            twice={twice.includes(index)}
            asks={dates.find((one) => one.column === index)?.asks ?? null}
            onChange={(changed) => change(index, changed)}
          />
        ))}
      </ul>
      {left === 0 ? null : <p className="quiet small">{t("import.left-out", { n: left })}</p>}
    </section>
  );
};

type RowProps = {
  column: Column;
  name: string;
  values: readonly string[];
  fields: readonly ImportField[];
  ofSeveral: boolean;
  twice: boolean;
  asks: string | null;
  onChange(column: Column): void;
};

const NOWHERE: Target = { to: "nothing" };
const EXAMPLES = 3;
const SHOWN = 60;

const PERSONS = Array.from({ length: IMPORT_PERSONS_MOST }, (_, index) => index + 1);

const ColumnRow = ({ column, name, values, fields, ofSeveral, twice, asks, onChange }: RowProps) => {
  const words = useWords();
  const { t } = words;
  const view = useView();
  const id = useId();
  const targets = useMemo(() => targetsFor(fields), [fields]);
  const groups = useMemo(() => [...new Set(targets.map(targetGroup))], [targets]);
  const examples = [...new Set(values)].slice(0, EXAMPLES).map((text) => readable(text.slice(0, SHOWN)));
  const dated = isDated(column.target, fields);
  return (
    <li>
      <div>
        <b dir="auto">{name}</b>
        <p className="quiet small import-examples" dir="auto">
          {examples.length === 0 ? t("import.column-empty") : examples.join(" · ")}
        </p>
      </div>
      <div className="stack" data-tight>
        <label htmlFor={`${id}-to`} className="import-to">
          {t("import.becomes", { column: name })}
        </label>
        <select
          id={`${id}-to`}
          className="input"
          value={targetKey(column.target)}
          onChange={(event) => {
            const target = targets.find((one) => targetKey(one) === event.target.value);
            if (target === undefined) return;
            onChange({ ...column, target, order: isDated(target, fields) ? orderOf(values).order : null });
          }}
        >
          <option value={targetKey(NOWHERE)}>{targetText(NOWHERE, view.fields, words)}</option>
          {groups.map((group) => (
            <optgroup key={group} label={t(group)}>
              {targets
                .filter((target) => target.to !== "nothing" && targetGroup(target) === group)
                .map((target) => (
                  <option key={targetKey(target)} value={targetKey(target)}>
                    {targetText(target, view.fields, words)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
        {ofSeveral && isOfPerson(column.target) ? (
          <>
            <label htmlFor={`${id}-whom`} className="import-to">
              {t("import.whom", { column: name })}
            </label>
            <select
              id={`${id}-whom`}
              className="input"
              value={column.person}
              onChange={(event) => onChange({ ...column, person: Number(event.target.value) })}
            >
              {PERSONS.map((n) => (
                <option key={n} value={n}>
                  {t("person.nth", { n })}
                </option>
              ))}
            </select>
          </>
        ) : null}
        {twice ? <p className="warning small">{t("import.twice")}</p> : null}
        {dated ? (
          <>
            <label htmlFor={`${id}-order`}>{t("import.order")}</label>
            <select
              id={`${id}-order`}
              className="input"
              value={column.order ?? ""}
              aria-describedby={asks === null ? undefined : `${id}-asks`}
              onChange={(event) => {
                const order: DateOrder | undefined = DATE_ORDERS.find((one) => one === event.target.value);
                onChange({ ...column, order: order ?? null });
              }}
            >
              <option value="">{t("import.order-none")}</option>
              {DATE_ORDERS.map((order) => (
                <option key={order} value={order}>
                  {t(`import.order-${order}`)}
                </option>
              ))}
            </select>
            {asks === null ? null : (
              <p id={`${id}-asks`} className="warning small">
                {t("import.order-asks", { text: asks })}
              </p>
            )}
          </>
        ) : null}
      </div>
    </li>
  );
};
