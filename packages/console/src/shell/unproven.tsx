import { threadName } from "@fairlead/casework";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useNow, useView } from "../session/session.tsx";
import { Notice } from "./notice.tsx";

const SHOWN = 3;

/** A member wrote that a thread goes on elsewhere, and nothing shows that its person said so. Nobody followed. [HO1] [P4] */
export const Unproven = () => {
  const { t, days } = useWords();
  const now = useNow(60_000);
  const found = useView().status.alarms.filter((alarm) => alarm.kind === "unproven-succession");
  if (found.length === 0) return null;
  return (
    <Notice grave>
      <div className="stack" data-tight>
        {found.slice(0, SHOWN).map(({ by, mailbox, from, at }) => (
          <p key={`${by.id}-${from}-${mailbox}`}>
            {t("alarm.unproven", {
              who: personText(t, by),
              at: days.when(at, now),
              from: threadName(from),
              to: threadName(mailbox),
            })}
          </p>
        ))}
        {found.length > SHOWN ? <p className="small">{t("alarm.unproven-more", { n: found.length - SHOWN })}</p> : null}
        <p>{t("alarm.unproven-do")}</p>
      </div>
    </Notice>
  );
};
