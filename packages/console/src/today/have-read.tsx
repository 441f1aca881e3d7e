import type { CaseId, DecisionId } from "@fairlead/casework";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";

/** Takes a line off one's own *Today*, and off nobody else's. */
export const HaveRead = ({ of, decision, alias }: { of: CaseId; decision: DecisionId | null; alias: string }) => {
  const { t } = useWords();
  const deed = useDeed();
  return (
    <div className="stack" data-tight>
      <button
        type="button"
        className="button"
        disabled={deed.busy}
        onClick={() => deed.run((act) => act.haveRead(of, decision))}
      >
        {t(deed.busy ? "working" : "have-read")}
        <span className="hidden-visually"> {alias}</span>
      </button>
      <Refused deed={deed} />
    </div>
  );
};
