import type { DutyView, NoteView } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { OnDuty } from "../duty/on-duty.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";

type Props = { duty: DutyView; handOver: NoteView | null; now: number };

/** Below the list, which callers in danger lead: who else is there tonight, and what the shift before left to say. */
export const QueueFoot = ({ duty, handOver, now }: Props) => {
  const { t, days } = useWords();
  return (
    <footer className="queue-foot small">
      <OnDuty duty={duty} now={now}>
        <Link to="/texts" className="link">
          {t("texts.title")}
        </Link>
      </OnDuty>
      {handOver === null ? null : (
        <p className="hand-over-note">
          <span className="quiet">
            {t("hand-over.from", { who: personText(t, handOver.by), at: days.when(handOver.at, now) })}
          </span>{" "}
          <span dir="auto" className="words">
            {handOver.text}
          </span>
        </p>
      )}
    </footer>
  );
};
