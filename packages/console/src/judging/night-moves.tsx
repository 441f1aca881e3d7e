import type { CaseView, DecisionView } from "@fairlead/casework";
import { DecisionLink } from "../decisions/decision-link.tsx";
import { runningClock } from "../say/days.ts";
import { peopleText, personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useNow } from "../session/session.tsx";

/** Why it waits again, though it says that somebody has reviewed it. [P11] */
export const ReviewedAsAnother = ({ decision, now }: { decision: DecisionView; now: number }) => {
  const { t, days } = useWords();
  const own = decision.reviewedAsAnother;
  if (own === null) return null;
  return (
    <p className="small warning">
      {t("night-move.reviewed-as-another", { who: personText(t, own.by), at: days.when(own.at, now) })}
    </p>
  );
};

/** First moves that one member ordered: the clock of their review runs until a second has given it. [P11] */
export const NightMoves = ({ moves }: { moves: readonly DecisionView[] }) => {
  const { t, days } = useWords();
  const now = useNow(1_000);
  return (
    <div className="panel" data-first={moves.some(({ late }) => late) || undefined}>
      {moves.map((move) => (
        <div key={move.decision} className="panel-row spread">
          <div>
            <p className={move.late ? "big-clock danger" : "big-clock"} role="timer">
              {runningClock(Math.abs(move.expires - now))}
            </p>
            <p className={move.late ? "danger small" : "quiet small"}>
              {t(now > move.expires ? "night-move.over" : "night-move.left")}
            </p>
          </div>
          <div className="stack" data-tight>
            <p>
              <DecisionLink decision={move}>
                <b>{move.alias}</b>
              </DecisionLink>{" "}
              <span className="quiet">
                {t("decision.ordered-by", { who: move.proposedBy.handle ?? "", at: days.when(move.at, now) })}
              </span>
            </p>
            <p className="small">{move.text}</p>
            <ReviewedAsAnother decision={move} now={now} />
            {move.saidNo === null ? null : (
              <p className="small danger">{t("said-no.order", { at: days.when(move.saidNo, now) })}</p>
            )}
            <Paged move={move} now={now} />
          </div>
          <p className="small">{t(`night-move.${move.mine}`)}</p>
        </div>
      ))}
    </div>
  );
};

const Paged = ({ move, now }: { move: DecisionView; now: number }) => {
  const { t, days } = useWords();
  if (move.paged.length === 0) return <p className="small warning">{t("night-move.nobody-called")}</p>;
  const told = move.paged.filter((one) => one.told);
  const next = move.paged.find((one) => !one.told);
  return (
    <p className="small quiet">
      {told.length === 0
        ? t("night-move.not-yet")
        : t("night-move.called", {
            who: peopleText(
              t,
              told.map(({ person }) => person),
            ),
          })}
      {next === undefined || told.length === 0 ? "" : ` · ${t("night-move.again", { at: days.when(next.at, now) })}`}
    </p>
  );
};

/** Before a move is ordered: whom it calls, or who is to be rung by hand. */
export const WhoIsCalled = ({ night }: { night: CaseView["night"] }) => {
  const { t } = useWords();
  if (night.calls.length > 0) return <p>{t("night-move.will-call", { who: peopleText(t, night.calls) })}</p>;
  return (
    <p className="warning">
      {night.mayReview.length === 0
        ? t("night-move.nobody-may")
        : t("night-move.ring-yourself", { who: peopleText(t, night.mayReview) })}
    </p>
  );
};
