import { Speaking, useWords } from "../say/words.tsx";
import "../look/tokens.css";
import "../look/base.css";
import "./locked.css";

const Why = ({ why }: { why: "no-crypto" | "no-config" }) => {
  const { t } = useWords();
  return (
    <main className="locked">
      <div className="locked-form" role="alert">
        <h1>{t("not-ready.title")}</h1>
        <p>{t(`not-ready.${why}`)}</p>
        <button type="button" className="button" data-filled onClick={() => location.reload()}>
          {t("not-ready.again")}
        </button>
      </div>
    </main>
  );
};

/** Before there is a desk: what is missing, and what to do. */
export const NotReady = ({ why }: { why: "no-crypto" | "no-config" }) => (
  <Speaking>
    <Why why={why} />
  </Speaking>
);
