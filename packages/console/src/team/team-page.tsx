import type { Standing, TeamLine } from "@fairlead/casework";
import type { ReactNode } from "react";
import { nightsIn } from "../duty/nights.ts";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useNow, useView } from "../session/session.tsx";
import { REST, restReasons } from "./rest.ts";
import "./team.css";

/** Who carries what, so that it can be shared and somebody told to sleep. A member sees their own line. */
export const TeamPage = () => {
  const { t } = useWords();
  const { team, me } = useView();
  const now = useNow(15_000);
  const all = me.role === "coordinator";
  return (
    <div className="page team-page">
      <div className="page-head">
        <h1>{t(all ? "team.title" : "team.mine")}</h1>
        <p className="quiet">
          {t("team.of-held", { n: team.held })}{" "}
          {team.unseen === null || team.unseen === 0 ? null : t("team.unseen", { n: team.unseen })}
        </p>
      </div>
      {team.lines.length === 0 ? (
        <p className="quiet">{t("team.nobody")}</p>
      ) : (
        <table className="team">
          <thead>
            <tr>
              <th scope="col">{t("shared-load.member")}</th>
              <th scope="col">{t("team.cases")}</th>
              <th scope="col">{t("team.tasks")}</th>
              <th scope="col">{t("team.stale")}</th>
              <th scope="col">{t("team.missed")}</th>
              <th scope="col">{t("team.decisions")}</th>
              <th scope="col">{t("team.answered")}</th>
              <th scope="col">{t("team.nights")}</th>
              <th scope="col">{t("team.exposure")}</th>
            </tr>
          </thead>
          {team.lines.map((line) => (
            <Line key={line.person.id} line={line} now={now} />
          ))}
        </table>
      )}
      <p className="quiet small team-how">{t("team.how")}</p>
      <p className="quiet small team-how">
        {t("team.how-rest", { nights: REST.nights, hours: REST.hours, exposure: REST.exposure })}
      </p>
    </div>
  );
};

const Line = ({ line, now }: { line: TeamLine; now: number }) => {
  const { t } = useWords();
  const { person, owns, standsIn, tasks, load, exposure } = line;
  const rest = restReasons(line, now);
  const pair = (week: number, month: number) => t("shared-load.pair", { week, month });
  return (
    <tbody>
      <tr>
        <th scope="row">{personText(t, person)}</th>
        <Cell label={t("team.cases")} none={owns + standsIn === 0}>
          {owns} {standsIn === 0 ? null : <span className="quiet small">{t("team.stands-in", { n: standsIn })}</span>}
        </Cell>
        <Cell label={t("team.tasks")} none={tasks.open === 0}>
          {tasks.open} {tasks.overdue === 0 ? null : <Sign>{t("team.overdue", { n: tasks.overdue })}</Sign>}
        </Cell>
        <Cell label={t("team.stale")} none={line.stale.n === 0}>
          <Since standing={line.stale} now={now} sign />
        </Cell>
        <Cell label={t("team.missed")} none={line.missed.n === 0}>
          <Since standing={line.missed} now={now} sign />
        </Cell>
        <Cell label={t("team.decisions")} none={line.decisions.n === 0}>
          <Since standing={line.decisions} now={now} />
        </Cell>
        <Cell label={t("team.answered")}>{pair(load.week.answered, load.month.answered)}</Cell>
        <Cell label={t("team.nights")}>{pair(nightsIn(load.week.shifts), nightsIn(load.month.shifts))}</Cell>
        <Cell label={t("team.exposure")}>{exposure}</Cell>
      </tr>
      {rest.length === 0 ? null : (
        <tr className="team-rest">
          <td colSpan={9}>
            <b>{t(person.me ? "team.rest-mine" : "team.rest", { who: personText(t, person) })}</b>{" "}
            {rest.map(({ text, values }) => t(text, values)).join(" · ")}
          </td>
        </tr>
      )}
    </tbody>
  );
};

/** On a telephone each line is a card: each cell says what it is, and what there is none of is left out. */
const Cell = ({ label, none = false, children }: { label: string; none?: boolean; children: ReactNode }) => (
  <td data-none={none || undefined}>
    <span className="team-label" aria-hidden="true">
      {label}
    </span>
    <span className="num">{children}</span>
  </td>
);

const Sign = ({ children }: { children: ReactNode }) => (
  <span className="warning small team-sign">
    <Icon name="warning" />
    {children}
  </span>
);

const Since = ({ standing: { n, since }, now, sign = false }: { standing: Standing; now: number; sign?: boolean }) => {
  const { t, days } = useWords();
  if (since === null) return "0";
  const age = t("team.since", { when: days.when(since, now) });
  return (
    <>
      {n} {sign ? <Sign>{age}</Sign> : <span className="quiet small">{age}</span>}
    </>
  );
};
