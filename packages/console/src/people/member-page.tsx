import type { PersonView } from "@fairlead/casework";
import type { WaitingView } from "@fairlead/client";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { MemberLog } from "../access/member-log.tsx";
import { MarkButton } from "../exposure/mark-button.tsx";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { NotFound } from "../shell/not-found.tsx";
import { CouldRead, type Told, useCouldRead } from "./could-read.tsx";
import { PhraseDialog } from "./phrase-dialog.tsx";
import { SamePerson } from "./same-person.tsx";
import { RemoveDialog, RestoreDialog, RoleDialog, SuspendDialog } from "./standing-dialogs.tsx";
import { WaitingList } from "./waiting-list.tsx";
import "./people.css";

/** One member: what can be done about the keys, and exactly what was read with them until when. [P5] */
export const MemberPage = ({ id }: { id: string }) => {
  const { people } = useView();
  const person = people.find((one) => one.id === id);
  return person === undefined ? <NotFound /> : <Member person={person} />;
};

const concerns = ({ does }: WaitingView, id: string): boolean => "member" in does && does.member.id === id;

const Member = ({ person }: { person: PersonView }) => {
  const { t, days } = useWords();
  const { now, waiting } = useView();
  const told = useCouldRead(person);
  const about = waiting.filter((one) => concerns(one, person.id));
  return (
    <div className="page people">
      <p>
        <Link to="/people" className="row people-back">
          <Icon name="back" />
          {t("nav.people")}
        </Link>
      </p>
      <div className="page-head">
        <h1>{person.handle ?? t("person.unnamed", { id: person.id.slice(0, 6) })}</h1>
        <p className="quiet">
          {t(`role.${person.role}`)} · {t(`standing.${person.standing}`)}
          {person.me ? ` · ${t("person.you")}` : ""}
        </p>
      </div>
      <MemberDeeds person={person} told={told} />
      <WaitingList title={t("waiting.title")} waiting={about} />
      <SamePerson person={person} />
      <CouldRead person={person} told={told} />
      <MemberLog person={person} />
      {person.enrolled === null ? null : (
        <p className="quiet small">
          {t("member.enrolled", {
            who: person.enrolled.by.map((one) => personText(t, one)).join(", "),
            at: days.when(person.enrolled.at, now),
          })}
        </p>
      )}
      <p className="quiet small">{t("member.id", { id: person.id.slice(0, 6) })}</p>
    </div>
  );
};

type Asking = "suspend" | "restore" | "remove" | "role" | "phrase";

const MemberDeeds = ({ person, told }: { person: PersonView; told: Told }) => {
  const { t } = useWords();
  const { me } = useView();
  const [asking, setAsking] = useState<Asking | null>(null);
  const administrator = me.role === "administrator";
  const { standing } = person;
  if (standing === "removed") return <p className="quiet">{t("member.removed")}</p>;
  const close = () => setAsking(null);
  return (
    <div className="row">
      {person.me ? (
        <button type="button" className="button" data-filled onClick={() => setAsking("phrase")}>
          {t("phrase.open")}
        </button>
      ) : standing === "active" ? (
        <button type="button" className="button" onClick={() => setAsking("suspend")}>
          {t("suspend.open")}
        </button>
      ) : (
        <button type="button" className="button" data-filled onClick={() => setAsking("restore")}>
          {t("restore.open")}
        </button>
      )}
      {administrator && !person.me ? (
        <>
          {standing === "active" ? (
            <button type="button" className="button" onClick={() => setAsking("role")}>
              {t("rerole.open")}
            </button>
          ) : null}
          <button type="button" className="button" onClick={() => setAsking("remove")}>
            {t("remove.open")}
          </button>
        </>
      ) : null}
      <Link to="/people/lost-device" className="button">
        {t("lost.open")}
      </Link>
      <MarkButton
        of={{ kind: "member", member: person.id }}
        name={person.handle ?? t("person.unnamed", { id: person.id.slice(0, 6) })}
      />
      {asking === "suspend" ? <SuspendDialog person={person} onClose={close} /> : null}
      {asking === "restore" ? <RestoreDialog person={person} onClose={close} /> : null}
      {asking === "remove" ? <RemoveDialog person={person} readable={told.readable} onClose={close} /> : null}
      {asking === "role" ? <RoleDialog person={person} onClose={close} /> : null}
      {asking === "phrase" ? <PhraseDialog onClose={close} /> : null}
    </div>
  );
};
