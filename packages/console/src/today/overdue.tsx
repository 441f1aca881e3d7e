import type { CheckInView } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { AcknowledgeButton, Unheld } from "../case/check-in-deeds.tsx";
import { expectedText } from "../case/expected-text.ts";
import { SaidSince } from "../case/said-since.tsx";
import { Line } from "../parts/rings.tsx";
import { runningClock } from "../say/days.ts";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useNow } from "../session/session.tsx";
import { Section } from "./section.tsx";

/** Longest overdue first. The clock runs from the hour that was agreed, grace or not. */
export const Overdue = ({ checkIns, unheldBelow }: { checkIns: readonly CheckInView[]; unheldBelow: boolean }) => {
  const now = useNow(1_000);
  return (
    <div className="panel" data-first>
      {checkIns.map((checkIn, index) => (
        <OverdueRow key={checkIn.alarm} checkIn={checkIn} now={now} first={index === 0} />
      ))}
      {unheldBelow ? null : <UnheldAnew checkIns={checkIns} />}
    </div>
  );
};

export const Ladder = ({ checkIn, now }: { checkIn: CheckInView; now: number }) => {
  const { t, days } = useWords();
  return (
    <Line
      label={t("ladder.label")}
      stops={checkIn.ladder.map((rung) => ({
        key: `${rung.person.id}-${rung.at}`,
        ring: rung.state === "told" ? "done" : rung.state === "next" ? "here" : "to-come",
        grave: rung.state === "next" || rung.state === "out",
        strong: rung.person.me,
        title: personText(t, rung.person),
        second: [
          ...(rung.instead === null ? [] : [t("ladder.instead", { who: personText(t, rung.instead) })]),
          checkIn.acknowledged !== null && checkIn.acknowledged.by.id === rung.person.id
            ? t("ladder.seen", { at: days.when(checkIn.acknowledged.at, now) })
            : rung.state === "out"
              ? t("ladder.out")
              : t(rung.state === "told" ? "ladder.told" : "ladder.at", { at: days.when(rung.at, now) }),
          ...(rung.bell === null || rung.state === "out" ? [] : [t(rung.bell ? "ladder.bell" : "ladder.console")]),
        ].join(" · "),
      }))}
    />
  );
};

/** Signs of life that the server would let pass: it holds no alarm for them, or one of another hour. */
export const UnheldToday = ({ checkIns, now }: { checkIns: readonly CheckInView[]; now: number }) => {
  const { t } = useWords();
  if (checkIns.length === 0) return null;
  return (
    <Section title={t("check-in.unheld-title")} count={checkIns.length}>
      <div className="panel" data-first>
        <UnheldAnew checkIns={checkIns} />
        {checkIns.map((checkIn) => (
          <div className="panel-row stack" data-tight key={checkIn.alarm}>
            <Waiting checkIn={checkIn} now={now} />
            <Unheld checkIn={checkIn} short />
          </div>
        ))}
      </div>
    </Section>
  );
};

/** Said once for all of them: the same red words on every row are read on none. */
const UnheldAnew = ({ checkIns }: { checkIns: readonly CheckInView[] }) => {
  const { t } = useWords();
  return checkIns.some(({ unheld, setAnewBy }) => unheld !== null && setAnewBy[0]?.me) ? (
    <p className="panel-row small danger">{t("check-in.unheld-anew")}</p>
  ) : null;
};

const Waiting = ({ checkIn, now }: { checkIn: CheckInView; now: number }) => {
  const words = useWords();
  const { t, days } = words;
  return (
    <p className="spread">
      <span>
        {checkIn.drill === null ? null : <b className="drill">{t("drill.mark")}</b>} <b dir="auto">{checkIn.alias}</b>{" "}
        <span className="quiet">
          · {days.when(checkIn.due, now)} · <span dir="auto">{expectedText(words, checkIn)}</span>
        </span>
      </span>
      <Link to="/cases/$case" params={{ case: checkIn.case }} className="button">
        {t("exposure.open-case")}
        <span className="hidden-visually"> {checkIn.alias}</span>
      </Link>
    </p>
  );
};

/** Signs of life for which somebody would be called who is called no more. */
export const LaddersOut = ({ checkIns, now }: { checkIns: readonly CheckInView[]; now: number }) => {
  const { t, days } = useWords();
  if (checkIns.length === 0) return null;
  return (
    <Section title={t("ladder.out-title")} count={checkIns.length}>
      <div className="panel">
        {checkIns.map((checkIn) => (
          <div className="panel-row stack" data-tight key={checkIn.alarm}>
            <p className="spread">
              <span>
                <b dir="auto">{checkIn.alias}</b>{" "}
                <span className="quiet">
                  · {days.when(checkIn.due, now)} · <span dir="auto">{checkIn.wording}</span>
                </span>
              </span>
              <Link to="/cases/$case" params={{ case: checkIn.case }} className="button">
                {t("exposure.open-case")}
                <span className="hidden-visually"> {checkIn.alias}</span>
              </Link>
            </p>
            <Ladder checkIn={checkIn} now={now} />
            <p className="small warning">{t("ladder.out-means")}</p>
          </div>
        ))}
      </div>
    </Section>
  );
};

const OverdueRow = ({ checkIn, now, first }: { checkIn: CheckInView; now: number; first: boolean }) => {
  const words = useWords();
  const { t, days } = words;
  const missed = checkIn.state === "missed" || checkIn.state === "acknowledged";
  return (
    <div className="panel-row overdue">
      <div>
        <p className={missed ? "big-clock danger" : "big-clock"} role="timer">
          {runningClock(now - checkIn.due)}
        </p>
        <p className="quiet small">
          {t("check-in.past", { at: days.when(checkIn.due, now) })}
          {checkIn.state === "in-grace" && checkIn.drill === null ? `, ${t("check-in.in-grace")}` : ""}
        </p>
      </div>
      <div className="stack" data-tight>
        <p>
          {checkIn.drill === null ? null : <b className="drill">{t("drill.mark")}</b>} <b>{checkIn.alias}</b>{" "}
          <span className="quiet">· {t("people", { n: checkIn.people })}</span>
        </p>
        <p className="small">{expectedText(words, checkIn)}</p>
        <SaidSince checkIn={checkIn} now={now} />
        {checkIn.acknowledged === null ? null : (
          <p className="small">
            {t("check-in.acknowledged", {
              who: personText(t, checkIn.acknowledged.by),
              at: days.when(checkIn.acknowledged.at, now),
            })}
          </p>
        )}
        <Unheld checkIn={checkIn} short />
        {checkIn.serverAgrees || checkIn.unheld !== null ? null : (
          <p className="small warning">{t("check-in.server-silent")}</p>
        )}
      </div>
      <Ladder checkIn={checkIn} now={now} />
      <div className="stack" data-tight>
        <Link to="/cases/$case" params={{ case: checkIn.case }} className="button" data-filled={first || undefined}>
          {t("open")}
          <span className="hidden-visually"> {checkIn.alias}</span>
        </Link>
        {missed || checkIn.drill !== null ? <AcknowledgeButton checkIn={checkIn} /> : null}
      </div>
    </div>
  );
};
