import type { TextsView } from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import { Link } from "@tanstack/react-router";
import { Icon } from "../parts/icon.tsx";
import { isUnplanned, responseLines } from "../plan/response-tasks.tsx";
import { personText } from "../say/people.ts";
import { useWords, type Words } from "../say/words.tsx";
import { Section } from "./section.tsx";

/** Of this member's own: somebody lost, held or gone for whom no task was ever made. No clock would ever bring them back here. */
export const lostOf = (
  cases: readonly CaseInHand[],
  texts: Pick<TextsView, "protocols">,
  words: Pick<Words, "t">,
): CaseInHand[] =>
  cases.filter((one) => {
    const { status, closed, owner, standIn } = one;
    if (status === null || closed !== null || !(owner.me || standIn?.me)) return false;
    return isUnplanned(one, status.status, responseLines(one, status.status, texts, words));
  });

export const Lost = ({ cases, now }: { cases: readonly CaseInHand[]; now: number }) => {
  const { t, days } = useWords();
  if (cases.length === 0) return null;
  return (
    <Section title={t("today.lost")} count={cases.length}>
      <div className="panel">
        {cases.map(({ case: theCase, alias, status }) =>
          status === null ? null : (
            <div className="panel-row row" data-top key={theCase}>
              <Icon name="warning" className="danger" />
              <div className="grow">
                <p>
                  <b>{alias}</b> · <b className="danger">{t(`status-of.${status.status}`)}</b>{" "}
                  {t("response.since", { who: personText(t, status.by), at: days.when(status.at, now) })}
                </p>
                <p className="small">{t("response.tasks-missing")}</p>
              </div>
              <Link to="/cases/$case" params={{ case: theCase }} className="button">
                {t("open")}
              </Link>
            </div>
          ),
        )}
      </div>
    </Section>
  );
};
