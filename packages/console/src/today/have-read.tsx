import type { Actions, Outcome } from "@fairlead/client";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";

/** Takes a line off one's own *Today*, and off nobody else's. */
export const HaveRead = ({ read, alias }: { read(act: Actions): Promise<Outcome>; alias: string }) => {
  const { t } = useWords();
  const deed = useDeed();
  return (
    <div className="stack" data-tight>
      <button type="button" className="button" disabled={deed.busy} onClick={() => deed.run(read)}>
        {t(deed.busy ? "working" : "have-read")}
        <span className="hidden-visually"> {alias}</span>
      </button>
      <Refused deed={deed} />
    </div>
  );
};
