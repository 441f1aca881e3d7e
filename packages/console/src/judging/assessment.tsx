import { type CaseView, lineOf, RISK_ANSWERS, RISK_FACTORS, type RiskAnswers } from "@fairlead/casework";
import { UrgencyMark } from "../parts/urgency.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { againText, suggestionText } from "./judging-words.ts";
import "./judging.css";

/** What was answered, what it suggested, what was said, and why it should be asked again. */
export const Assessment = ({ one, now }: { one: CaseView; now: number }) => {
  const words = useWords();
  const { t, days } = words;
  const { risk, assessment } = one;
  const last = assessment?.last ?? null;
  return (
    <div className="stack" data-tight data-line={risk === null ? undefined : lineOf("assessment", risk.at)}>
      {(assessment?.again ?? []).map((why) => (
        <p key={`${why.kind}-${why.at}`} className="warning">
          {t("ask-again.because", { what: againText(words, why, now) })}
        </p>
      ))}
      {last === null ? null : (
        <>
          <p className="row">
            <UrgencyMark level={last.urgency} />
            <span className="quiet">
              {t(`said-by.${last.saidBy}`)}, {personText(t, last.by)}, {days.when(last.at, now)}
            </span>
          </p>
          <p>{suggestionText(words, { urgency: last.suggested, because: last.because, ask: [] }, one.alias)}</p>
          {last.otherwise === "" ? null : (
            <p dir="auto">
              {t("risk.chosen-otherwise", {
                level: t(`urgency.${last.suggested}`).toLocaleLowerCase(),
                why: last.otherwise,
              })}
            </p>
          )}
          <Answers answers={last.answers} alias={one.alias} />
        </>
      )}
      {risk === null || risk.factors.length === 0 ? null : (
        <p dir="auto">
          {last === null ? `${t("risk.before-questions")} ` : ""}
          {risk.factors.join(" · ")}
        </p>
      )}
      {risk === null || risk.reach.length === 0 ? null : (
        <p className="quiet" dir="auto">
          {t("risk.reach", { places: risk.reach.join(", ") })}
        </p>
      )}
    </div>
  );
};

const Answers = ({ answers, alias }: { answers: RiskAnswers; alias: string }) => {
  const { t } = useWords();
  return (
    <details>
      <summary>{t("risk.all-answers")}</summary>
      <dl className="risk-said">
        {RISK_ANSWERS.map((answer) => {
          const factors = RISK_FACTORS.filter((factor) => (answers[factor] ?? "not-known") === answer);
          return factors.length === 0 ? null : (
            <div key={answer}>
              <dt>{t(`risk-answer.${answer}`)}</dt>
              <dd>
                <ul>
                  {factors.map((factor) => (
                    <li key={factor}>{t(`risk-question.${factor}`, { alias })}</li>
                  ))}
                </ul>
              </dd>
            </div>
          );
        })}
      </dl>
    </details>
  );
};
