import type { EntryView, NetworkPlace, NetworkService, NetworkTime, NetworkTrip, ThingId } from "@fairlead/casework";
import { useId, useState } from "react";
import { Check, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { EntryForm, freshEntryId, NumberField, PlaceField } from "./entry-form.tsx";
import { clocksIn, clockText, wholeIn } from "./entry-words.ts";
import { ThingField } from "./place-dialog.tsx";
import { useRidden } from "./ridden-fields.tsx";

type Props = {
  before: (EntryView & { entry: NetworkService }) | null;
  places: readonly NetworkPlace[];
  onClose(): void;
};

type Stop = { key: number; place: string; after: string; checkpoints: string; price: string };
type Pattern = { stops: Stop[]; leaves: string; weekdays: number[] };

const WEEK = [1, 2, 3, 4, 5, 6, 7];
const emptyStop = (key: number): Stop => ({ key, place: "", after: "", checkpoints: "0", price: "0" });

/** Departures that repeat, as a person would say them; null for a timetable that is not so regular. */
const patternOf = ({ stops, trips, checkpoints, price }: NetworkService): Pattern | null => {
  const [first] = trips;
  if (first === undefined) return null;
  const shape = (trip: NetworkTrip): string | null => {
    const start = trip.times[0]?.[0];
    if (start === undefined || trip.on !== null) return null;
    if (!trip.times.every((time) => time !== null && time[0] === time[1])) return null;
    return JSON.stringify([trip.weekdays, trip.times.map((time) => (time?.[0] ?? 0) - start)]);
  };
  const wanted = shape(first);
  if (wanted === null || trips.some((trip) => shape(trip) !== wanted)) return null;
  const start = first.times[0]?.[0] ?? 0;
  return {
    weekdays: first.weekdays,
    leaves: trips.map(({ times }) => clockText(times[0]?.[0] ?? 0)).join(" "),
    stops: stops.map((place, key) => ({
      key,
      place,
      after: String((first.times[key]?.[0] ?? 0) - start),
      checkpoints: String(checkpoints[key] ?? 0),
      price: String(price[key] ?? 0),
    })),
  };
};

type Timetable = Pick<NetworkService, "stops" | "checkpoints" | "price" | "trips">;

/** null while it is not whole: stops without times, times that go backwards, no day of the week. */
const timetableOf = ({ stops, leaves, weekdays }: Pattern): Timetable | null => {
  const departures = clocksIn(leaves);
  const after = stops.map((stop, index) => (index === 0 ? 0 : wholeIn(stop.after)));
  const checkpoints = stops.map((stop, index) => (index === 0 ? 0 : wholeIn(stop.checkpoints)));
  const price = stops.map((stop, index) => (index === 0 ? 0 : wholeIn(stop.price)));
  const rises = (list: (number | undefined)[]): list is number[] =>
    list.every((one, index) => one !== undefined && one >= (list[index - 1] ?? 0));
  const known = (list: (number | undefined)[]): list is number[] => list.every((one) => one !== undefined);
  if (stops.some(({ place }) => place === "") || !departures?.length || weekdays.length === 0) return null;
  if (!rises(after) || !rises(price) || !known(checkpoints) || (after.at(-1) ?? 0) === 0) return null;
  const trips = departures.map((at) => ({
    on: null,
    weekdays,
    times: after.map((minutes): NetworkTime => [at + minutes, at + minutes]),
  }));
  return { stops: stops.map(({ place }) => place), checkpoints, price, trips };
};

export const ServiceDialog = ({ before, places, onClose }: Props) => {
  const { t, language } = useWords();
  const was = before?.entry;
  const ridden = useRidden(was, "bus");
  const [id] = useState(() => was?.id ?? freshEntryId());
  const [minChange, setMinChange] = useState(String(was?.minChange ?? 5));
  const [thing, setThing] = useState<ThingId | null>(was?.thing ?? null);
  const [pattern, setPattern] = useState<Pattern | null>(() =>
    was === undefined ? { stops: [emptyStop(0), emptyStop(1)], leaves: "", weekdays: WEEK } : patternOf(was),
  );
  const timetable = pattern === null ? (was ?? null) : timetableOf(pattern);
  const change = wholeIn(minChange);
  const entry: NetworkService | null =
    ridden.said === null || change === undefined || timetable === null
      ? null
      : {
          ...ridden.said,
          ...{ kind: "service", id, minChange: change, boardFare: was?.boardFare ?? 0 },
          ...{ stops: timetable.stops, checkpoints: timetable.checkpoints },
          ...{ price: timetable.price, trips: timetable.trips, thing },
        };
  // 2024-01-01 was a Monday.
  const dayName = new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" });
  return (
    <EntryForm
      title={was === undefined ? t("network.add-service") : t("things.change-title", { name: was.name })}
      before={before}
      entry={entry}
      onClose={onClose}
    >
      {ridden.head}
      <ThingField kinds={["route", "vehicle"]} value={thing} onChange={setThing} />
      {pattern === null ? (
        <p className="quiet">{t("network.irregular", { n: was?.trips.length ?? 0 })}</p>
      ) : (
        <>
          <TextField
            label={t("network.leaves")}
            hint={t("network.leaves-hint")}
            value={pattern.leaves}
            onChange={(leaves) => setPattern({ ...pattern, leaves })}
          />
          <fieldset>
            <legend>{t("network.weekdays")}</legend>
            <div className="row">
              {WEEK.map((day) => (
                <Check
                  key={day}
                  checked={pattern.weekdays.includes(day)}
                  onChange={(on) =>
                    setPattern({
                      ...pattern,
                      weekdays: WEEK.filter((one) => (one === day ? on : pattern.weekdays.includes(one))),
                    })
                  }
                  label={dayName.format(Date.UTC(2024, 0, day))}
                />
              ))}
            </div>
          </fieldset>
          <Stops stops={pattern.stops} places={places} onChange={(stops) => setPattern({ ...pattern, stops })} />
        </>
      )}
      <NumberField label={t("network.min-change")} value={minChange} onChange={setMinChange} />
      {ridden.rest}
    </EntryForm>
  );
};

type StopsProps = { stops: readonly Stop[]; places: readonly NetworkPlace[]; onChange(stops: Stop[]): void };

const Stops = ({ stops, places, onChange }: StopsProps) => {
  const { t } = useWords();
  const heading = useId();
  const set = (key: number, field: Partial<Stop>) =>
    onChange(stops.map((stop) => (stop.key === key ? { ...stop, ...field } : stop)));
  return (
    <section className="stack" data-tight aria-labelledby={heading}>
      <h3 id={heading}>{t("network.stops")}</h3>
      <ol className="network-stops">
        {stops.map(({ key, place, after, checkpoints, price }, index) => (
          <li key={key}>
            <PlaceField
              label={t("network.stop-of", { n: index + 1 })}
              places={places}
              value={place}
              onChange={(id) => set(key, { place: id })}
            />
            {index === 0 ? null : (
              <>
                <NumberField label={t("network.after")} value={after} onChange={(one) => set(key, { after: one })} />
                <NumberField
                  label={t("network.checkpoints")}
                  value={checkpoints}
                  onChange={(one) => set(key, { checkpoints: one })}
                />
                <NumberField
                  label={t("network.price-so-far")}
                  value={price}
                  onChange={(one) => set(key, { price: one })}
                />
              </>
            )}
            {stops.length > 2 ? (
              <button type="button" className="button" onClick={() => onChange(stops.filter((one) => one.key !== key))}>
                {t("network.without-stop")}
                <span className="hidden-visually"> {index + 1}</span>
              </button>
            ) : null}
          </li>
        ))}
      </ol>
      <button
        type="button"
        className="button network-more"
        onClick={() => onChange([...stops, emptyStop(Math.max(...stops.map(({ key }) => key)) + 1)])}
      >
        {t("network.add-stop")}
      </button>
    </section>
  );
};
