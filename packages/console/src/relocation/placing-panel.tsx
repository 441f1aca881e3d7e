import { mayWrite, type PathwayView } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { dateText } from "../person/fact-date.ts";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useSession, useView } from "../session/session.tsx";
import { type Proposed, proposePathways } from "./placing.ts";

/** Who could go by which way, and when. A proposal: each is put down by hand, or not. */
export const PlacingPanel = ({ pathways }: { pathways: readonly PathwayView[] }) => {
  const { t } = useWords();
  const { clock } = useSession();
  const { cases } = useView();
  const [proposed, setProposed] = useState<Proposed[] | null>(null);
  const ask = async () => setProposed(await proposePathways(cases, pathways, clock()));
  return (
    <section className="panel panel-row stack">
      <div className="spread">
        <h2>{t("pathway.who-goes")}</h2>
        <button type="button" className="button" onClick={() => void ask()}>
          {t("pathway.propose")}
        </button>
      </div>
      <p className="quiet small">{t("pathway.propose-about")}</p>
      {proposed === null ? null : (
        <div role="status">
          {proposed.length === 0 ? (
            <p>{t("pathway.nobody-asks")}</p>
          ) : (
            <ul className="pathway-proposed">
              {proposed.map((each) => (
                <ProposedRow key={each.one.case} proposed={each} />
              ))}
            </ul>
          )}
        </div>
      )}
    </section>
  );
};

const ProposedRow = ({ proposed }: { proposed: Proposed }) => {
  const { t, days } = useWords();
  const { cases, me } = useView();
  const deed = useDeed();
  const { application, month, barred, one } = proposed;
  // As it stands now: what somebody has put down since is not offered again.
  const parts = cases.find((known) => known.case === one.case)?.parts ?? [];
  const part = parts.find(({ part: name }) => name === "relocation");
  const now = part?.applications.find((each) => each.application === application?.application);
  return (
    <li className="spread">
      <div className="stack" data-tight>
        <p>
          <Link to="/cases/$case" params={{ case: one.case }}>
            <b>
              <bdi>{one.alias}</bdi>
            </b>
          </Link>{" "}
          <span dir="auto">
            {application === null || month === null
              ? t("pathway.no-place")
              : t("pathway.goes", { name: application.name, month: dateText(month, days), rank: application.rank })}
          </span>
        </p>
        {barred.map(({ name, why }) => (
          <p key={name} className="small quiet" dir="auto">
            {t("pathway.barred-from", { name, why })}
          </p>
        ))}
        <Refused deed={deed} />
      </div>
      {now === undefined ||
      part === undefined ||
      month === null ||
      !mayWrite(me.role, "writeApplication") ? null : now.month === month ? (
        <span className="quiet small">{t("pathway.put-down")}</span>
      ) : (
        <button
          type="button"
          className="button"
          disabled={deed.busy}
          onClick={() =>
            void deed.run((act) => act.writeApplication(part.stream, { ...now, month, over: now.version }))
          }
        >
          {t("pathway.put-so")}
          <span className="hidden-visually"> {one.alias}</span>
        </button>
      )}
    </li>
  );
};
