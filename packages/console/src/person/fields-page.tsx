import { type DefinedFieldView, FACT_PARTS, FIELDS, fieldText, isCovered, mayWrite } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Empty } from "../parts/empty.tsx";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useNow, useView } from "../session/session.tsx";
import { FieldDialog, RetireField } from "./field-dialog.tsx";

/** What this organisation asks of people besides what everybody does; written by its office, read by every member. */
export const FieldsPage = () => {
  const { t } = useWords();
  const { fields, me } = useView();
  const now = useNow(60_000);
  const [asking, setAsking] = useState<"new" | { change: DefinedFieldView } | { retire: DefinedFieldView } | null>(
    null,
  );
  const close = () => setAsking(null);
  const writes = mayWrite(me.role, "defineField");
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("fields.title")}</h1>
        <p className="quiet">{t("fields.what")}</p>
        <span className="row head-aside">
          <Link to="/people" className="button">
            <Icon name="back" />
            {t("nav.people")}
          </Link>
          {writes ? (
            <button type="button" className="button" data-filled onClick={() => setAsking("new")}>
              {t("fields.new")}
            </button>
          ) : null}
        </span>
      </div>
      {FACT_PARTS.map((part) => (
        <section key={part} className="stack" data-tight>
          <h2>{t(`part-name.${part}`)}</h2>
          {FIELDS.some((field) => field.part === part) ? (
            <p className="quiet small">
              {t("fields.everybodys", {
                fields: FIELDS.filter((field) => field.part === part)
                  .map(({ id }) => t(`fact.${id}`))
                  .join(", "),
              })}
            </p>
          ) : null}
          <div className="panel">
            {fields.some((one) => one.part === part) ? null : <Empty>{t("fields.none")}</Empty>}
            {fields
              .filter((one) => one.part === part)
              .map((one) => (
                <FieldRow
                  key={one.field}
                  one={one}
                  now={now}
                  writes={writes}
                  onChange={() => setAsking({ change: one })}
                  onRetire={() => setAsking({ retire: one })}
                />
              ))}
          </div>
        </section>
      ))}
      {asking === "new" ? <FieldDialog one={null} onClose={close} /> : null}
      {asking !== null && asking !== "new" && "change" in asking ? (
        <FieldDialog one={asking.change} onClose={close} />
      ) : null}
      {asking !== null && asking !== "new" && "retire" in asking ? (
        <RetireField one={asking.retire} onClose={close} />
      ) : null}
    </div>
  );
};

type RowProps = { one: DefinedFieldView; now: number; writes: boolean; onChange(): void; onRetire(): void };

const FieldRow = ({ one, now, writes, onChange, onRetire }: RowProps) => {
  const { t, days, language } = useWords();
  const label = fieldText(one.label, language);
  const offered = one.choices.filter(({ gone }) => !gone).map((choice) => fieldText(choice.label, language));
  return (
    <article className="panel-row spread">
      <div>
        <p>
          <b dir="auto">{label}</b>{" "}
          <span className="quiet">
            · {t(`fact-kind.${one.kind}`)}
            {offered.length === 0 ? "" : `: ${offered.join(", ")}`}
            {isCovered(one.part, one.kind) ? ` · ${t("fact.covered")}` : ""}
          </span>
          {one.retired ? <b className="warning"> · {t("fact.retired")}</b> : null}
        </p>
        <p className="quiet small">
          {t("protocol.written-by", { who: personText(t, one.by), at: days.when(one.at, now) })}
        </p>
      </div>
      {writes ? (
        <span className="row">
          <button type="button" className="button" onClick={onChange}>
            {t(one.retired ? "fields.again" : "change")}
            <span className="hidden-visually"> {label}</span>
          </button>
          {one.retired ? null : (
            <button type="button" className="button" onClick={onRetire}>
              {t("fields.retire")}
              <span className="hidden-visually"> {label}</span>
            </button>
          )}
        </span>
      ) : null}
    </article>
  );
};
