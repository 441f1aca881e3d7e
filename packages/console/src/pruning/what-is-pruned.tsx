import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { useNow, useView } from "../session/session.tsx";

/** What goes, what stays, and what it cannot reach. Read before asking, and before approving. */
export const WhatIsPruned = () => {
  const { t, days } = useWords();
  const { status } = useView();
  const now = useNow(60_000);
  const [newest, oldest] = [status.backups[0], status.backups.at(-1)];
  const at = (hour: number | undefined) => (hour === undefined ? "" : days.when(hour * HOUR, now));
  return (
    <>
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
          <li>
            {status.backups.length === 0
              ? t("erase.no-backups")
              : t("erase.backups", { n: status.backups.length, newest: at(newest), oldest: at(oldest) })}
          </li>
        </ul>
      </div>
    </>
  );
};
