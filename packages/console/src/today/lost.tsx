import type { PartyStatusView } from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import { Link } from "@tanstack/react-router";
import { Icon } from "../parts/icon.tsx";
import { PutIntoPlan } from "../plan/response-tasks.tsx";
import { personText } from "../say/people.ts";
import { statusText, whomText } from "../say/status.ts";
import { useWords } from "../say/words.tsx";
import { Section } from "./section.tsx";

/** Somebody lost, held or gone for whom no task was ever made: `is-lost.ts`. */
export const Lost = ({ lost, now }: { lost: readonly { one: CaseInHand; said: PartyStatusView }[]; now: number }) => {
  const words = useWords();
  const { t, days } = words;
  if (lost.length === 0) return null;
  return (
    <Section title={t("today.lost")} count={lost.length}>
      <div className="panel">
        {lost.map(({ one, said }) => (
          <div className="panel-row row" data-top key={`${one.case} ${said.whom?.join() ?? ""}`}>
            <Icon name="warning" className="danger" />
            <div className="grow">
              <p>
                <b>{one.alias}</b> · <b className="danger">{statusText(words, said, one.people)}</b>{" "}
                {said.whom === null ? null : <bdi>{whomText(one, said.whom)}</bdi>}{" "}
                {t("response.since", { who: personText(t, said.by), at: days.when(said.at, now) })}
              </p>
              <p className="small">{t("response.tasks-missing")}</p>
            </div>
            <PutIntoPlan one={one} said={said} now={now} />
            <Link to="/cases/$case" params={{ case: one.case }} className="button">
              {t("open")}
            </Link>
          </div>
        ))}
      </div>
    </Section>
  );
};
