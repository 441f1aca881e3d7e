import type { PartView } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useShown } from "../access/shown.ts";
import { Empty } from "../parts/empty.tsx";
import { Icon } from "../parts/icon.tsx";
import { useReveals } from "../person/reveal.tsx";
import { useWords } from "../say/words.tsx";
import { useNow, useView } from "../session/session.tsx";
import { HaltedPart } from "./halted-part.tsx";
import { PartBody } from "./part-body.tsx";
import { readersText } from "./readers.ts";
import { ReadersLine } from "./readers-row.tsx";
import "./sharing.css";

/** What a member holds of cases of which nothing else is open here: no alias, no count, no stage. [P3] */
export const PartsPage = () => {
  const { t } = useWords();
  const { parts } = useView();
  const now = useNow(60_000);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("nav.parts")}</h1>
        <p className="quiet">{t("parts.what")}</p>
      </div>
      <div className="panel">
        {parts.length === 0 ? (
          <Empty>{t("parts.none")}</Empty>
        ) : (
          <ul className="part-list">
            {parts.map((part) => (
              <PartRow key={part.stream} part={part} now={now} />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
};

const PartRow = ({ part, now }: { part: PartView; now: number }) => {
  const words = useWords();
  const { t, days } = words;
  const [newest] = part.notes;
  return (
    <li>
      <Link to="/parts/$stream" params={{ stream: part.stream }} className="part-row panel-row">
        <span>
          <b dir="auto">{part.title === "" ? t("parts.untitled") : part.title}</b>{" "}
          <span className="quiet">· {t(`part.${part.part}`)}</span>
          <br />
          <span className="quiet small">{t("readers.line", { who: readersText(words, part.readers, now) })}</span>
        </span>
        <span className="quiet small num">
          {newest === undefined ? t("part-note.none") : t("parts.noted", { at: days.when(newest.at, now) })}
        </span>
      </Link>
    </li>
  );
};

export const PartPage = ({ stream }: { stream: string }) => {
  const { t } = useWords();
  const { parts } = useView();
  const now = useNow(15_000);
  const reveals = useReveals();
  const part = parts.find((one) => one.stream === stream);
  useShown(part?.stream);
  return (
    <div className="page">
      <p>
        <Link to="/parts" className="button">
          <Icon name="back" />
          {t("nav.parts")}
        </Link>
      </p>
      {part === undefined ? (
        <p className="quiet">{t("parts.gone")}</p>
      ) : (
        <>
          <div className="page-head">
            <h1>{t(`part-name.${part.part}`)}</h1>
            <p className="quiet">{t("parts.alone")}</p>
          </div>
          <div className="panel panel-row stack">
            <div className="readers row">
              <ReadersLine part={part} now={now} />
            </div>
            <HaltedPart stream={part.stream} />
            <PartBody part={part} now={now} reveal={reveals(part.stream)} />
          </div>
        </>
      )}
    </div>
  );
};
