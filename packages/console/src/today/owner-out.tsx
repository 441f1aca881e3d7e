import { type CaseView, mayWrite, type Urgency } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { UrgencyMark } from "../parts/urgency.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { HandOver } from "../sharing/hand-over.tsx";
import { Section } from "./section.tsx";

/** Somebody who went led many: what else needs somebody must not be pushed below a dozen of them. */
const FIRST = 5;
/** What nobody has asked about yet stands above what can wait days, as in the queue. */
const RANK: Record<Urgency, number> = { now: 0, unknown: 1, soon: 2, later: 3 };

/** Cases that nobody leads any more: whoever holds one gives it another owner from here. */
export const OwnerOut = ({ cases }: { cases: readonly CaseView[] }) => {
  const { t } = useWords();
  const { me } = useView();
  const [handing, setHanding] = useState<CaseView | null>(null);
  const [all, setAll] = useState(false);
  if (cases.length === 0) return null;
  const ranked = cases.toSorted((a, b) => RANK[a.urgency.level] - RANK[b.urgency.level]);
  return (
    <Section title={t("owner-out.title")} count={cases.length}>
      <div className="panel">
        {(all ? ranked : ranked.slice(0, FIRST)).map((one) => (
          <div className="panel-row spread" key={one.case}>
            <div>
              <p className="row">
                <UrgencyMark level={one.urgency.level} />
                <Link to="/cases/$case" params={{ case: one.case }}>
                  <b dir="auto">{one.alias}</b>
                </Link>
              </p>
              <p className="small warning">
                {t("owner-out.who", { who: personText(t, one.owner) })}{" "}
                {one.standIn === null
                  ? t("owner-out.nobody")
                  : one.standIn.me
                    ? t("owner-out.you")
                    : t("owner-out.stand-in", { who: personText(t, one.standIn) })}
              </p>
            </div>
            {mayWrite(me.role, "setOwner") ? (
              <button type="button" className="button" onClick={() => setHanding(one)}>
                {t("hand-case.open")}
                <span className="hidden-visually"> {one.alias}</span>
              </button>
            ) : null}
          </div>
        ))}
        {ranked.length > FIRST && !all ? (
          <p className="panel-row">
            <button type="button" className="link" onClick={() => setAll(true)}>
              {t("today.reassess-all", { n: ranked.length })}
            </button>
          </p>
        ) : null}
      </div>
      {handing === null ? null : <HandOver one={handing} opened onClose={() => setHanding(null)} />}
    </Section>
  );
};
