import type { ThreadView } from "@fairlead/casework";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../say/words.tsx";
import { useSession, useView } from "../session/session.tsx";
import { invitationText } from "./invitation-text.ts";

type Props = { thread: ThreadView; insert(text: string): void };

/** Which way the words came, who else could read or hear them there, and the way that nobody else can read. */
export const OutsideWays = ({ thread, insert }: Props) => {
  const { t } = useWords();
  const { callerPage } = useSession();
  const { status } = useView();
  if (thread.outsideWays.length === 0) return null;
  const writes = thread.via === "e-mail" || thread.via === "telegram";
  return (
    <div className="outside" role="note">
      <Icon name="on-arrival" />
      <div>
        {thread.outsideWays.map((via) => (
          <p key={via}>
            <b>{t(`via.${via}`)}</b> <span className="small">{t(`via.${via}.reads`)}</span>
          </p>
        ))}
        {thread.via === "page" ? <p className="small">{t("via.page-now")}</p> : null}
        {writes ? (
          <p>
            <span className="small">{t("via.answer-goes")}</span>{" "}
            {callerPage === "" ? null : (
              <button
                type="button"
                className="link"
                onClick={() => insert(invitationText(thread.language, callerPage, status.words))}
              >
                {t("via.invite")}
              </button>
            )}
          </p>
        ) : null}
        {thread.via === "telephone" ? <p className="small">{t("via.answer-waits")}</p> : null}
      </div>
    </div>
  );
};
