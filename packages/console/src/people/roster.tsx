import type { PersonView } from "@fairlead/casework";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { SuspendDialog } from "./standing-dialogs.tsx";

const STANDINGS = ["active", "suspended", "removed"] as const;

/** Everybody who has or had keys. Suspending stands beside each name: in an emergency it is one tap and a yes. */
export const Roster = () => {
  const { t } = useWords();
  const { people } = useView();
  const navigate = useNavigate();
  const [suspending, setSuspending] = useState<PersonView | null>(null);
  return (
    <>
      {STANDINGS.map((standing) => {
        const those = people.filter((one) => one.standing === standing);
        if (those.length === 0 && standing !== "active") return null;
        return (
          <section key={standing}>
            <div className="head">
              <h2>{t(`people.${standing}`)}</h2>
              <span className="quiet">{those.length === 0 ? "" : those.length}</span>
            </div>
            <div className="panel">
              {those.length === 0 ? <p className="panel-row quiet">{t("people.unread")}</p> : null}
              <ul>
                {those.map((person) => (
                  <RosterRow key={person.id} person={person} onSuspend={() => setSuspending(person)} />
                ))}
              </ul>
            </div>
          </section>
        );
      })}
      {people.length === 0 ? null : <p className="quiet small">{t("people.counts-yours")}</p>}
      {suspending === null ? null : (
        <SuspendDialog
          person={suspending}
          onClose={() => setSuspending(null)}
          onDone={() => void navigate({ to: "/people/$member", params: { member: suspending.id } })}
        />
      )}
    </>
  );
};

const RosterRow = ({ person, onSuspend }: { person: PersonView; onSuspend(): void }) => {
  const { t } = useWords();
  const active = person.standing === "active";
  const handle = person.handle ?? t("person.unnamed", { id: person.id.slice(0, 6) });
  const carries = [
    person.owns === 0 ? "" : t("people.owns-n", { n: person.owns }),
    person.standsIn === 0 ? "" : t("people.stands-in-n", { n: person.standsIn }),
  ].filter((text) => text !== "");
  return (
    <li className={active ? "panel-row roster-row" : "panel-row roster-row quiet"}>
      <span className="roster-name">
        <Link to="/people/$member" params={{ member: person.id }}>
          <b>{handle}</b>
        </Link>
        {person.me ? <span className="quiet"> · {t("person.you")}</span> : null}
      </span>
      <span className="roster-role">{t(`role.${person.role}`)}</span>
      <span className="roster-carries quiet small">{active ? carries.join(" · ") : ""}</span>
      {active && !person.me ? (
        <button
          type="button"
          className="button"
          aria-label={t("suspend.open-who", { who: personText(t, person) })}
          onClick={onSuspend}
        >
          {t("suspend.open")}
        </button>
      ) : null}
    </li>
  );
};
