import type { CaseView, EntryView, NetworkPlace } from "@fairlead/casework";
import type { Leg } from "@fairlead/planner/routes";
import { useId } from "react";
import { PlaceField } from "../network/entry-form.tsx";
import { entryTitle, hoursText, type PlaceNames } from "../network/entry-words.ts";
import { Check, SelectField, TextField } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { deviceAhead } from "../say/moment.ts";
import { OFFSETS, offsetText } from "../say/there.ts";
import { useWords } from "../say/words.tsx";
import type { Known } from "./chosen.ts";
import { KeptLegs } from "./kept-legs.tsx";
import { huntersOf, leaveFrom, missingIn, onDay, type Wishes } from "./wishes.ts";

type Props = {
  one: CaseView;
  entries: readonly EntryView[];
  places: readonly NetworkPlace[];
  names: PlaceNames;
  known: Known;
  /** Kept legs that this day's network does not have. */
  nowhere: readonly Leg[];
  wishes: Wishes;
  now: number;
  onChange(wishes: Wishes): void;
};

/** What is asked of a journey. Taken from the case where it is known there; everything can be said otherwise. */
export const PlanForm = ({ one, entries, places, names, known, nowhere, wishes, now, onChange }: Props) => {
  const { t } = useWords();
  const id = useId();
  const change = (said: Partial<Wishes>) => onChange({ ...wishes, ...said });
  const { hunters, unknown } = huntersOf(one, places);
  const missing = new Set(missingIn(wishes, now));
  const shelters = places.filter(({ shelter, id }) => shelter && id !== wishes.from);
  const rides = entries.filter(({ entry, retired }) => retired === null && isRide(entry.kind));
  return (
    <div className="plan-form stack">
      <div className="plan-fields">
        <PlaceField
          label={t("network.from")}
          places={places}
          value={wishes.from}
          onChange={(from) => change({ from })}
        />
        <Listed
          label={t("journey.to")}
          hint={t("journey.to-hint")}
          chosen={wishes.to}
          options={places.filter((place) => place.id !== wishes.from).map((place) => [place.id, place.name])}
          names={names}
          onChange={(to) => change({ to })}
        >
          {shelters.length > 0 ? (
            <button type="button" className="button" onClick={() => change({ to: shelters.map((place) => place.id) })}>
              {t("journey.any-shelter", { n: shelters.length })}
            </button>
          ) : null}
        </Listed>
        <div className="field">
          <label htmlFor={id}>{t("moment.day")}</label>
          <input
            id={id}
            type="date"
            className="input"
            value={wishes.date}
            onChange={({ target: { value } }) => onChange(onDay(wishes, { date: value }, deviceAhead))}
          />
        </div>
        <TextField
          label={t("journey.depart-after")}
          hint={
            missing.has("departAfter") ? <b className="warning">{t("journey.like-0610")}</b> : t("journey.depart-hint")
          }
          value={wishes.departAfter}
          onChange={(departAfter) => onChange(onDay(wishes, { departAfter }, deviceAhead))}
        />
        <TextField
          label={t("journey.arrive-before")}
          hint={missing.has("arriveBefore") ? <b className="warning">{t("journey.not-before")}</b> : undefined}
          value={wishes.arriveBefore}
          onChange={(arriveBefore) => change({ arriveBefore })}
        />
        <SelectField
          label={t("journey.days")}
          value={String(wishes.days)}
          onChange={(days) => change({ days: Number(days) })}
          options={[0, 1, 2, 3].map((days) => ({ value: String(days), text: t("journey.days-later", { n: days }) }))}
        />
        <SelectField
          label={t("journey.clocks")}
          value={String(wishes.offset)}
          onChange={(offset) => change({ offset: Number(offset), clocksOfDay: false })}
          options={OFFSETS.map((offset) => ({ value: String(offset), text: offsetText(offset) }))}
        />
      </div>
      {one.persons.length > 1 ? (
        <fieldset className="row plan-party">
          <legend>{t("journey.party")}</legend>
          {one.persons.map(({ person, alias }) => (
            <Check
              key={person}
              checked={wishes.party.includes(person)}
              onChange={(on) =>
                change({
                  party: one.persons
                    .map((each) => each.person)
                    .filter((each) => (each === person ? on : wishes.party.includes(each))),
                })
              }
              label={<span dir="auto">{alias}</span>}
            />
          ))}
        </fieldset>
      ) : null}
      <Listed
        label={t("journey.hunters")}
        hint={
          unknown.length === 0 ? (
            t("journey.hunters-hint", { n: hunters.length })
          ) : (
            <span dir="auto">{t("journey.hunters-unknown", { words: unknown.join(", ") })}</span>
          )
        }
        chosen={wishes.hunters.map(({ place }) => place)}
        options={places.map((place) => [place.id, place.name])}
        names={names}
        onChange={(chosen) =>
          change({
            hunters: chosen.map(
              (place) => wishes.hunters.find((known) => known.place === place) ?? { place, points: ADDED_POINTS },
            ),
          })
        }
      />
      <KeptLegs kept={wishes.kept} nowhere={nowhere} known={known} onChange={(kept) => change({ kept })} />
      {wishes.leave.trim() === "" || wishes.leave !== hoursText(leaveFrom(one)) ? null : (
        <p className="row plan-leave">
          <span>{t("journey.leave-from-window", { hours: wishes.leave })}</span>
          <button
            type="button"
            className="button"
            onClick={() => onChange(onDay({ ...wishes, leave: "", days: 0 }, { departAfter: "06:00" }, deviceAhead))}
          >
            {t("journey.any-hour")}
          </button>
        </p>
      )}
      <details className="plan-more">
        <summary>{t("journey.more")}</summary>
        <div className="plan-fields">
          <TextField
            label={t("journey.leave")}
            hint={missing.has("leave") ? <b className="warning">{t("network.hours-hint")}</b> : t("network.hours-hint")}
            value={wishes.leave}
            onChange={(leave) => change({ leave })}
          />
          <TextField
            label={t("journey.noticed")}
            hint={
              missing.has("noticed") ? <b className="warning">{t("journey.like-0610")}</b> : t("journey.noticed-hint")
            }
            value={wishes.noticed}
            onChange={(noticed) => change({ noticed })}
          />
          <Listed
            label={t("journey.not-by-place")}
            chosen={wishes.bannedPlaces}
            options={places.map((place) => [place.id, place.name])}
            names={names}
            onChange={(bannedPlaces) => change({ bannedPlaces })}
          />
          <Listed
            label={t("journey.not-by-ride")}
            chosen={wishes.bannedRides}
            options={rides.map(({ entry }) => [entry.id, entryTitle(entry, names)])}
            names={(ride) => titleOf(rides, ride, names)}
            onChange={(bannedRides) => change({ bannedRides })}
          />
          <Listed
            label={t("journey.not-by-mode")}
            chosen={wishes.bannedModes}
            options={[...new Set(rides.flatMap(({ entry }) => ("mode" in entry ? [entry.mode] : [])))].map((mode) => [
              mode,
              mode,
            ])}
            names={(mode) => mode}
            onChange={(bannedModes) => change({ bannedModes })}
          />
        </div>
        <Check checked={wishes.escort} onChange={(escort) => change({ escort })} label={t("journey.escort-only")} />
        <Check
          checked={wishes.withStale}
          onChange={(withStale) => change({ withStale })}
          label={t("network.with-stale")}
        />
      </details>
    </div>
  );
};

