import type { CaseView } from "@fairlead/casework";
import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { useNow, useView } from "../session/session.tsx";
import { backupsHolding } from "./asking.ts";

/** What erasing destroys, where; what it leaves; and what it cannot reach. Read before asking, and before approving. */
export const WhatGoes = ({ one }: { one: CaseView }) => {
  const { t, days } = useWords();
  const { status } = useView();
  const now = useNow(60_000);
  const held = backupsHolding(one, status.backups);
  const [newest, oldest] = [held[0], held.at(-1)];
  const at = (hour: number | undefined) => (hour === undefined ? "" : days.when(hour * HOUR, now));
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
          <li>
            {held.length === 0
              ? t("erase.no-backups")
              : t("erase.backups", { n: held.length, newest: at(newest), oldest: at(oldest) })}
          </li>
        </ul>
      </div>
    </>
  );
};
