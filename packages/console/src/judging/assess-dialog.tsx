import {
  type CaseView,
  RISK_ANSWERS,
  RISK_FACTORS,
  type RiskAnswer,
  type RiskAnswers,
  type RiskFactor,
  suggestUrgency,
  type Urgency,
} from "@fairlead/casework";
import { useId, useState } from "react";
import type { CaseDialog } from "../case/facts.tsx";
import { linesOf } from "../case/lines.ts";
import { SaidBy } from "../case/said-by.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { UrgencyRadios } from "../queue/urgency-dialog.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useNow } from "../session/session.tsx";
import { suggestionText } from "./judging-words.ts";
import "./judging.css";

/** Questions with their reasons; what the answers suggest; what the member says, who knows more than a table. */
export const AssessDialog = ({ one, opened, onClose }: CaseDialog) => {
  const words = useWords();
  const { t, days, language } = words;
  const deed = useDeed({ asShown: opened });
  const now = useNow(60_000);
  const last = one.assessment?.last ?? null;
  const [answers, setAnswers] = useState<RiskAnswers>(last?.answers ?? {});
  const [chosen, setChosen] = useState<Urgency | null>(null);
  const [saidBy, setSaidBy] = useState<"caller" | "team">("team");
  const [otherwise, setOtherwise] = useState("");
  const [factors, setFactors] = useState(one.risk?.factors.join("\n") ?? "");
  const [reach, setReach] = useState(one.risk?.reach.join("\n") ?? "");
  const suggestion = suggestUrgency(answers);
  const urgency = chosen ?? suggestion.urgency;
  const differs = urgency !== suggestion.urgency;
  const suggested = suggestionText(words, suggestion, one.alias);
  return (
    <FormDialog
      title={t("risk.dialog", { alias: one.alias })}
      opened={opened}
      onClose={onClose}
      wide
      deed={deed}
      submit={t("save")}
      ready={!differs || otherwise.trim() !== ""}
      act={() =>
        deed.run((act) =>
          act.recordRisk(one.case, {
            urgency,
            saidBy,
            factors: linesOf(factors),
            reach: linesOf(reach),
            answered: RISK_FACTORS.map((factor) => ({ factor, answer: answers[factor] ?? "not-known" })),
            ...(differs ? { otherwise: otherwise.trim() } : {}),
            reason: differs ? otherwise.trim() : suggested,
          }),
        )
      }
    >
      {last === null ? null : <p className="quiet">{t("risk.as-last", { at: days.when(last.at, now) })}</p>}
      {RISK_FACTORS.map((factor) => (
        <Question
          key={factor}
          factor={factor}
          alias={one.alias}
          answer={answers[factor] ?? "not-known"}
          onAnswer={(answer) => setAnswers({ ...answers, [factor]: answer })}
        />
      ))}
      <TextField
        label={t("risk.other-factors")}
        hint={t("one-a-line")}
        value={factors}
        onChange={setFactors}
        lines={2}
      />
      <TextField label={t("risk.reach-label")} hint={t("one-a-line")} value={reach} onChange={setReach} lines={2} />
      <p className="suggestion" aria-live="polite" lang={language}>
        <b>{suggested}</b>
      </p>
      <UrgencyRadios value={urgency} onChange={setChosen} />
      {differs ? (
        <TextField
          label={t("risk.otherwise")}
          hint={t("risk.otherwise-hint")}
          value={otherwise}
          onChange={setOtherwise}
          lines={2}
        />
      ) : null}
      <SaidBy value={saidBy} onChange={setSaidBy} />
    </FormDialog>
  );
};

type QuestionProps = {
  factor: RiskFactor;
  alias: CaseView["alias"];
  answer: RiskAnswer;
  onAnswer(to: RiskAnswer): void;
};

const Question = ({ factor, alias, answer, onAnswer }: QuestionProps) => {
  const { t } = useWords();
  const name = useId();
  return (
    <fieldset className="risk-question" aria-describedby={`${name}-why`}>
      <legend>{t(`risk-question.${factor}`, { alias })}</legend>
      <p id={`${name}-why`} className="quiet small">
        {t(`risk-why.${factor}`, { alias })}
      </p>
      <div className="risk-answers">
        {RISK_ANSWERS.map((value) => (
          <label className="choice" key={value}>
            <input type="radio" name={name} checked={answer === value} onChange={() => onAnswer(value)} />
            <span>{t(`risk-answer.${value}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};
