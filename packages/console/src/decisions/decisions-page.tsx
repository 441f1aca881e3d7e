import type { DecisionView } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { FigureReviews } from "../figures/reviews.tsx";
import { Empty } from "../parts/empty.tsx";
import { useWords } from "../say/words.tsx";
import { useNow, useView } from "../session/session.tsx";
import { Section } from "../today/section.tsx";
import { DecisionPanel } from "./decision-panel.tsx";
import { PastDecisions } from "./past-decisions.tsx";
import { isToMake } from "./to-make.ts";

const isOpen = (decision: DecisionView) => decision.state === "waiting" || decision.state === "ordered";

export const DecisionsPage = () => {
  const { t } = useWords();
  const { decisions, today, cases } = useView();
  const now = useNow(30_000);
  const mine = today.waitingForMe;
  const others = decisions
    .filter((decision) => isOpen(decision) && decision.mine !== "may-decide")
    .toSorted((a, b) => a.expires - b.expires);
  const toMake = decisions.filter((decision) => isToMake(decision, now));
  const past = decisions.filter((decision) => !isOpen(decision) && !isToMake(decision, now));
  return (
    <div className="page decisions">
      <div className="page-head">
        <h1>{t("nav.decisions")}</h1>
        <p className="quiet">{t("decisions.two-people")}</p>
      </div>
      <Section title={t("today.decisions")} count={mine.length || undefined}>
        {mine.length === 0 ? (
          <div className="panel">
            <Empty
              action={
                cases.length === 0 ? undefined : (
                  <Link to="/cases" className="button">
                    {t("decisions.to-cases")}
                  </Link>
                )
              }
            >
              {t("today.no-decisions")}
            </Empty>
          </div>
        ) : (
          <div className="stack">
            {mine.map((decision) => (
              <DecisionPanel key={decision.decision} decision={decision} now={now} titled />
            ))}
          </div>
        )}
      </Section>
      {today.figuresForMe.length === 0 ? null : (
        <Section title={t("today.figures")} count={today.figuresForMe.length}>
          <FigureReviews releases={today.figuresForMe} now={now} />
        </Section>
      )}
      {toMake.length === 0 ? null : (
        <Section title={t("decisions.to-make")} count={toMake.length}>
          <div className="stack">
            {toMake.map((decision) => (
              <DecisionPanel key={decision.decision} decision={decision} now={now} titled />
            ))}
          </div>
        </Section>
      )}
      {others.length === 0 ? null : (
        <Section title={t("decisions.others")} count={others.length}>
          <div className="stack">
            {others.map((decision) => (
              <DecisionPanel key={decision.decision} decision={decision} now={now} titled />
            ))}
          </div>
        </Section>
      )}
      <PastDecisions decisions={past} now={now} />
    </div>
  );
};
