import type { ThreadView } from "@fairlead/casework";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";

/** Stands above the words, so that nobody rings a phone that lies on the wrong table. */
export const ContactWindow = ({ window, now }: { window: ThreadView["contactWindow"]; now: number }) => {
  const { t, days } = useWords();
  const ring = window?.mayRing === true;
  return (
    <div className="window" role="note">
      <Icon name={ring ? "phone" : "no-phone"} />
      <div>
        <p>
          <b>{t(ring ? "window.ring-inside" : "window.never")}</b> {t("window.writing-is-safe")}
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
      </div>
    </div>
  );
};
