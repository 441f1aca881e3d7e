import type { CaseView } from "@fairlead/casework";
import { useState } from "react";
import { DecisionPanel } from "../decisions/decision-panel.tsx";
import { Propose } from "../decisions/propose.tsx";
import { useWords } from "../say/words.tsx";

export const CaseDecisions = ({ one, now }: { one: CaseView; now: number }) => {
  const { t } = useWords();
  const [proposing, setProposing] = useState(false);
  return (
    <div className="stack">
      <div className="spread">
        <h2>{t("nav.decisions")}</h2>
        {one.closed === null ? (
          <button type="button" className="button" data-filled onClick={() => setProposing(true)}>
            {t("propose.open")}
          </button>
        ) : null}
      </div>
      {one.decisions.length === 0 ? <p className="quiet">{t("decisions.none-here")}</p> : null}
      {one.decisions.map((decision) => (
        <DecisionPanel key={decision.decision} decision={decision} now={now} />
      ))}
      {proposing ? <Propose one={one} opened onClose={() => setProposing(false)} /> : null}
    </div>
  );
};
