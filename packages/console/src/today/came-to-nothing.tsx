import type { DecisionView } from "@fairlead/casework";
import { DecisionLink } from "../decisions/decision-link.tsx";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { HaveRead } from "./have-read.tsx";
import { Section } from "./section.tsx";

/**
 * What became of a proposal that came to nothing, or may: until whoever waits has read it. An order that was refused stands in red,
 * since somebody may be on the road by it. [P11]
 */
export const CameToNothing = ({ outcomes, now }: { outcomes: readonly DecisionView[]; now: number }) => {
  const { t } = useWords();
  if (outcomes.length === 0) return null;
  return (
    <Section title={t("outcome.title")} count={outcomes.length}>
      <div className="panel">
        {outcomes.map((decision) => (
          <Outcome key={decision.decision} decision={decision} now={now} />
        ))}
      </div>
    </Section>
  );
};

const Outcome = ({ decision, now }: { decision: DecisionView; now: number }) => {
  const { t, days } = useWords();
  const { news, verdict, about } = decision;
  if (news === null || decision.case === null) return null;
  const isOrder = about === "night-move";
  const grave = isOrder && news === "refused";
  return (
    <div className="panel-row row" data-top>
      <Icon name={news === "open" ? "two" : "warning"} className={grave ? "danger" : "warning"} />
      <div className="grow">
        <p>
          <DecisionLink decision={decision}>
            <b>
              {t(`decision.${about}`)} · {decision.alias}
            </b>
          </DecisionLink>
        </p>
        <p className={grave ? "danger" : undefined}>
          <b>
            {news === "refused"
              ? t("verdict.refuse", {
                  who: verdict === null ? "" : personText(t, verdict.by),
                  at: days.when(verdict?.at ?? decision.at, now),
                })
              : t(`outcome.${news}`, { at: days.when(decision.expires, now) })}
          </b>
          {news === "refused" && verdict !== null ? (
            <>
              : <span dir="auto">{verdict.reason}</span>
            </>
          ) : null}
        </p>
        {grave ? <p className="small">{t("outcome.order-means")}</p> : null}
        <p className="quiet small" dir="auto">
          {decision.text}
        </p>
      </div>
      <HaveRead of={decision.case} decision={decision.decision} alias={decision.alias} />
    </div>
  );
};
