import type { CaseView } from "@fairlead/casework";
import { useState } from "react";
import { Timeline } from "../parts/rings.tsx";
import { useWords } from "../say/words.tsx";
import { eventWords } from "./event-words.ts";

const FIRST = 14;

/** Messages, decisions and moves on one line, newest first. */
export const CaseTimeline = ({ one, now }: { one: CaseView; now: number }) => {
  const words = useWords();
  const { t, days } = words;
  const [all, setAll] = useState(false);
  const events = all ? one.timeline : one.timeline.slice(0, FIRST);
  return (
    <section className="case-timeline">
      <div className="spread">
        <h2>{t("timeline.title")}</h2>
        <span className="quiet small">{t("timeline.what")}</span>
      </div>
      <Timeline
        label={t("timeline.title")}
        moments={events.map((event, index) => {
          const { ring, title, second } = eventWords(words, event);
          return { key: `${event.at}-${index}`, ring, when: days.when(event.at, now), title, second };
        })}
      />
      {one.timeline.length > FIRST && !all ? (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {t("timeline.all", { n: one.timeline.length })}
        </button>
      ) : null}
    </section>
  );
};
