import { type CaseView, mayWrite } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { HandOver } from "../sharing/hand-over.tsx";
import { Section } from "./section.tsx";

/** Cases that nobody leads any more: whoever holds one gives it another owner from here. */
export const OwnerOut = ({ cases }: { cases: readonly CaseView[] }) => {
  const { t } = useWords();
  const { me } = useView();
  const [handing, setHanding] = useState<CaseView | null>(null);
  if (cases.length === 0) return null;
  return (
    <Section title={t("owner-out.title")} count={cases.length}>
      <div className="panel">
        {cases.map((one) => (
          <div className="panel-row spread" key={one.case}>
            <div>
              <p>
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
      </div>
      {handing === null ? null : <HandOver one={handing} opened onClose={() => setHanding(null)} />}
    </Section>
  );
};
