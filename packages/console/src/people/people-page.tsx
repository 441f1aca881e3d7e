import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { ThisDevice } from "../device/this-device.tsx";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { Erased } from "./erased.tsx";
import { Invitations } from "./invitations.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { Keeping } from "./keeping.tsx";
import { PhraseDialog } from "./phrase-dialog.tsx";
import { Recovery } from "./recovery.tsx";
import { RefusedSignings } from "./refused-signings.tsx";
import { Roster } from "./roster.tsx";
import { Terms } from "./terms.tsx";
import { WaitingList } from "./waiting-list.tsx";
import "./people.css";

/** Who has keys, known by a handle and never a name; what two must sign; for administrators also what keeps the house. */
export const PeoplePage = () => {
  const { t } = useWords();
  const { people, me, settings, now, waiting } = useView();
  const [asking, setAsking] = useState<"invite" | "phrase" | null>(null);
  const administrator = me.role === "administrator";
  const close = () => setAsking(null);
  return (
    <div className="page people">
      <div className="page-head">
        <h1>{t("nav.people")}</h1>
        <p className="quiet">{t("people.members", { n: people.filter((one) => one.standing === "active").length })}</p>
        <span className="row head-aside">
          <Link to="/people/lost-device" className="button">
            <Icon name="no-phone" />
            {t("lost.open")}
          </Link>
          <button type="button" className="button" onClick={() => setAsking("phrase")}>
            {t("phrase.open")}
          </button>
          {administrator ? (
            <button type="button" className="button" data-filled onClick={() => setAsking("invite")}>
              {t("invite.open")}
            </button>
          ) : null}
        </span>
      </div>
      <WaitingList title={t("waiting.title")} waiting={waiting} />
      <RefusedSignings />
      {administrator ? <Invitations onInvite={() => setAsking("invite")} /> : null}
      <Roster />
      {waiting.length === 0 && administrator ? <p className="quiet small">{t("waiting.none")}</p> : null}
      <Recovery />
      <Erased />
      <Organisation />
      {settings === null ? null : <Terms settings={settings} now={now} />}
      <WhatIsAsked />
      {administrator ? <Keeping /> : null}
      <ThisDevice />
      {asking === "invite" ? <InviteDialog onClose={close} /> : null}
      {asking === "phrase" ? <PhraseDialog onClose={close} /> : null}
    </div>
  );
};

const WhatIsAsked = () => {
  const { t } = useWords();
  const { fields } = useView();
  return (
    <section className="stack" data-tight>
      <h2>{t("fields.title")}</h2>
      <p>{t("fields.count", { n: fields.filter(({ retired }) => !retired).length })}</p>
      <p>
        <Link to="/fields" className="button">
          {t("fields.open")}
        </Link>
      </p>
    </section>
  );
};

const Organisation = () => {
  const { t } = useWords();
  const { status } = useView();
  return (
    <section className="stack" data-tight>
      <h2>{t("people.organisation")}</h2>
      <p>
        <b>{status.organisation}</b>
      </p>
      <p className="people-words">{status.words.join(" ")}</p>
      <p className="quiet small">{t("people.words-why")}</p>
    </section>
  );
};
