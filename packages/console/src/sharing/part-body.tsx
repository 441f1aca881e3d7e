import { isCovered, type PartView } from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import { useState } from "react";
import { Ledgers } from "../money/ledgers.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { FactSheet } from "../person/fact-sheet.tsx";
import type { Reveal } from "../person/reveal.tsx";
import { Applications } from "../relocation/applications.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { isTaken, useDeed } from "../session/deed.tsx";
import { PartNotes } from "./part-notes.tsx";
import "./sharing.css";

type BodyProps = {
  part: PartView;
  now: number;
  reveal: Reveal;
  /** null for who holds nothing else of the case. */
  one?: CaseInHand | null;
  closed?: boolean;
};

/** One part by itself: what is known, and its notes. The same for the team and for who holds nothing else. */
export const PartBody = ({ part, now, reveal, one = null, closed = false }: BodyProps) => {
  const { t, days } = useWords();
  const [asking, setAsking] = useState<"note" | "title" | null>(null);
  const close = () => setAsking(null);
  return (
    <div className="stack">
      <div className="spread">
        <h2 dir="auto">{part.title === "" ? t("parts.untitled") : part.title}</h2>
        {closed ? null : (
          <span className="row">
            <button type="button" className="button" onClick={() => setAsking("title")}>
              {t("part-title.open")}
            </button>
            {part.held === null ? (
              <button type="button" className="button" data-filled onClick={() => setAsking("note")}>
                {t("part-note.open")}
              </button>
            ) : null}
          </span>
        )}
      </div>
      {part.part === "relocation" ? <Applications part={part} one={one} closed={closed} now={now} /> : null}
      {part.part === "money" ? <Ledgers part={part} one={one} closed={closed} now={now} /> : null}
      <FactSheet part={part} one={one} reveal={reveal} open={!closed && part.held === null} now={now} />
      {part.held === null ? null : (
        <p className="said">
          {t("consent.part-held", { who: personText(t, part.held.by), at: days.when(part.held.at, now) })}
        </p>
      )}
      <h3>{t("part-note.notes")}</h3>
      {part.notes.length === 0 ? <p className="quiet">{t("part-note.none")}</p> : null}
      <PartNotes notes={part.notes} covered={isCovered(part.part) && reveal.until === null} now={now} />
      {asking === "note" ? <PartNote part={part} onClose={close} /> : null}
      {asking === "title" ? <PartTitle part={part} onClose={close} /> : null}
    </div>
  );
};

type Props = { part: PartView; onClose(): void };

const PartNote = ({ part, onClose }: Props) => {
  const { t } = useWords();
  const deed = useDeed();
  const [text, setText] = useState("");
  return (
    <FormDialog
      title={t("part-note.title", { title: part.title === "" ? t("parts.untitled") : part.title })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready={text.trim() !== ""}
      act={async () => {
        const outcome = await deed.run((act) => act.notePart(part.stream, text.trim()));
        if (isTaken(outcome)) setText("");
        return outcome;
      }}
    >
      <TextField label={t("notes.text")} hint={t("part-note.hint")} value={text} onChange={setText} lines={4} focus />
    </FormDialog>
  );
};

const PartTitle = ({ part, onClose }: Props) => {
  const { t } = useWords();
  const deed = useDeed({ asShown: true });
  const [title, setTitle] = useState(part.title);
  return (
    <FormDialog
      title={t("part-title.title")}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready={title.trim() !== "" && title.trim() !== part.title}
      act={() => deed.run((act) => act.titlePart(part.stream, title.trim()))}
    >
      <TextField
        label={t("begin-part.name")}
        hint={t("begin-part.name-hint")}
        value={title}
        onChange={setTitle}
        focus
      />
    </FormDialog>
  );
};
