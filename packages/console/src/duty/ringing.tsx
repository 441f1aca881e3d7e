import type { DutyView } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { runningClock } from "../say/days.ts";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useNow } from "../session/session.tsx";
import "./duty.css";

const SHOWN = 4;

/**
 * Somebody waits beyond the limit, and members are being called. One tap says who has it; it ends no waiting: the queue
 * does. Big, for a thumb at night.
 *
 * @param here beside the queue itself, where no link leads to it
 */
export const Ringing = ({ ringing, here = false }: { ringing: NonNullable<DutyView["ringing"]>; here?: boolean }) => {
  const { t, days } = useWords();
  const now = useNow(1_000);
  const deed = useDeed();
  const { had } = ringing;
  return (
    <div className="panel panel-row ringing" data-first={had === null || undefined}>
      <div>
        <p className={had === null ? "big-clock danger" : "big-clock"} role="timer">
          {runningClock(now - ringing.since)}
        </p>
        <p className="quiet small">{t("ringing.since", { at: days.when(ringing.since, now) })}</p>
      </div>
      <div className="stack" data-tight role="status">
        <p>{ringing.threads === 0 ? null : <b>{t("ringing.waiting", { n: ringing.threads })}</b>}</p>
        {ringing.cases.slice(0, SHOWN).map((one) => (
          <p key={one.case}>
            {one.alias === null ? (
              t("ringing.case-of-others", { who: personText(t, one.takenBy), at: days.when(one.since, now) })
            ) : (
              <Link to="/cases/$case" params={{ case: one.case }} className="link">
                {t("ringing.case", { alias: one.alias, at: days.when(one.since, now) })}
              </Link>
            )}
          </p>
        ))}
        {ringing.cases.length > SHOWN ? <p>{t("ringing.more-cases", { n: ringing.cases.length - SHOWN })}</p> : null}
        <p className="small">
          {had === null
            ? t("ringing.being-called")
            : t("ringing.had", { who: personText(t, had.by), at: days.when(had.at, now) })}
        </p>
        <Refused deed={deed} />
      </div>
      <div className="ringing-deeds">
        {had === null ? (
          <button
            type="button"
            className="button have-it"
            data-filled
            disabled={deed.busy}
            onClick={() => void deed.run((act) => act.haveIt())}
          >
            {deed.busy ? t("working") : t("ringing.have-it")}
          </button>
        ) : null}
        {here || ringing.threads === 0 ? null : (
          <Link to="/queue" className="button" data-filled={had !== null || undefined}>
            {t("ringing.queue")}
          </Link>
        )}
      </div>
    </div>
  );
};
