import { type AssessmentView, type CaseView, mayWrite } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { UrgencyMark } from "../parts/urgency.tsx";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { Section } from "../today/section.tsx";
import { AssessDialog } from "./assess-dialog.tsx";
import { againText } from "./judging-words.ts";
import "./judging.css";

/** In the strip of facts: how old the assessment is, or why it should be made again. */
export const AssessmentAge = ({ one, now }: { one: CaseView; now: number }) => {
  const { t, days } = useWords();
  if (one.assessment === null) return null;
  const { last, again, askAgainAt } = one.assessment;
  return (
    <p className={again.length > 0 ? "warning small" : "quiet small"}>
      {again.length > 0 || last === null ? (
        <AskAgainText again={again} now={now} />
      ) : (
        <>
          {t("risk.assessed", { age: days.age(now - last.at) })}
          {askAgainAt === null ? "" : ` · ${t("risk.holds-until", { at: days.when(askAgainAt, now) })}`}
        </>
      )}
    </p>
  );
};

export const AssessButton = ({ one }: { one: CaseView }) => {
  const { t } = useWords();
  const { me } = useView();
  const [asking, setAsking] = useState(false);
  if (one.assessment === null || !mayWrite(me.role, "recordRisk")) return null;
  return (
    <>
      <button type="button" className="link small" onClick={() => setAsking(true)}>
        {t(one.assessment.last === null ? "risk.open" : "risk.again")}
      </button>
      {asking ? <AssessDialog one={one} opened onClose={() => setAsking(false)} /> : null}
    </>
  );
};

const AskAgainText = ({ again, now }: { again: AssessmentView["again"]; now: number }) => {
  const words = useWords();
  const { t } = words;
  const [first, ...others] = again;
  if (first === undefined) return null;
  return (
    <>
      {t("ask-again.because", { what: againText(words, first, now) })}
      {others.length === 0 ? "" : `, ${t("ask-again.more", { n: others.length })}`}
    </>
  );
};

const FIRST = 5;

/** On Today: my cases whose assessment ran out, or that something has overtaken. */
export const Reassess = ({ cases, now }: { cases: readonly CaseView[]; now: number }) => {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  if (cases.length === 0) return null;
  return (
    <Section title={t("today.reassess")} count={cases.length}>
      <div className="panel">
        {(all ? cases : cases.slice(0, FIRST)).map((one) => (
          <div key={one.case} className="panel-row spread">
            <p className="row">
              <UrgencyMark level={one.urgency.level} />
              <Link to="/cases/$case" params={{ case: one.case }}>
                <b>{one.alias}</b>
              </Link>
            </p>
            <p className="small warning">
              <AskAgainText again={one.assessment?.again ?? []} now={now} />
            </p>
          </div>
        ))}
        {cases.length > FIRST && !all ? (
          <p className="panel-row">
            <button type="button" className="link" onClick={() => setAll(true)}>
              {t("today.reassess-all", { n: cases.length })}
            </button>
          </p>
        ) : null}
      </div>
    </Section>
  );
};
