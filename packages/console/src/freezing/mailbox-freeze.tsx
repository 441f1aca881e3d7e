import { type MailboxId, mayWrite, type ThreadView } from "@fairlead/casework";
import { useState } from "react";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { FreezeDialog, ThawDialog } from "./freeze-dialog.tsx";
import "./freezing.css";

type Frozen = ThreadView["frozen"];
type Props = { mailbox: MailboxId; name: string; frozen: Frozen; language: string | null; now: number };

/** Since when, by whom and why a mailbox is frozen, above its words; and the way back for who may open it again. */
export const FrozenNotice = ({ mailbox, name, frozen, now }: Omit<Props, "language">) => {
  const { t, days } = useWords();
  const { me } = useView();
  const [thawing, setThawing] = useState(false);
  if (frozen === null) return null;
  return (
    <div className="frozen" role="note">
      <Icon name="frozen" />
      <div>
        <p>
          <b>{t("frozen.since", { name, at: days.when(frozen.at, now), who: personText(t, frozen.by) })}</b>{" "}
          <span dir="auto">{frozen.reason}</span>
        </p>
        <p className="small">{t("frozen.means")}</p>
        {mayWrite(me.role, "thawMailbox") ? (
          <button type="button" className="button" onClick={() => setThawing(true)}>
            {t("thaw.open")}
          </button>
        ) : (
          <p className="quiet small">{t("thaw.who-may")}</p>
        )}
      </div>
      {thawing ? <ThawDialog mailbox={mailbox} name={name} onClose={() => setThawing(false)} /> : null}
    </div>
  );
};

export const FreezeButton = ({ mailbox, name, frozen, language }: Omit<Props, "now">) => {
  const { t } = useWords();
  const { me } = useView();
  const [freezing, setFreezing] = useState(false);
  if (frozen !== null || !mayWrite(me.role, "freezeMailbox")) return null;
  return (
    <>
      <button type="button" className="button" onClick={() => setFreezing(true)}>
        {t("freeze.open", { name })}
      </button>
      {freezing ? (
        <FreezeDialog mailbox={mailbox} name={name} language={language} onClose={() => setFreezing(false)} />
      ) : null}
    </>
  );
};
