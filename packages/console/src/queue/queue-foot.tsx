import type { DutyView, NoteView } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { OnDuty } from "../duty/on-duty.tsx";
import { HandOverNote } from "../parts/hand-over-note.tsx";
import { useWords } from "../say/words.tsx";

type Props = { duty: DutyView; handOver: NoteView | null; now: number };

/** Below the list, which callers in danger lead: who else is there tonight, and what the shift before left to say. */
export const QueueFoot = ({ duty, handOver, now }: Props) => {
  const { t } = useWords();
  return (
    <footer className="queue-foot small">
      <OnDuty duty={duty} now={now}>
        <Link to="/texts" className="link">
          {t("texts.title")}
        </Link>
      </OnDuty>
      {handOver === null ? null : <HandOverNote note={handOver} now={now} />}
    </footer>
  );
};
