import type { CaseView, CheckInView } from "@fairlead/casework";
import { useState } from "react";
import { personText } from "../say/people.ts";
import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { Ladder } from "../today/overdue.tsx";
import { ArmCheckIn } from "./arm-check-in.tsx";
import { AcknowledgeButton, CloseCheckInButton, Unheld } from "./check-in-deeds.tsx";
import { expectedText } from "./expected-text.ts";
import { SaidSince } from "./said-since.tsx";

/** So long a slip is noticed. */
const CLOSED_FOR = 24 * HOUR;

/** The one that somebody closed last, where it was closed today: by mistake, or they are silent again. None that a console sets by itself. */
const lastClosed = (checkIns: readonly CheckInView[], now: number): CheckInView | null =>
  checkIns
    .filter((one) => one.drill === null && one.leg === null && one.handOver === null && one.unseen === null)
    .filter(({ closed }) => closed !== null && closed.at > now - CLOSED_FOR)
    .toSorted((a, b) => (b.closed?.at ?? 0) - (a.closed?.at ?? 0))[0] ?? null;

/** Expected signs of life. A tap or a message ends none of them; a member does, saying what was done. */
export const CheckIns = ({ one, now }: { one: CaseView; now: number }) => {
  const { t, days } = useWords();
  const [arming, setArming] = useState<"new" | CheckInView | null>(null);
  const open = one.checkIns.filter((checkIn) => checkIn.closed === null);
  const closed = lastClosed(one.checkIns, now);
  return (
    <section className="stack" data-tight>
      <div className="spread">
        <h2>{t("check-ins.title")}</h2>
        {one.closed === null ? (
          <button type="button" className="button" onClick={() => setArming("new")}>
            {t("check-ins.set")}
          </button>
        ) : null}
      </div>
      {open.length === 0 ? <p className="quiet">{t("check-ins.none")}</p> : null}
      {open.map((checkIn) => (
        <CheckIn key={checkIn.alarm} checkIn={checkIn} now={now} />
      ))}
      {closed === null ? null : (
        <div className="panel panel-row spread">
          <p className="small quiet">
            {t("check-ins.last-closed", {
              who: closed.closed === null ? "" : personText(t, closed.closed.by),
              at: days.when(closed.closed?.at ?? now, now),
            })}{" "}
            <span dir="auto">{closed.wording}</span>
          </p>
          {one.closed === null ? (
            <button type="button" className="button" onClick={() => setArming(closed)}>
              {t("check-ins.set-anew")}
            </button>
          ) : null}
        </div>
      )}
      {arming === null ? null : (
        <ArmCheckIn one={one} opened {...(arming === "new" ? {} : { like: arming })} onClose={() => setArming(null)} />
      )}
    </section>
  );
};

const CheckIn = ({ checkIn, now }: { checkIn: CheckInView; now: number }) => {
  const words = useWords();
  const { t, days } = words;
  const missed = checkIn.state === "missed" || checkIn.state === "acknowledged";
  return (
    <div className="panel panel-row check-in" data-first={(missed && checkIn.drill === null) || undefined}>
      <div className="stack" data-tight>
        <p>
          <b className={missed && checkIn.drill === null ? "danger" : ""}>
            {checkIn.drill === null
              ? `${t(`check-in.state.${checkIn.state}`)}, ${days.when(checkIn.due, now)}`
              : t(checkIn.due > now ? "drill.waits" : "drill.state", { at: days.when(checkIn.due, now) })}
          </b>{" "}
          <span className="quiet small">
            {t("check-in.grace", { n: Math.round((checkIn.graceUntil - checkIn.due) / 60_000) })}
          </span>
        </p>
        <p dir="auto">{expectedText(words, checkIn)}</p>
        <SaidSince checkIn={checkIn} now={now} />
        {checkIn.acknowledged === null ? null : (
          <p className="small">
            {t("check-in.acknowledged", {
              who: personText(t, checkIn.acknowledged.by),
              at: days.when(checkIn.acknowledged.at, now),
            })}{" "}
            <span dir="auto">{checkIn.acknowledged.note}</span>
          </p>
        )}
      </div>
      <Unheld checkIn={checkIn} />
      <Ladder checkIn={checkIn} now={now} />
      <div className="row">
        {checkIn.due < now ? <AcknowledgeButton checkIn={checkIn} /> : null}
        <CloseCheckInButton checkIn={checkIn} />
      </div>
    </div>
  );
};
