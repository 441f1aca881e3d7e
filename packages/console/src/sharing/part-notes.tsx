import { lineOf, type PartView } from "@fairlead/casework";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import "./sharing.css";

type Props = {
  notes: PartView["notes"];
  /** Nobody has said yet why they need them: who wrote when, and not what. [P3] */
  covered: boolean;
  now: number;
};

/** What was noted in one part, the newest first. */
export const PartNotes = ({ notes, covered, now }: Props) => {
  const { t, days } = useWords();
  return (
    <ol className="part-notes">
      {notes.map((note) => (
        <li key={`${note.at}-${note.by.id}-${note.text}`} data-line={lineOf("note", note.at, note.by.id)}>
          {covered ? (
            <p className="fact-covered">{t("fact.covered")}</p>
          ) : (
            <p className="words" dir="auto">
              {note.text}
            </p>
          )}
          <p className="quiet small">
            {personText(t, note.by)}, {days.when(note.at, now)}
          </p>
        </li>
      ))}
    </ol>
  );
};
