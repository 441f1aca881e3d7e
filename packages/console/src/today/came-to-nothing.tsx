import type { DecisionView, RefusedSigningView } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { DecisionLink } from "../decisions/decision-link.tsx";
import { Icon } from "../parts/icon.tsx";
import { askedForText } from "../people/waiting-words.ts";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { HaveRead } from "./have-read.tsx";
import { Section } from "./section.tsx";

type Props = {
  outcomes: readonly DecisionView[];
  /** What one had asked others to sign, and somebody refused. */
  papers: readonly RefusedSigningView[];
  now: number;
};

/**
 * What became of a proposal that came to nothing, or may: until whoever waits has read it. An order that was refused stands in red,
 * since somebody may be on the road by it. [P11]
 */
export const CameToNothing = ({ outcomes, papers, now }: Props) => {
  const { t } = useWords();
  if (outcomes.length + papers.length === 0) return null;
  return (
    <Section title={t("outcome.title")} count={outcomes.length + papers.length}>
      <div className="panel">
        {outcomes.map((decision) => (
          <Outcome key={decision.decision} decision={decision} now={now} />
        ))}
        {papers.map((paper) => (
          <RefusedPaper key={paper.entry} paper={paper} now={now} />
        ))}
      </div>
    </Section>
  );
};

const RefusedPaper = ({ paper: { entry, asks, by, at, reason }, now }: { paper: RefusedSigningView; now: number }) => {
  const words = useWords();
  const { t, days } = words;
  const what = askedForText(words, asks);
  return (
    <div className="panel-row row" data-top>
      <Icon name="warning" className="warning" />
      <div className="grow">
        <p>
          <Link to="/people">
            <b>{what}</b>
          </Link>
        </p>
        <p>
          <b>{t("refused.by", { who: personText(t, by), at: days.when(at, now) })}</b> <span dir="auto">{reason}</span>
        </p>
      </div>
      <HaveRead read={(act) => act.haveReadRefusal(entry)} alias={what} />
    </div>
  );
};

const Outcome = ({ decision, now }: { decision: DecisionView; now: number }) => {
  const { t, days } = useWords();
  const { news, verdict, about } = decision;
  const of = decision.case;
  if (news === null || of === null) return null;
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
      <HaveRead read={(act) => act.haveRead(of, decision.decision)} alias={decision.alias} />
    </div>
  );
};
