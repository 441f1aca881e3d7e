import type { DecisionView } from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import { useState } from "react";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { ApproveErasing } from "./approve-erasing.tsx";
import { askedFor } from "./asking.ts";
import { WithdrawAsking } from "./withdraw-asking.tsx";

type Props = { decision: DecisionView; onRefuse(): void; onWithdraw(): void };

/**
 * Erasing is approved by a signature in the list of members, not by a verdict in the case: that one would change the
 * case, and so undo the asking. Refusing is a verdict, and is meant to undo it.
 */
export const EraseDeeds = ({ decision, onRefuse, onWithdraw }: Props) => {
  const { t } = useWords();
  const { cases } = useView();
  const [asking, setAsking] = useState<"approve" | "withdraw" | null>(null);
  const one = cases.find((known) => known.case === decision.case);
  const stands = one !== undefined && askedFor(one)?.decision === decision.decision ? one : null;
  const close = () => setAsking(null);
  return (
    <div className="panel-row row">
      {decision.mine === "may-decide" ? (
        <>
          {mayApproveNow(stands) ? (
            <button type="button" className="button" onClick={() => setAsking("approve")}>
              {t("erase.approve-open")}
            </button>
          ) : (
            <p className="quiet">{t(stands?.erasing?.goneOn ? "erase.gone-on" : "erase.stands-no-more")}</p>
          )}
          <button type="button" className="button" onClick={onRefuse}>
            {t("decide.refuse")}
          </button>
        </>
      ) : (
        <p className="quiet row" data-top>
          <Icon name="lock" />
          <span className="grow">{t(`may-not.${decision.mine}`)}</span>
        </p>
      )}
      {decision.proposedBy.me ? (
        <button type="button" className="button" onClick={stands === null ? onWithdraw : () => setAsking("withdraw")}>
          {t("decide.withdraw")}
        </button>
      ) : null}
      {stands !== null && asking === "approve" ? <ApproveErasing one={stands} opened onClose={close} /> : null}
      {stands !== null && asking === "withdraw" ? <WithdrawAsking one={stands} opened onClose={close} /> : null}
    </div>
  );
};

const mayApproveNow = (one: CaseInHand | null): boolean =>
  one?.erasing?.mine === "may-sign" && one.erasing.goneOn === false;
