import type { ShiftView } from "@fairlead/casework";
import { useState } from "react";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useNow, useView } from "../session/session.tsx";
import { MyBells } from "./bells.tsx";
import { Limits } from "./limits.tsx";
import { OnDuty } from "./on-duty.tsx";
import { SharedLoad } from "./shared-load.tsx";
import { EndShift, PlanShift } from "./shift-dialogs.tsx";
import { zoneName } from "./zone.ts";
import "./duty.css";

/** A night on duty: who is on, who can be called, what the bells are, how the load is shared. */
export const DutyPage = () => {
  const { t, days } = useWords();
  const { duty, me } = useView();
  const now = useNow(15_000);
  const [planning, setPlanning] = useState(false);
  const [ending, setEnding] = useState<ShiftView | null>(null);
  const plans = me.role === "coordinator" || me.role === "administrator";
  return (
    <div className="page duty-page stack">
      <div className="page-head">
        <h1>{t("duty.title")}</h1>
        <p className="quiet">{t("duty.zone", { zone: zoneName() })}</p>
      </div>
      <OnDuty duty={duty} now={now} here />
      <section className="stack" data-tight>
        <h2>{t("duty.rota")}</h2>
        {duty.planned.length === 0 ? <p className="quiet">{t("duty.no-shifts")}</p> : null}
        <ul className="panel">
          {duty.planned.map((shift) => (
            <li className="panel-row spread" key={shift.shift}>
              <p>
                <b>{personText(t, shift.person)}</b>{" "}
                <span className="num">
                  {days.when(shift.from, now)} – {days.when(shift.until, now)}
                </span>{" "}
                {shift.on ? <b>· {t("duty.now")}</b> : null}{" "}
                {shift.bell ? null : (
                  <span className="warning on-duty-sign small">
                    <Icon name="warning" />
                    {t("duty.no-bell")}
                  </span>
                )}
              </p>
              {shift.person.me || plans ? (
                <button type="button" className="button" onClick={() => setEnding(shift)}>
                  {t(shift.on ? "shift.end" : "shift.drop")}
                  <span className="hidden-visually"> {personText(t, shift.person)}</span>
                </button>
              ) : null}
            </li>
          ))}
        </ul>
        {duty.gaps.length === 0 ? null : (
          <ul className="small duty-gaps">
            {duty.gaps.map((gap) => (
              <li className="warning on-duty-sign" key={gap.from}>
                <Icon name="warning" />
                {t("duty.gap", { from: days.when(gap.from, now), until: days.when(gap.until, now) })}
              </li>
            ))}
          </ul>
        )}
        <p>
          <button type="button" className="button" data-filled onClick={() => setPlanning(true)}>
            {t("shift.plan")}
          </button>
        </p>
      </section>
      <MyBells bell={duty.bell} />
      <section className="stack" data-tight>
        <h2>{t("duty.callable")}</h2>
        {duty.callable.length === 0 ? (
          <p className="warning">{t("duty.nobody-callable")}</p>
        ) : (
          <p>
            {duty.callable
              .map(({ person, standBy }) =>
                standBy ? t("duty.stands-by", { who: personText(t, person) }) : personText(t, person),
              )
              .join(", ")}
          </p>
        )}
      </section>
      <Limits limits={duty.limits} />
      <SharedLoad load={duty.load} />
      {planning ? <PlanShift opened onClose={() => setPlanning(false)} /> : null}
      {ending === null ? null : <EndShift shift={ending} opened onClose={() => setEnding(null)} />}
    </div>
  );
};
