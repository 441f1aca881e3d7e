import type { ConsentDue } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useWords } from "../say/words.tsx";
import { noon } from "./say-consent.ts";

/** On *Today*: where the person has said no and something goes on, and what is to be asked again. */
export const ConsentsDue = ({ consents }: { consents: readonly ConsentDue[] }) => {
  const { t, days } = useWords();
  return (
    <div className="panel">
      {consents.map((one) => (
        <div className="panel-row spread" key={`${one.case}-${one.consent}`}>
          <div>
            <p>
              <b>{one.alias}</b> <span className="quiet">· {t(`consent-purpose.${one.purpose}`)}</span>{" "}
              <span className="quiet" dir="auto">
                · {one.recipient}
              </span>
            </p>
            {one.due > 0 ? (
              <b className="danger">{t("consent.due", { n: one.due })}</b>
            ) : (
              <span className="warning">
                {one.until === null
                  ? ""
                  : t(one.standing === "expired" ? "consent.ran-out" : "consent.ends-on", {
                      day: days.date(noon(one.until)),
                    })}
              </span>
            )}
          </div>
          <Link to="/cases/$case" params={{ case: one.case }} className="button">
            {t("open")}
            <span className="hidden-visually"> {one.alias}</span>
          </Link>
        </div>
      ))}
    </div>
  );
};
