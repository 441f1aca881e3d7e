import { ACCESS_PARTS, type AccessLog, type AccessPart } from "@fairlead/casework";
import { Fragment, useMemo, useState } from "react";
import { Empty } from "../parts/empty.tsx";
import { SelectField } from "../parts/field.tsx";
import { Scrolls } from "../parts/scrolls.tsx";
import { personText } from "../say/people.ts";
import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { useNow, useView } from "../session/session.tsx";
import { NotFound } from "../shell/not-found.tsx";
import { caseSign, partText } from "./access-words.ts";
import { casesIn, EVERYTHING, type Filter, PERIODS, rowsFor } from "./filter.ts";
import { LookList } from "./look-list.tsx";
import { Proves } from "./proves.tsx";
import "./access.css";

/** The auditor's desk: whose console says nothing, then who opened what. Compartments by sign, for auditors hold no case. */
export const AccessPage = () => {
  const { access } = useView();
  return access.logs === null ? <NotFound /> : <Logs logs={access.logs} />;
};

const Logs = ({ logs }: { logs: readonly AccessLog[] }) => {
  const { t } = useWords();
  const now = useNow(60_000);
  const [filter, setFilter] = useState<Filter>(EVERYTHING);
  const rows = useMemo(() => rowsFor(logs, filter, now), [logs, filter, now]);
  const people = new Set(rows.map(({ person }) => person.id)).size;
  return (
    <div className="page access">
      <div className="page-head">
        <h1>{t("access.title")}</h1>
        <p className="quiet">{t("access.what")}</p>
      </div>
      <Proves />
      <Members logs={logs} now={now} onChoose={(member) => setFilter({ ...filter, member })} />
      <section className="stack" data-tight>
        <h2>{t("access.opened")}</h2>
        <Filters logs={logs} filter={filter} onChange={setFilter} />
        <p className="quiet small" role="status">
          {t("access.count", { n: rows.length, people })}
        </p>
        <LookList rows={rows} now={now} label={t("access.opened")} empty={t("access.none")} whose />
      </section>
    </div>
  );
};

type FiltersProps = { logs: readonly AccessLog[]; filter: Filter; onChange(filter: Filter): void };

const Filters = ({ logs, filter, onChange }: FiltersProps) => {
  const { t } = useWords();
  const any = { value: "", text: t("access.any") };
  return (
    <div className="access-filters">
      <SelectField
        label={t("access.member")}
        value={filter.member ?? ""}
        options={[any, ...logs.map(({ person }) => ({ value: person.id, text: personText(t, person) }))]}
        onChange={(member) => onChange({ ...filter, member: member === "" ? null : member })}
      />
      <SelectField
        label={t("access.case")}
        value={filter.case ?? ""}
        options={[
          any,
          { value: "none", text: t("access.no-case") },
          ...casesIn(logs).map((id) => ({ value: id, text: t("access.case-sign", { sign: caseSign(id) }) })),
        ]}
        onChange={(id) => onChange({ ...filter, case: id === "" ? null : id })}
      />
      <SelectField<AccessPart | "">
        label={t("could-read.compartment")}
        value={filter.part ?? ""}
        options={[
          { value: "", text: t("access.any") },
          ...ACCESS_PARTS.map((part) => ({ value: part, text: partText(t, part) })),
        ]}
        onChange={(part) => onChange({ ...filter, part: part === "" ? null : part })}
      />
      <SelectField
        label={t("access.period")}
        value={filter.period}
        options={PERIODS.map((period) => ({
          value: period,
          text: period === "all" ? t("access.always") : t("access.days", { n: Number(period) }),
        }))}
        onChange={(period) => onChange({ ...filter, period })}
      />
    </div>
  );
};

type MembersProps = { logs: readonly AccessLog[]; now: number; onChoose(member: string): void };

/** Gaps on top: whose console was open, and says nothing. */
const Members = ({ logs, now, onChoose }: MembersProps) => {
  const { t, days } = useWords();
  const gaps = logs.filter(({ gap }) => gap !== null).length;
  const ordered = logs.toSorted((a, b) => Number(b.gap !== null) - Number(a.gap !== null));
  const at = (hour: number | null) => (hour === null ? t("access.never") : days.when(hour * HOUR, now));
  return (
    <section className="stack" data-tight>
      <div className="head">
        <h2>{t("access.members")}</h2>
        <span className={gaps === 0 ? "quiet" : "warning"}>{t("access.gaps", { n: gaps })}</span>
      </div>
      {logs.length === 0 ? (
        <div className="panel">
          <Empty>{t("access.no-members")}</Empty>
        </div>
      ) : (
        <Scrolls panel label={t("access.members")}>
          <table className="people-table access-table">
            <thead>
              <tr>
                <th scope="col">{t("access.member")}</th>
                <th scope="col">{t("access.beat")}</th>
                <th scope="col">{t("access.last")}</th>
                <th scope="col">{t("access.log")}</th>
              </tr>
            </thead>
            <tbody>
              {ordered.map((log) => (
                <Fragment key={log.person.id}>
                  <tr className={log.gap === null ? "" : "access-gapped"}>
                    <td>
                      <button type="button" className="link" onClick={() => onChoose(log.person.id)}>
                        <bdi>{personText(t, log.person)}</bdi>
                      </button>
                      <br />
                      <span className="quiet small">
                        {t(`role.${log.role}`)}
                        {log.standing === "active" ? "" : ` · ${t(`standing.${log.standing}`)}`}
                      </span>
                    </td>
                    <td className="num">{at(log.beat)}</td>
                    <td className="num">{at(log.last)}</td>
                    <td>
                      {log.gap === null ? (
                        <span className="quiet">
                          {log.since === null
                            ? t("access.not-yet")
                            : t("access.since", { at: days.day(log.since, now), n: log.looks.length })}
                        </span>
                      ) : (
                        <b className="warning">{t(`access.short.${log.gap}`)}</b>
                      )}
                    </td>
                  </tr>
                  {log.gap === null ? null : (
                    <tr>
                      <td colSpan={4} className="small">
                        {t(`access.gap.${log.gap}`)}
                      </td>
                    </tr>
                  )}
                </Fragment>
              ))}
            </tbody>
          </table>
        </Scrolls>
      )}
    </section>
  );
};
