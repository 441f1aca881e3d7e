import type { CaseInHand } from "@fairlead/client";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../say/words.tsx";
import { isPruneDoubted } from "./standing.ts";

/** Above a case whose pruned journeys this console does not sign away, on whatever tab: nobody else sees it. [P11] */
export const DoubtedBanner = ({ one, openJourneys }: { one: CaseInHand; openJourneys(): void }) => {
  const { t } = useWords();
  if (!isPruneDoubted(one)) return null;
  return (
    <section className="panel" data-first aria-label={t("today.prune-doubted")}>
      <div className="panel-row row" data-top>
        <Icon name="warning" className="warning" />
        <div className="grow stack" data-tight>
          <p>
            <b>{t("today.prune-doubted")}</b>
          </p>
          <p>{t("prune.doubted")}</p>
        </div>
        <button type="button" className="button" onClick={openJourneys}>
          {t("journey.title")}
        </button>
      </div>
    </section>
  );
};
