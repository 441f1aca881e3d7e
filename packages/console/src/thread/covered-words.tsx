import { COVERS, type MessageView } from "@fairlead/casework";
import { type ReactNode, useId, useState } from "react";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";

type CoveredProps = { as: "distressing" | "abusive"; children: ReactNode };

/**
 * Words that nobody has to see who did not ask to. They are not in the page until then: a screen reader would read what
 * only looks blurred.
 */
export const CoveredWords = ({ as, children }: CoveredProps) => {
  const { t } = useWords();
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <>
      <button type="button" className="link" aria-expanded={shown} aria-controls={id} onClick={() => setShown(!shown)}>
        <Icon name="eye-off" /> {t(shown ? "cover.cover-again" : `cover.show-${as}`)}
      </button>
      <div id={id} aria-live="polite">
        {shown ? children : null}
      </div>
    </>
  );
};

/** For everybody: covers a message, or takes its cover off again. */
export const CoverDeeds = ({ message }: { message: MessageView }) => {
  const { t } = useWords();
  const deed = useDeed();
  const [asking, setAsking] = useState(false);
  const { row, mailbox, covered } = message;
  if (row === null || message.text === null) return null;
  const cover = async (as: MessageView["covered"]) => {
    await deed.run((act) => act.cover(mailbox, { row, as }));
    setAsking(false);
  };
  return (
    <span className="row cover-deeds">
      {covered !== null ? (
        <button type="button" className="link" disabled={deed.busy} onClick={() => void cover(null)}>
          {t("cover.uncover")}
        </button>
      ) : asking ? (
        <>
          {COVERS.map((as) => (
            <button key={as} type="button" className="link" disabled={deed.busy} onClick={() => void cover(as)}>
              {t(`cover.as-${as}`)}
            </button>
          ))}
          <button type="button" className="link" onClick={() => setAsking(false)}>
            {t("cancel")}
          </button>
        </>
      ) : (
        <button type="button" className="link" aria-expanded={false} onClick={() => setAsking(true)}>
          {t("cover.open")}
        </button>
      )}
      <Refused deed={deed} />
    </span>
  );
};
