import type { CaseInHand } from "@fairlead/client";
import { Link } from "@tanstack/react-router";
import { Icon } from "../parts/icon.tsx";
import { PutIntoPlan } from "../plan/response-tasks.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { Section } from "./section.tsx";

/** Somebody lost, held or gone for whom no task was ever made: `is-lost.ts`. */
export const Lost = ({ cases, now }: { cases: readonly CaseInHand[]; now: number }) => {
  const { t, days } = useWords();
  if (cases.length === 0) return null;
  return (
    <Section title={t("today.lost")} count={cases.length}>
      <div className="panel">
        {cases.map((one) =>
          one.status === null ? null : (
            <div className="panel-row row" data-top key={one.case}>
              <Icon name="warning" className="danger" />
              <div className="grow">
                <p>
                  <b>{one.alias}</b> · <b className="danger">{t(`status-of.${one.status.status}`)}</b>{" "}
                  {t("response.since", { who: personText(t, one.status.by), at: days.when(one.status.at, now) })}
                </p>
                <p className="small">{t("response.tasks-missing")}</p>
              </div>
              <PutIntoPlan one={one} status={one.status.status} now={now} />
              <Link to="/cases/$case" params={{ case: one.case }} className="button">
                {t("open")}
              </Link>
            </div>
          ),
        )}
      </div>
    </Section>
  );
};
