import type { NoteView } from "@fairlead/casework";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import "./hand-over-note.css";

/** What the shift before left to say, with whose word it is and from when. */
export const HandOverNote = ({ note, now }: { note: NoteView; now: number }) => {
  const { t, days } = useWords();
  return (
    <p className="small hand-over">
      <span className="quiet">{t("hand-over.from", { who: personText(t, note.by), at: days.when(note.at, now) })}</span>{" "}
      <span className="words" dir="auto">
        {note.text}
      </span>
    </p>
  );
};
