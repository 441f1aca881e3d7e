import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";

/** New epochs being begun, counted and not guessed. Nothing while none are. */
export const Renewing = () => {
  const { t } = useWords();
  const { renewing } = useView().status;
  if (renewing === null) return null;
  return (
    <div className="renewing" role="status">
      <p>{t("renewing.progress", renewing)}</p>
      <progress value={renewing.done} max={renewing.of} aria-label={t("renewing.label")} />
    </div>
  );
};
