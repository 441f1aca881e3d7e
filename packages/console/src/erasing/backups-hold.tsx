import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { useNow } from "../session/session.tsx";

/** Which backups hold what is to go, by their hours, the newest first: none of them is reached from here. */
export const BackupsHold = ({ backups }: { backups: readonly number[] }) => {
  const { t, days } = useWords();
  const now = useNow(60_000);
  const [newest, oldest] = [backups[0], backups.at(-1)];
  const at = (hour: number | undefined) => (hour === undefined ? "" : days.when(hour * HOUR, now));
  return (
    <li>
      {backups.length === 0
        ? t("erase.no-backups")
        : t("erase.backups", { n: backups.length, newest: at(newest), oldest: at(oldest) })}
    </li>
  );
};
