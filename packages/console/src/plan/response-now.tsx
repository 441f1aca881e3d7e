import { type CaseView, needsResponse } from "@fairlead/casework";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { ProtocolText } from "../texts/protocol-text.tsx";
import { ResponseCard } from "./response-card.tsx";
import { TasksMissing } from "./response-tasks.tsx";

/** While somebody is lost, held or gone: what was agreed stands above everything else of the case. */
export const ResponseNow = ({ one, now }: { one: CaseView; now: number }) => {
  const { t, days } = useWords();
  const { status } = one;
  if (status === null || !needsResponse(status.status) || one.closed !== null) return null;
  const agreed = one.plan.responses.find((known) => known.status === status.status);
  return (
    <details className="panel response-now" data-first open>
      <summary className="panel-row">
        <b className="danger">{t(`status-of.${status.status}`)}</b>{" "}
        {t("response.since", { who: personText(t, status.by), at: days.when(status.at, now) })}{" "}
        <b>{t(agreed === undefined ? "response.nothing-agreed" : "response.agreed-title")}</b>
      </summary>
      <div className="panel-row">
        {agreed === undefined ? (
          <ProtocolText protocol={status.status} now={now} />
        ) : (
          <ResponseCard one={agreed} now={now} />
        )}
        <TasksMissing one={one} status={status.status} now={now} />
      </div>
    </details>
  );
};
