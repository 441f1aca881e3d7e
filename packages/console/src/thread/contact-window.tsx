import type { ThreadView, Via } from "@fairlead/casework";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { WindowNow } from "./window-now.tsx";

type Props = { window: ThreadView["contactWindow"]; via: Via; now: number };

/** Stands above the words, so that nobody rings a phone that lies on the wrong table. */
export const ContactWindow = ({ window, via, now }: Props) => {
  const { t, days } = useWords();
  const ring = window?.mayRing === true;
  // A mailbox lies still until it is opened; a mail or a message lights up the telephone it goes to.
  const showsOnPhone = via === "e-mail" || via === "telegram";
  return (
    <div className="window" role="note">
      <Icon name={ring ? "phone" : "no-phone"} />
      <div>
        <p>
          <b>{t(ring ? "window.ring-inside" : "window.never")}</b>{" "}
          {t(showsOnPhone ? "window.writing-shows" : "window.writing-is-safe")}
        </p>
        {window === null ? (
          <p className="small">{t("window.nothing-agreed")}</p>
        ) : (
          <p className="small">
            <span dir="auto">{t("window.says", { text: window.text })}</span>{" "}
            {window.by === null
              ? t("window.by-caller")
              : t("window.by", {
                  who: personText(t, window.by),
                  at: window.at === null ? "" : days.when(window.at, now),
                })}
          </p>
        )}
        {window === null ? null : <WindowNow window={window} now={now} />}
      </div>
    </div>
  );
};
