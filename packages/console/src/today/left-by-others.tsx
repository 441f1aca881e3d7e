import type { CaseView } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { ClosedDeeds, closingTerm } from "../case/closed-case.tsx";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { HaveRead } from "./have-read.tsx";
import { Section } from "./section.tsx";

/** What else needs somebody must not be pushed below a dozen of them. */
const FIRST = 5;

/** What a colleague has ended of one's own, before it is erased: until one has read it. [P11] */
export const LeftByOthers = ({ cases, now }: { cases: readonly CaseView[]; now: number }) => {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  if (cases.length === 0) return null;
  return (
    <Section title={t("left.title")} count={cases.length}>
      <div className="panel">
        {(all ? cases : cases.slice(0, FIRST)).map((one) => (
          <Left key={one.case} one={one} now={now} />
        ))}
        {cases.length > FIRST && !all ? (
          <p className="panel-row">
            <button type="button" className="link" onClick={() => setAll(true)}>
              {t("today.reassess-all", { n: cases.length })}
            </button>
          </p>
        ) : null}
      </div>
    </Section>
  );
};

const Left = ({ one, now }: { one: CaseView; now: number }) => {
  const words = useWords();
  const { t, days } = words;
  const { left, closed } = one;
  if (left === null) return null;
  const said = { who: personText(t, left.by), at: days.when(left.at, now) };
  return (
    <div className="panel-row row" data-top>
      <Icon name="warning" className="warning" />
      <div className="grow">
        <p>
          <Link to="/cases/$case" params={{ case: one.case }}>
            <b dir="auto">{one.alias}</b>
          </Link>
        </p>
        <p>
          <b className="warning">
            {left.how === "closed" && closed !== null
              ? t("left.closed", { ...said, outcome: t(`case-outcome.${closed.outcome}`) })
              : t("left.withdrawn", said)}
          </b>
          : <span dir="auto">{left.reason}</span>
        </p>
        {closed === null ? null : <p className="small">{closingTerm(words, one, closed)}</p>}
      </div>
      {closed === null ? null : <ClosedDeeds one={one} closed={closed} named />}
      <HaveRead read={(act) => act.haveRead(one.case, null)} alias={one.alias} />
    </div>
  );
};
