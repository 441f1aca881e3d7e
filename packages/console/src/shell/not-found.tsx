import { Link } from "@tanstack/react-router";
import { useWords } from "../say/words.tsx";

export const NotFound = () => {
  const { t } = useWords();
  return (
    <div className="page">
      <h1>{t("not-found.title")}</h1>
      <p className="quiet">{t("not-found.why")}</p>
      <p>
        <Link to="/" className="button">
          {t("nav.today")}
        </Link>
      </p>
    </div>
  );
};
