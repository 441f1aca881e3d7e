import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Renewing } from "../people/renewing.tsx";
import { aboutText } from "../say/compartment.ts";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { Notice } from "./notice.tsx";

/** What is happening to keys, this member's own among them: begun anew, waited for, taken away, or not to be used. */
export const KeysInMotion = () => {
  const { t } = useWords();
  const { status, recovering, me } = useView();
  const { renewing, renewalsDue, outdated, lonely } = status;
  const administration = recovering.lost && (recovering.mine || me.role === "administrator");
  return (
    <>
      {outdated ? <Notice grave>{t("outdated", { version: status.minimumVersion })}</Notice> : null}
      {administration ? (
        <Notice
          grave
          action={
            <Link to="/people" className="button">
              {t("nav.people")}
            </Link>
          }
        >
          {t("recovery.lost")}
        </Notice>
      ) : null}
      {lonely ? <Notice>{t("lonely")}</Notice> : null}
      {renewing === null ? null : (
        <div className="panel banner panel-row">
          <Renewing />
        </div>
      )}
      {renewalsDue === 0 ? null : <Notice>{t("renewals-due", { n: renewalsDue })}</Notice>}
      <TakenAway />
    </>
  );
};

/** By a signed epoch without this member, not by silence: said once, and gone when it was read. */
const TakenAway = () => {
  const { t } = useWords();
  const { takenAway } = useView().status;
  const [read, setRead] = useState(0);
  // Grows only while this desk is open; what came after reading is shown anew.
  const unread = takenAway.slice(read);
  if (unread.length === 0) return null;
  const what = [...new Set(unread.map((about) => t(aboutText(about))))].join(", ");
  return (
    <Notice
      action={
        <button type="button" className="button" onClick={() => setRead(takenAway.length)}>
          {t("undone.read")}
        </button>
      }
    >
      {t("taken-away", { n: unread.length, what })}
    </Notice>
  );
};
