import { type CaseView, lineOf, RESPONSE_STATUSES, type ResponseStatus } from "@fairlead/casework";
import { useState } from "react";
import { useWords } from "../say/words.tsx";
import { AgreeDialog } from "./agree-dialog.tsx";
import { ResponseCard } from "./response-card.tsx";

/** What is done if this happens: agreed while the person can still be asked. */
export const Responses = ({ one, now }: { one: CaseView; now: number }) => {
  const { t } = useWords();
  const [asking, setAsking] = useState<ResponseStatus | null>(null);
  return (
    <section className="stack" data-tight>
      <h3>{t("response.title")}</h3>
      <p className="quiet small">{t("response.why")}</p>
      <ul className="panel">
        {RESPONSE_STATUSES.map((status) => {
          const agreed = one.plan.responses.find((known) => known.status === status);
          return (
            <li key={status} className="panel-row stack" data-tight data-line={lineOf("response", status)}>
              <div className="spread">
                <span>
                  <b>{t(`status-of.${status}`)}</b>{" "}
                  {agreed === undefined ? <span className="quiet">{t("response.nothing")}</span> : null}
                </span>
                {one.closed === null ? (
                  <button type="button" className="link small" onClick={() => setAsking(status)}>
                    {t(agreed === undefined ? "response.agree" : "change")}
                    <span className="hidden-visually"> {t(`status-of.${status}`)}</span>
                  </button>
                ) : null}
              </div>
              {agreed === undefined ? null : <ResponseCard one={agreed} now={now} />}
            </li>
          );
        })}
      </ul>
      {asking === null ? null : <AgreeDialog one={one} status={asking} onClose={() => setAsking(null)} />}
    </section>
  );
};
