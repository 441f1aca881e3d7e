import { type CaseView, mayWrite } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Empty } from "../parts/empty.tsx";
import { Check } from "../parts/field.tsx";
import { UrgencyMark, urgencyAge } from "../parts/urgency.tsx";
import { personText } from "../say/people.ts";
import { statusLine } from "../say/status.ts";
import { useWords } from "../say/words.tsx";
import { useNow, useView } from "../session/session.tsx";
import "./case.css";

export const CasesPage = () => {
  const { t } = useWords();
  const { cases, me } = useView();
  const mayImport = mayWrite(me.role, "openCase");
  const now = useNow(60_000);
  const [mine, setMine] = useState(false);
  const [closed, setClosed] = useState(false);
  const shown = cases.filter(
    (one) => (closed || one.closed === null || one.writtenAfterClosing !== null) && (!mine || one.mine),
  );
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("nav.cases")}</h1>
        <p className="quiet">{t("cases.open", { n: cases.filter((one) => one.closed === null).length })}</p>
        <span className="head-aside row">
          <Check label={t("cases.mine")} checked={mine} onChange={setMine} />
          <Check label={t("cases.closed")} checked={closed} onChange={setClosed} />
          <Link to="/search" className="button">
            {t("find.title")}
          </Link>
          {mayImport ? (
            <Link to="/import" className="button">
              {t("import.open")}
            </Link>
          ) : null}
        </span>
      </div>
      <div className="panel">
        {shown.length === 0 ? (
          <Empty
            action={
              <Link to="/queue" className="button">
                {t("nav.queue")}
              </Link>
            }
          >
            {t("cases.none")}
          </Empty>
        ) : (
          <ul className="case-list">
            {shown.map((one) => (
              <CaseRow key={one.case} one={one} now={now} />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
};

const CaseRow = ({ one, now }: { one: CaseView; now: number }) => {
  const words = useWords();
  const { t, days } = words;
  const aged = one.urgency.aged ? urgencyAge(words, one.urgency, now) : null;
  const { nextCheckIn } = one;
  const status = statusLine(words, one);
  const overdue = nextCheckIn !== null && nextCheckIn.due < now;
  return (
    <li>
      <Link to="/cases/$case" params={{ case: one.case }} className="case-row panel-row">
        <span className="case-row-urgency">
          {one.closed === null ? (
            <UrgencyMark level={one.urgency.level} />
          ) : (
            <span className={one.writtenAfterClosing === null ? "quiet" : "danger"}>
              {t(one.writtenAfterClosing === null ? "closed" : "case.written-to-closed")}
            </span>
          )}
        </span>
        <span className="case-row-name">
          <b>{one.alias}</b> <span className="quiet">· {t("people", { n: one.people })}</span>
          <br />
          <span className="quiet small">
            {t(`stage.${one.stage}`)}, {days.age(now - one.stageSince)}
            {status === null ? null : <b className={status.bad ? "danger" : "ink"}> · {status.text}</b>}
          </span>
        </span>
        <span className="small case-row-next">
          {nextCheckIn === null ? (
            <span className="quiet">{t("case.no-check-in")}</span>
          ) : (
            <span className={overdue ? "danger" : ""}>
              {t(overdue ? "case.check-in-past" : "case.check-in-at", { at: days.when(nextCheckIn.due, now) })}
            </span>
          )}
          {aged === null ? null : (
            <>
              <br />
              {/* In a safe place nobody asks daily: a column in the colour of warnings would hide the ones that matter. */}
              <span className={one.urgency.level === "later" ? "quiet" : "warning"}>{aged}</span>
            </>
          )}
        </span>
        <span className="small case-row-owner">
          {personText(t, one.owner)}
          {one.standIn === null ? null : <span className="quiet">, {personText(t, one.standIn)}</span>}
        </span>
        <span className="num small case-row-wait">
          {one.waitingSince === null ? (
            <span className="quiet">{t(one.mailboxes.length === 0 ? "case.not-written" : "thread.answered")}</span>
          ) : (
            <b>{t("case.waits", { age: days.age(now - one.waitingSince) })}</b>
          )}
        </span>
      </Link>
    </li>
  );
};
