import { type CaseView, needsResponse, type PartyStatusView } from "@fairlead/casework";
import { personText } from "../say/people.ts";
import { statusText, whomText } from "../say/status.ts";
import { useWords } from "../say/words.tsx";
import { ProtocolText } from "../texts/protocol-text.tsx";
import { ResponseCard } from "./response-card.tsx";
import { TasksMissing } from "./response-tasks.tsx";

/** While somebody is lost, held or gone: what was agreed stands above everything else of the case, for each of them. */
export const ResponseNow = ({ one, now }: { one: CaseView; now: number }) =>
  one.closed === null
    ? one.statuses
        .filter(({ status }) => needsResponse(status))
        .map((said) => <OfStatus key={`${said.status} ${said.whom?.join() ?? ""}`} one={one} said={said} now={now} />)
    : null;

const OfStatus = ({ one, said, now }: { one: CaseView; said: PartyStatusView; now: number }) => {
  const words = useWords();
  const { t, days } = words;
  const { status, whom } = said;
  if (!needsResponse(status)) return null;
  const agreed = one.plan.responses.find((known) => known.status === status);
  return (
    <details className="panel response-now" data-first open>
      <summary className="panel-row">
        <b className="danger">{statusText(words, said, one.people)}</b>{" "}
        {whom === null ? null : (
          <>
            <b>
              <bdi>{whomText(one, whom)}</bdi>
            </b>{" "}
          </>
        )}
        {t("response.since", { who: personText(t, said.by), at: days.when(said.at, now) })}{" "}
        <b>{t(agreed === undefined ? "response.nothing-agreed" : "response.agreed-title")}</b>
      </summary>
      <div className="panel-row">
        {agreed === undefined ? <ProtocolText protocol={status} now={now} /> : <ResponseCard one={agreed} now={now} />}
        <TasksMissing one={one} said={said} now={now} />
      </div>
    </details>
  );
};
