import type { SettingsView } from "@fairlead/casework";
import { personText } from "../say/people.ts";
import { DAY } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";

type Field = SettingsView["changes"][number]["field"];

/** The organisation's terms and every change of them, for every member: what nobody sees, nobody can question. */
export const Terms = ({ settings, now }: { settings: SettingsView; now: number }) => {
  const { t, days } = useWords();
  const said = (field: Field, value: string | number): string =>
    field === "openedOn" ? days.date(Number(value) * DAY) : String(value);
  return (
    <section className="stack" data-tight>
      <h2>{t("settings.title")}</h2>
      {(["figuresDelayDays", "closedThreadDays", "closedCaseDays"] as const).map((field) => (
        <p key={field}>
          {t(`settings.field.${field}`)}: <b>{settings.terms[field]}</b>
        </p>
      ))}
      {settings.changes.length === 0 ? <p className="quiet small">{t("settings.never-changed")}</p> : null}
      {settings.changes.map((change) => (
        <p className="small" key={`${change.at}-${change.field}-${change.by.id}`}>
          {t("settings.changed", {
            at: days.when(change.at, now),
            who: personText(t, change.by),
            what: t(`settings.field.${change.field}`),
            from: said(change.field, change.from),
            to: said(change.field, change.to),
          })}
        </p>
      ))}
    </section>
  );
};
