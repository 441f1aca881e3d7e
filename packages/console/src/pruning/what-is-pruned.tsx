import type { CaseInHand } from "@fairlead/client";
import { BackupsHold } from "../erasing/backups-hold.tsx";
import { journeyDay } from "../journey/labels.ts";
import { Way } from "../parts/way.tsx";
import { useWords } from "../say/words.tsx";
import { useNow, useView } from "../session/session.tsx";

/** What goes, what stays, and what it cannot reach. Read before asking, and before approving. */
export const WhatIsPruned = ({ one }: { one: CaseInHand | undefined }) => {
  const { t, days } = useWords();
  const { status } = useView();
  const now = useNow(60_000);
  return (
    <>
      {one === undefined || one.journeys.length === 0 ? null : (
        <div>
          <p>
            <b>{t("prune.which")}</b>
          </p>
          <ul className="listed">
            {one.journeys.map(({ journey, date, from, to, ended }) => (
              <li key={journey}>
                <bdi>{journeyDay(date, days, now)}</bdi> · <Way from={from} to={to} /> ·{" "}
                {t(`prune.how.${ended?.how ?? "cancelled"}`)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div>
        <p>
          <b>{t("prune.goes")}</b>
        </p>
        <ul className="listed">
          <li>{t("prune.goes-hours")}</li>
          <li>{t("prune.goes-where")}</li>
        </ul>
      </div>
      <div>
        <p>
          <b>{t("prune.stays")}</b>
        </p>
        <ul className="listed">
          <li>{t("prune.stays-days")}</li>
          <li>{t("prune.stays-register")}</li>
          <li>{t("prune.stays-elsewhere")}</li>
          <BackupsHold backups={status.backups} />
        </ul>
      </div>
    </>
  );
};
