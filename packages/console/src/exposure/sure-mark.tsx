import type { Sureness } from "@fairlead/casework";
import { useWords } from "../say/words.tsx";
import "../parts/certainty.css";

const FILLED: Record<Sureness, number> = { certain: 3, likely: 2, possible: 1 };

/** Three blocks, filled 3, 2 or 1, with the word. */
export const SureMark = ({ sureness }: { sureness: Sureness }) => {
  const { t } = useWords();
  return (
    <span className="certainty">
      <span aria-hidden="true" className="blocks" data-filled={FILLED[sureness]}>
        <i />
        <i />
        <i />
      </span>
      <b>{t(`exposure.sure.${sureness}`)}</b>
    </span>
  );
};
