import type { EntryView, ThingView } from "@fairlead/casework";
import { parseNetwork } from "@fairlead/planner/routes";
import { useId, useMemo, useState } from "react";
import { Check } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { entryTitle, type PlaceNames } from "./entry-words.ts";
import { networkForDay } from "./for-day.ts";

type Props = { entries: readonly EntryView[]; things: readonly ThingView[]; names: PlaceNames; now: number };

/** What a journey on one day could rest on, and what it would not be led by. */
export const DayCheck = ({ entries, things, names, now }: Props) => {
  const { t } = useWords();
  const id = useId();
  const [date, setDate] = useState(() => new Date(now).toISOString().slice(0, 10));
  const [withStale, setWithStale] = useState(false);
  // Not at every minute: a country is thousands of trips.
  const hour = Math.floor(now / 3_600_000);
  const { network, leftOut, refused } = useMemo(() => {
    const made = networkForDay(entries, things, { date, days: 2, now: hour * 3_600_000, withStale });
    const parsed = parseNetwork(made.network);
    return { ...made, refused: parsed.kind === "refused" ? `${parsed.path}: ${parsed.reason}` : null };
  }, [entries, things, date, hour, withStale]);
  const trips = network.services.reduce((sum, service) => sum + service.trips.length, 0);
  const shelters = network.places.filter(({ shelter }) => shelter).length;
  return (
    <section className="panel panel-row network-day" aria-labelledby={`${id}-head`}>
      <h2 id={`${id}-head`}>{t("network.day")}</h2>
      <div className="row">
        <div className="field">
          <label htmlFor={id}>{t("moment.day")}</label>
          <input
            id={id}
            type="date"
            className="input"
            value={date}
            onChange={({ target: { value } }) => setDate((before) => (value === "" ? before : value))}
          />
        </div>
        <Check checked={withStale} onChange={setWithStale} label={t("network.with-stale")} />
      </div>
      {refused === null ? (
        <p role="status">
          {t("network.day-has", { trips, drives: network.onDemand.length, walks: network.walks.length, shelters })}
        </p>
      ) : (
        <p role="alert" className="said" dir="auto">
          {t("network.day-refused", { reason: refused })}
        </p>
      )}
      {leftOut.length === 0 ? null : (
        <details>
          <summary>{t("network.left-out", { n: leftOut.length })}</summary>
          <ul className="small">
            {leftOut.slice(0, 100).map(({ entry, because }) => (
              <li key={`${entry.kind} ${entry.id}`}>
                <span dir="auto">{entryTitle(entry, names)}</span>: {t(`network.because.${because}`)}
              </li>
            ))}
            {leftOut.length > 100 ? (
              <li className="quiet">{t("things.more-uses", { n: leftOut.length - 100 })}</li>
            ) : null}
          </ul>
        </details>
      )}
    </section>
  );
};
