import type { DecisionView } from "@fairlead/casework";
import { useEffect, useRef, useState } from "react";
import { useWords } from "../say/words.tsx";
import { Section } from "../today/section.tsx";
import { DecisionPanel } from "./decision-panel.tsx";
import { byMonth, pastAt } from "./past.ts";

/** As many as a reader goes through at a time. */
const AT_ONCE = 30;
/** ms */
const JUST_NOW = 30 * 60_000;

/** What was decided, a line each: what waits stands above it, and is not to be looked for among years. */
export const PastDecisions = ({ decisions, now }: { decisions: readonly DecisionView[]; now: number }) => {
  const { t, days } = useWords();
  const [shown, setShown] = useState(AT_ONCE);
  const list = useRef<HTMLDivElement>(null);
  // The button that was pressed may be gone: on with the first line that came.
  useEffect(() => {
    if (shown > AT_ONCE) list.current?.querySelectorAll("summary")[shown - AT_ONCE]?.focus();
  }, [shown]);
  if (decisions.length === 0) return null;
  const left = decisions.length - shown;
  return (
    <Section title={t("decisions.past")} count={decisions.length}>
      <div className="stack" ref={list}>
        {byMonth(decisions, shown, days.month).map(({ month, all }) => (
          <div key={month}>
            <h3 className="past-month quiet small">{month}</h3>
            <ul className="panel">
              {all.map((decision) => (
                <PastLine key={decision.decision} decision={decision} now={now} />
              ))}
            </ul>
          </div>
        ))}
        {left <= 0 ? null : (
          <button type="button" className="button" onClick={() => setShown(shown + AT_ONCE)}>
            {t("decisions.earlier", { n: Math.min(left, AT_ONCE) })}
          </button>
        )}
      </div>
    </Section>
  );
};

/** Opened it is what it was while it waited; so it stands for a while after: whoever has just decided sees what came of it. */
const PastLine = ({ decision, now }: { decision: DecisionView; now: number }) => {
  const { t, days } = useWords();
  const [open, setOpen] = useState(now - pastAt(decision) < JUST_NOW);
  const { about, alias, state } = decision;
  return (
    <li className="panel-row past-decision">
      <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          <span className="past-what">
            <b>{t(`decision.${about}`)}</b> · <bdi>{alias}</bdi>
          </span>
          <span className="past-how">
            {state === "expired" || state === "void" ? t(`decision-short.${state}`) : t(`decision-state.${state}`)}
          </span>
          <span className="past-when quiet num">{days.day(pastAt(decision), now)}</span>
        </summary>
        {open ? <DecisionPanel decision={decision} now={now} titled /> : null}
      </details>
    </li>
  );
};
