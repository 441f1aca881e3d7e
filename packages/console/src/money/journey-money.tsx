import { type JourneyView, mayWrite } from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import { useState } from "react";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { moneyOf, moneyPart } from "./ledger.ts";
import { MoneyDialog } from "./money-dialog.tsx";
import { MoneyLines } from "./money-lines.tsx";
import { MoneySums } from "./money-sums.tsx";

type Props = { one: CaseInHand; journey: JourneyView; now: number };

/** What this journey costs and in whose hand its money is, for those who hold the part in which it stands. */
export const JourneyMoney = ({ one, journey, now }: Props) => {
  const { t } = useWords();
  const { me } = useView();
  const [asking, setAsking] = useState(false);
  const part = moneyPart(one);
  const ledger = moneyOf(part, journey.journey);
  const isClosedToMe = part === null && one.closedParts.includes("money");
  const may = one.closed === null && !isClosedToMe && part?.held == null && mayWrite(me.role, "writeMoney");
  if (isClosedToMe) return <p className="panel-row quiet small">{t("money.not-held")}</p>;
  if (ledger === null && !may) return null;
  return (
    <section className="panel-row stack money-of" data-tight>
      <div className="spread">
        <h4>{t("money.title")}</h4>
        {may ? (
          <button type="button" className="button" onClick={() => setAsking(true)}>
            {t("money.write")}
          </button>
        ) : null}
      </div>
      {ledger === null ? (
        <p className="quiet small">{t("money.none")}</p>
      ) : (
        <>
          <MoneySums sums={ledger.sums} />
          <details>
            <summary>{t("money.lines", { n: ledger.lines.length })}</summary>
            <MoneyLines one={one} journey={journey} lines={ledger.lines} now={now} may={may} />
          </details>
        </>
      )}
      {asking ? <MoneyDialog one={one} journey={journey} before={null} onClose={() => setAsking(false)} /> : null}
    </section>
  );
};
