import type { NoteView, TodayView } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { HandOverNote } from "../parts/hand-over-note.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import type { restReasons } from "../team/rest.ts";

type Props = {
  load: TodayView["load"];
  handOver: NoteView | null;
  now: number;
  team: boolean;
  /** Why the reader should rest, as far as this console knows; empty: nothing says so. */
  rest: ReturnType<typeof restReasons>;
};

const LEVELS = ["now", "soon", "later", "unknown"] as const;

/** My open cases by urgency: solid, hatched, empty. */
export const Load = ({ load, handOver, now, team, rest }: Props) => {
  const { t } = useWords();
  return (
    <section>
      <div className="head">
        <h2>{t("load.title")}</h2>
        <span className="quiet">{t("load.cases", { n: load.total })}</span>
      </div>
      <div className="panel panel-row stack">
        {load.total === 0 ? (
          <p className="quiet">{t("load.none")}</p>
        ) : (
          <ul className="load">
            {LEVELS.filter((level) => load[level] > 0).map((level) => (
              <li key={level} data-level={level} data-n={Math.min(load[level], 12)}>
                <b>{load[level]}</b> {t(`urgency.${level}`).toLocaleLowerCase()}
              </li>
            ))}
          </ul>
        )}
        {load.standIn === 0 ? null : <p className="small">{t("load.stand-in", { n: load.standIn })}</p>}
        {rest.length === 0 ? null : (
          <p className="quiet small">
            {t("team.rest-mine")} {rest.map(({ text, values }) => t(text, values)).join(" · ")}
          </p>
        )}
        {handOver === null ? null : <HandOverNote note={handOver} now={now} />}
        <HandOver />
        <Link to="/team" className="link small">
          {t(team ? "team.open" : "team.open-mine")}
        </Link>
      </div>
    </section>
  );
};

/** What the next shift must know. The last one stands above the queue. */
const HandOver = () => {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button" className="link small" onClick={() => setAsking(true)}>
        {t("hand-over.write")}
      </button>
      {asking ? <WriteHandOver onClose={() => setAsking(false)} /> : null}
    </>
  );
};

const WriteHandOver = ({ onClose }: { onClose(): void }) => {
  const { t } = useWords();
  const deed = useDeed();
  const [text, setText] = useState("");
  return (
    <FormDialog
      title={t("hand-over.title")}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("hand-over.leave")}
      ready={text.trim() !== ""}
      act={() => deed.run((act) => act.handOver(text.trim()))}
    >
      <TextField
        label={t("hand-over.text")}
        hint={t("hand-over.hint")}
        value={text}
        onChange={setText}
        lines={4}
        focus
      />
    </FormDialog>
  );
};
