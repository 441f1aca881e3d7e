import { useWords } from "../say/words.tsx";
import type { Planning } from "./use-planner.ts";

/** Why there is nothing to choose from, and what would open a way. */
export const NoWay = ({ planning }: { planning: Planning }) => {
  const { t } = useWords();
  switch (planning.kind) {
    case "none":
      return (
        <section className="panel panel-row" role="status">
          <h2>{t("journey.no-way")}</h2>
          {planning.opens.length === 0 ? (
            <p>{t("journey.no-way-alone")}</p>
          ) : (
            <>
              <p>{t("journey.no-way-but")}</p>
              <ul>
                {planning.opens.map((rule) => (
                  <li key={rule}>{t(`journey.opens.${rule}`)}</li>
                ))}
              </ul>
            </>
          )}
        </section>
      );
    case "refused":
      return (
        <p role="alert" className="said" dir="auto">
          {t("network.day-refused", { reason: `${planning.path}: ${planning.reason}` })}
        </p>
      );
    case "broken":
      return (
        <p role="alert" className="said">
          {t("journey.broken")}
        </p>
      );
    default:
      return null;
  }
};
