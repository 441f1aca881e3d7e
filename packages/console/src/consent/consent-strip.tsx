import type { CaseView } from "@fairlead/casework";
import { useWords } from "../say/words.tsx";
import { stripText } from "./say-consent.ts";
import "./consent.css";

/** One short line: how many hold, which have ended, and whether something goes on all the same. */
export const ConsentStrip = ({ one, open }: { one: CaseView; open(): void }) => {
  const words = useWords();
  const { t } = words;
  const due = one.consents.reduce((sum, consent) => sum + consent.due, 0);
  return (
    <div className="facts-line">
      <span className={one.consents.length === 0 ? "quiet" : ""}>
        {one.consents.length === 0 ? t("consent.strip-none") : stripText(words, one.consents)}
      </span>{" "}
      {due === 0 ? null : <b className="danger">{t("consent.due", { n: due })}</b>}{" "}
      <button type="button" className="link small" onClick={open}>
        {t(due === 0 ? "consent.open" : "consent.open-due")}
      </button>
    </div>
  );
};
