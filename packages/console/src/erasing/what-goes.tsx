import type { CaseView } from "@fairlead/casework";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { backupsHolding } from "./asking.ts";
import { BackupsHold } from "./backups-hold.tsx";

/** What erasing destroys, where; what it leaves; and what it cannot reach. Read before asking, and before approving. */
export const WhatGoes = ({ one }: { one: CaseView }) => {
  const { t } = useWords();
  const { status } = useView();
  return (
    <>
      <div>
        <p>
          <b>{t("erase.destroys")}</b>
        </p>
        <ul className="listed">
          <li>{t("erase.all-parts", { parts: one.parts.map(({ part }) => t(`part.${part}`)).join(", ") })}</li>
          <li>{t("erase.letters")}</li>
          <li>{t("erase.where")}</li>
        </ul>
      </div>
      <div>
        <p>
          <b>{t("erase.stays")}</b>
        </p>
        <ul className="listed">
          <li>{t("erase.stub")}</li>
          <li>{t("erase.intake")}</li>
          <BackupsHold backups={backupsHolding(one, status.backups)} />
        </ul>
      </div>
    </>
  );
};
