import { type CaseView, lineOf, type TimelineEvent } from "@fairlead/casework";
import { useState } from "react";
import { Timeline } from "../parts/rings.tsx";
import { FoldedWords } from "../say/others-words.tsx";
import { useWords } from "../say/words.tsx";
import { useWhenFound } from "../search/found.tsx";
import { EVENT_KINDS, type EventKind, kindOf } from "./event-kind.ts";
import { eventWords } from "./event-words.ts";

const FIRST = 14;
/** Characters of one of them. */
const EXCERPT = 600;

/** As a search says where a note, a status, an urgency or a last word stands. */
const lineOfEvent = ({ what, at, by }: TimelineEvent): string =>
  what.kind === "note" && by !== null ? lineOf("note", at, by.id) : lineOf(what.kind, at);

/** Messages, decisions, moves and access on one line, newest first; or one kind of them. */
export const CaseTimeline = ({ one, now }: { one: CaseView; now: number }) => {
  const words = useWords();
  const { t, days } = words;
  const [all, setAll] = useState(false);
  const [kind, setKind] = useState<EventKind | "all">("all");
  useWhenFound(({ line }) => {
    if (!one.timeline.some((event) => lineOfEvent(event) === line)) return;
    setKind("all");
    setAll(true);
  });
  const asked = kind === "all" ? one.timeline : one.timeline.filter((event) => kindOf(event) === kind);
  const events = all ? asked : asked.slice(0, FIRST);
  return (
    <section className="case-timeline">
      <div className="spread">
        <h2>{t("timeline.title")}</h2>
        <select
          className="timeline-kind quiet small"
          aria-label={t("timeline.kinds")}
          value={kind}
          onChange={(event) => setKind(EVENT_KINDS.find((known) => known === event.target.value) ?? "all")}
        >
          <option value="all">{t("timeline.what")}</option>
          {EVENT_KINDS.map((known) => (
            <option key={known} value={known}>
              {t(`timeline.${known}`)}
            </option>
          ))}
        </select>
      </div>
      {events.length === 0 ? <p className="quiet">{t("timeline.none-such")}</p> : null}
      <Timeline
        label={t("timeline.title")}
        moments={events.map((event, index) => {
          const { ring, title, second } = eventWords(words, event);
          return {
            key: `${event.at}-${index}`,
            ring,
            when: days.when(event.at, now),
            title,
            second: second && <FoldedWords text={second} most={EXCERPT} />,
            line: lineOfEvent(event),
          };
        })}
      />
      {asked.length > FIRST && !all ? (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {t("timeline.all", { n: asked.length })}
        </button>
      ) : null}
    </section>
  );
};
