import { type CaseView, isUnheard, type MovingView, stepToTell, untrueStep } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { Way } from "../parts/way.tsx";
import { runningClock } from "../say/days.ts";
import { personText } from "../say/people.ts";
import { useWords, type Words } from "../say/words.tsx";
import { useNow } from "../session/session.tsx";
import { clockOf, dangerText, isGrave, lateText, nextText, signText, stepsText, unheardText } from "./moving-words.ts";
import { PlayBookButton } from "./play-book-button.tsx";

export type AskMoving = { kind: "found" | "lost" | "problem" | "step"; one: MovingView };

/** What a play-book is begun for: the same from every screen that shows this leg. */
export const legOf = ({ leg, ticket, key }: MovingView): string => leg ?? ticket ?? key;

type Props = { one: MovingView; theCase: CaseView | undefined; onAsk(asking: AskMoving): void; may: boolean };

/** One leg: its clock, where by the plan, what was heard, and what can be done at once. */
export const MovingRow = ({ one, theCase, onAsk, may }: Props) => {
  const words = useWords();
  const { t, days } = words;
  const now = useNow(1_000);
  const journey = theCase?.journeys.find((known) => known.journey === one.journey);
  const tickets = theCase?.tickets ?? [];
  const toTell = journey === undefined ? null : stepToTell(journey, tickets, now);
  const untrue = journey === undefined ? null : untrueStep(journey, tickets, now);
  const danger = dangerText(words, one, now);
  const unheard = unheardText(words, one, now);
  const late = lateText(words, one, now);
  const { place, problem, from, to, departs, arrives, holders } = one;
  return (
    <article className="panel-row moving-row" data-unheard={isGrave(one) || undefined}>
      <Clock one={one} now={now} />
      <div className="stack" data-tight>
        <p>
          <Link to="/cases/$case" params={{ case: one.case }} className="moving-open">
            <b>{one.alias}</b>
          </Link>{" "}
          <span className="quiet">
            · {t("people", { n: one.people })}
            {place === null ? "" : ` · ${t("moving.leg", place)}`}
          </span>
        </p>
        {from === "" ? (
          <p className={theCase?.unreadWay === "set-out" ? "warning" : "quiet"}>{nowhereText(words, theCase)}</p>
        ) : (
          <p>
            <Way from={from} to={to} />
          </p>
        )}
        {from === "" || place !== null || theCase == null || theCase.unreadWay === null ? null : (
          <p className="small quiet">{t("moving.ticket-alone")}</p>
        )}
        {departs === null ? null : (
          <p className="small quiet">
            {arrives === null
              ? t("moving.planned-from", { at: days.when(departs, now) })
              : t("moving.planned", { from: days.when(departs, now), to: days.when(arrives, now) })}
            {holders.length === 0 ? null : (
              <>
                {" · "}
                <bdi>{holders.join(", ")}</bdi>
              </>
            )}
          </p>
        )}
      </div>
      <div className="stack" data-tight>
        {danger === null ? null : (
          <p className="danger">
            <b>{danger}</b>
          </p>
        )}
        {unheard === null ? null : (
          <p className="danger">
            <b>{unheard}</b>
          </p>
        )}
        {problem === null ? null : (
          <p className="danger">
            <b>{t(`ticket-press.${problem.problem}`)}</b> · {days.when(problem.at, now)}
          </p>
        )}
        {late === null ? null : <p className={unheard === null ? "danger" : undefined}>{late}</p>}
        {one.lost !== null && one.lost.note !== "" ? (
          <p className="small" dir="auto">
            {one.lost.note}
          </p>
        ) : null}
        {one.steps === null ? null : (
          <p className={one.steps.due !== null && one.steps.due <= now ? "small danger" : "small"}>
            {stepsText(words, one.steps, now)}
          </p>
        )}
        {one.unopened ? <p className="danger">{t("moving.unopened")}</p> : null}
        {untrue === null ? null : <p className="danger">{t(`step.untrue.${untrue.why}`)}</p>}
        <p className="small">{signText(words, one, now)}</p>
        <p className="small quiet">{nextText(words, one, now)}</p>
      </div>
      {may && one.closed ? <p className="small quiet moving-deeds">{t("moving.closed")}</p> : null}
      {may && !one.closed ? (
        <div className="moving-deeds">
          {isUnheard(one) ? (
            <button type="button" className="button" onClick={() => onAsk({ kind: "found", one })}>
              {t("moving.found")}
              <span className="hidden-visually"> {one.alias}</span>
            </button>
          ) : null}
          {toTell === null ? null : (
            <button type="button" className="button" onClick={() => onAsk({ kind: "step", one })}>
              {t("step.tell")}
              <span className="hidden-visually"> {one.alias}</span>
            </button>
          )}
          {problem === null || theCase === undefined ? null : (
            <PlayBookButton one={theCase} problem={problem.problem} leg={legOf(one)} />
          )}
          <button type="button" className="button" onClick={() => onAsk({ kind: "problem", one })}>
            {t("play-book.open")}
            <span className="hidden-visually"> {one.alias}</span>
          </button>
        </div>
      ) : null}
    </article>
  );
};

/** Why no leg stands here. That a reader knows of none does not mean that nobody is on the road. */
const nowhereText = ({ t }: Words, one: CaseView | undefined): string => {
  if (one == null || one.unreadWay === null) return t("moving.nowhere");
  const ask = [one.owner, one.standIn].flatMap((person) => (person && !person.me ? [personText(t, person)] : []));
  return t(`moving.way-${one.unreadWay}`, { who: ask.length === 0 ? t("close-case.way-ask") : ask.join(", ") });
};

const Clock = ({ one, now }: { one: MovingView; now: number }) => {
  const { t } = useWords();
  const clock = clockOf(one, now);
  if (clock === null) return <p className="quiet small">{t("moving.no-clock")}</p>;
  const { at, of } = clock;
  const grave = of !== "next" && of !== "starts";
  return (
    <div>
      <p className={grave ? "big-clock danger" : "big-clock"} role="timer">
        {runningClock(Math.abs(now - at))}
      </p>
      <p className="quiet small">{t(`moving.clock.${of}`)}</p>
    </div>
  );
};
