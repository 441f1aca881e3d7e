import type { CaseView } from "@fairlead/casework";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";

type Props = { no: NonNullable<CaseView["unwilling"]>; now: number; hear(): void };

/** Why nobody orders or proposes that they be moved, and the one thing that changes it. */
export const SaidNo = ({ no, now, hear }: Props) => {
  const { t, days } = useWords();
  return (
    <div className="stack" data-tight role="alert">
      <p className="row danger">
        <Icon name="warning" className="danger" />
        <b>{t("said-no.title", { at: days.when(no.now.at, now), who: personText(t, no.now.by) })}</b>
      </p>
      <blockquote className="words" dir="auto">
        {no.now.words}
      </blockquote>
      <p>{t("said-no.then")}</p>
      <p>
        <button type="button" className="button" onClick={hear}>
          {t("said-no.hear")}
        </button>
      </p>
    </div>
  );
};
