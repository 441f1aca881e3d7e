import type { Certainty } from "@fairlead/casework";
import { useWords } from "../say/words.tsx";
import "./certainty.css";

const FILLED: Record<Certainty, number> = { confirmed: 3, likely: 2, said: 1 };

/** Three blocks, filled 3, 2 or 1, with the word. */
export const CertaintyMark = ({ certainty }: { certainty: Certainty }) => {
  const { t } = useWords();
  return (
    <span className="certainty">
      <span aria-hidden="true" className="blocks" data-filled={FILLED[certainty]}>
        <i />
        <i />
        <i />
      </span>
      {t(`certainty.${certainty}`)}
    </span>
  );
};
