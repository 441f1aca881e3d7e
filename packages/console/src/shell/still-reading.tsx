import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import "./still-reading.css";

/** Above every screen, while the desk does not know all that its device keeps: what is missing may be what somebody looks for. */
export const StillReading = () => {
  const { t } = useWords();
  const { reading } = useView().status;
  if (reading === null) return null;
  return (
    <section className="panel banner panel-row stack still-reading" data-tight>
      <p>
        <b>{t("reading.title", reading)}</b>
      </p>
      <p className="small">{t("reading.why")}</p>
      <progress aria-label={t("reading.label")} value={reading.done} max={reading.of} />
    </section>
  );
};
