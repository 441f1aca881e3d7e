import { type MarkView, mayWrite } from "@fairlead/casework";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Empty } from "../parts/empty.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useNow, useView } from "../session/session.tsx";
import { MarkDialog } from "./mark-dialog.tsx";
import { markTitle } from "./marked-words.ts";
import "./exposure.css";

/** Everything that is marked as compromised: what could happen soonest first, false alarms last and never gone. */
export const ExposurePage = () => {
  const { t } = useWords();
  const { exposure, me, status } = useView();
  const now = useNow(15_000);
  const navigate = useNavigate();
  const [marking, setMarking] = useState(false);
  const standing = exposure.marks.filter(({ withdrawn }) => withdrawn === null);
  const gone = exposure.marks.filter(({ withdrawn }) => withdrawn !== null);
  const may = mayWrite(me.role, "markCompromised");
  const button = (
    <button type="button" className="button" data-filled onClick={() => setMarking(true)}>
      {t("exposure.mark-something")}
    </button>
  );
  return (
    <div className="page exposure-page">
      <div className="page-head">
        <h1>{t("nav.exposure")}</h1>
        {status.reading === null ? <p className="quiet">{t("exposure.standing", { n: standing.length })}</p> : null}
        <div className="row head-aside">
          {exposure.things === null ? null : (
            <Link to="/things" className="button">
              {t("things.title")}
            </Link>
          )}
          {may && standing.length > 0 ? button : null}
        </div>
      </div>
      {status.reading === null ? null : <p role="status">{t("exposure.reading")}</p>}
      <p className="quiet measure">{t("exposure.about")}</p>
      <div className="panel">
        {standing.length === 0 && status.reading === null ? (
          <Empty action={may ? button : null}>{t("exposure.none")}</Empty>
        ) : null}
        <ul>
          {standing.map((mark) => (
            <MarkRow key={mark.mark} mark={mark} now={now} />
          ))}
        </ul>
      </div>
      {gone.length === 0 ? null : (
        <section>
          <h2>{t("exposure.false-alarms")}</h2>
          <ul className="panel">
            {gone.map((mark) => (
              <MarkRow key={mark.mark} mark={mark} now={now} />
            ))}
          </ul>
        </section>
      )}
      {marking ? (
        <MarkDialog
          onClose={() => setMarking(false)}
          onMarked={(mark) => void navigate({ to: "/exposure/$mark", params: { mark } })}
        />
      ) : null}
    </div>
  );
};

const MarkRow = ({ mark, now }: { mark: MarkView; now: number }) => {
  const { t, days } = useWords();
  const { reading } = useView().status;
  const open = mark.steps.filter(({ done }) => done === null).length;
  const said = { who: personText(t, mark.by), at: days.when(mark.at, now) };
  return (
    <li className="panel-row mark-row">
      <div className="stack" data-tight>
        <Link to="/exposure/$mark" params={{ mark: mark.mark }}>
          <b dir="auto">{markTitle(t, mark.of)}</b>
        </Link>
        <p className="quiet small">
          {t("exposure.marked-by", said)}{" "}
          {mark.withdrawn === null
            ? t(mark.confirmed === null ? "exposure.not-confirmed" : "exposure.confirmed")
            : mark.withdrawn.reason}
        </p>
      </div>
      {mark.withdrawn !== null ? null : (
        <>
          <p>
            {reading === null ? (
              <>
                {t("exposure.reaches-short", { n: mark.sure })}
                <br />
              </>
            ) : null}
            <span className={open > 0 ? "small" : "quiet small"}>{t("exposure.open-steps", { n: open })}</span>
          </p>
          <p className={mark.firstHarm === null ? "quiet" : "danger"}>
            {mark.firstHarm === null ? (
              // Of what is not read yet it may still come.
              reading === null && t("exposure.no-hour")
            ) : (
              <b>
                {mark.firstHarm <= now
                  ? t("exposure.harm-now")
                  : t("exposure.harm.sets-out", { at: days.when(mark.firstHarm, now) })}
              </b>
            )}
          </p>
        </>
      )}
    </li>
  );
};
