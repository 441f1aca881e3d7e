import { BackupsHold } from "../erasing/backups-hold.tsx";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";

/** What goes, what stays, and what it cannot reach. Read before asking, and before approving. */
export const WhatIsPruned = () => {
  const { t } = useWords();
  const { status } = useView();
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
          <BackupsHold backups={status.backups} />
        </ul>
      </div>
    </>
  );
};