/** What a list from which one adds stands on. */
const NOTHING: string = "";
/** Of a place that a member adds: as a likely reach. */
const ADDED_POINTS = 4;
const isRide = (kind: EntryView["entry"]["kind"]): boolean => kind === "service" || kind === "drive";
const titleOf = (rides: readonly EntryView[], id: string, names: PlaceNames): string => {
  const found = rides.find(({ entry }) => entry.id === id);
  return found ? entryTitle(found.entry, names) : id;
};

type ListedProps = {
  label: string;
  hint?: React.ReactNode;
  chosen: readonly string[];
  options: readonly (readonly [id: string, name: string])[];
  names(id: string): string;
  onChange(chosen: string[]): void;
  children?: React.ReactNode;
};

/** Some of many: each taken out with one press, another added from the list. */
const Listed = ({ label, hint, chosen, options, names, onChange, children }: ListedProps) => {
  const { t } = useWords();
  return (
    <div className="plan-listed stack" data-tight>
      <SelectField
        label={label}
        hint={hint}
        value={NOTHING}
        onChange={(added) => onChange([...chosen, added])}
        options={[
          { value: "", text: chosen.length === 0 ? "–" : t("journey.add-another") },
          ...options.filter(([id]) => !chosen.includes(id)).map(([value, text]) => ({ value, text })),
        ]}
      />
      {chosen.length === 0 ? null : (
        <ul className="row">
          {chosen.map((id) => (
            <li key={id}>
              <button
                type="button"
                className="button"
                onClick={() => onChange(chosen.filter((other) => other !== id))}
                aria-label={t("journey.take-out", { name: names(id) })}
              >
                <span dir="auto">{names(id)}</span> <Icon name="cross" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {children}
    </div>
  );
};
