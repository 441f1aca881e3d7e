import { Link } from "@tanstack/react-router";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { Notice } from "./notice.tsx";

const SHOWN = 3;

/** What two must decide was decided by one person under two accounts: nothing rests on it any more. [P11] */
export const OnePersonTwice = () => {
  const { t } = useWords();
  const found = useView().status.alarms.filter((alarm) => alarm.kind === "one-person-twice");
  if (found.length === 0) return null;
  return (
    <Notice
      grave
      action={
        <Link to="/decisions" className="button">
          {t("today.all-decisions")}
        </Link>
      }
    >
      <div className="stack" data-tight>
        {found.slice(0, SHOWN).map(({ decision, about, alias, members: [first, second] }) =>
          first === undefined || second === undefined ? null : (
            <p key={decision}>
              {t("alarm.twice", {
                what: t(`decision.${about}`),
                alias,
                first: personText(t, first),
                second: personText(t, second),
              })}
            </p>
          ),
        )}
        {found.length > SHOWN ? <p className="small">{t("alarm.twice-more", { n: found.length - SHOWN })}</p> : null}
        <p>{t("alarm.twice-do")}</p>
      </div>
    </Notice>
  );
};
