import type { EntryView, NetworkPlace, ThingId } from "@fairlead/casework";
import { lazy, Suspense, useMemo, useState } from "react";
import type { Position } from "../map/gaze.ts";
import { groundOf } from "../map/marks.ts";
import { Check, SelectField, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useNow, useView } from "../session/session.tsx";
import { EntryForm, freshEntryId, NumberField } from "./entry-form.tsx";
import { degreesIn, hoursIn, hoursText, wholeIn } from "./entry-words.ts";

const NetworkMap = lazy(() => import("../map/network-map.tsx"));

type Props = {
  before: (EntryView & { entry: NetworkPlace }) | null;
  /** Where somebody pressed on the map to have it there. */
  at?: Position | null | undefined;
  onClose(): void;
};

export const PlaceDialog = ({ before, at, onClose }: Props) => {
  const { t } = useWords();
  const was = before?.entry;
  const [id] = useState(() => was?.id ?? freshEntryId());
  const [name, setName] = useState(was?.name ?? "");
  const [watch, setWatch] = useState(String(was?.watch ?? 0));
  const [curfew, setCurfew] = useState(hoursText(was?.curfew ?? []));
  const [shelter, setShelter] = useState(was?.shelter ?? false);
  const [thing, setThing] = useState<ThingId | null>(was?.thing ?? null);
  const [north, setNorth] = useState(String(was?.lat ?? at?.[1] ?? ""));
  const [east, setEast] = useState(String(was?.lon ?? at?.[0] ?? ""));
  const lat = degreesIn(north, 90);
  const lon = degreesIn(east, 180);
  const placed = lat !== undefined && lon !== undefined && (lat === null) === (lon === null);
  const points = wholeIn(watch);
  const hours = hoursIn(curfew);
  const entry: NetworkPlace | null =
    name.trim() === "" || points === undefined || hours === undefined || !placed
      ? null
      : {
          ...{ kind: "place", id, lat, lon },
          ...{ name: name.trim(), watch: points, shelter, curfew: hours, thing },
        };
  return (
    <EntryForm
      title={was === undefined ? t("network.add-place") : t("things.change-title", { name: was.name })}
      before={before}
      entry={entry}
      onClose={onClose}
    >
      <TextField label={t("things.name")} value={name} onChange={setName} focus />
      <NumberField label={t("network.watch")} hint={t("network.watch-hint")} value={watch} onChange={setWatch} />
      <TextField label={t("network.curfew")} hint={t("network.hours-hint")} value={curfew} onChange={setCurfew} />
      <Check checked={shelter} onChange={setShelter} label={t("network.shelter")} />
      <PositionFields {...{ id, north, east, placed }} onNorth={setNorth} onEast={setEast} />
      <ThingField kinds={["shelter", "place"]} value={thing} onChange={setThing} />
    </EntryForm>
  );
};

type PositionProps = {
  id: string;
  north: string;
  east: string;
  placed: boolean;
  onNorth(text: string): void;
  onEast(text: string): void;
};

/** Typed, or pressed on the map of all the others. */
const PositionFields = ({ id, north, east, placed, onNorth, onEast }: PositionProps) => {
  const { t } = useWords();
  const { network } = useView();
  const now = useNow(3_600_000);
  const ground = useMemo(() => {
    const all = groundOf(network ?? [], now);
    // Itself is where the fields say.
    return { ...all, places: all.places.filter((place) => place.id !== id), nowhere: [] };
  }, [network, now, id]);
  const [lat, lon] = [degreesIn(north, 90), degreesIn(east, 180)];
  return (
    <fieldset className="stack">
      <legend>{t("map.title")}</legend>
      <p className="quiet small">{t("map.position-hint")}</p>
      <div className="network-pair">
        <TextField label={t("map.north")} value={north} onChange={onNorth} />
        <TextField label={t("map.east")} value={east} onChange={onEast} />
      </div>
      {placed ? null : <p className="small warning">{t("map.like-degrees")}</p>}
      <Suspense fallback={null}>
        <NetworkMap
          label={t("map.of-network")}
          ground={ground}
          pressed={lat == null || lon == null ? null : [lon, lat]}
          onGround={([pressedLon, pressedLat]) => {
            onNorth(String(pressedLat));
            onEast(String(pressedLon));
          }}
        />
      </Suspense>
    </fieldset>
  );
};

type ThingFieldProps = {
  kinds: readonly ("shelter" | "place" | "driver" | "vehicle" | "route")[];
  value: ThingId | null;
  onChange(thing: ThingId | null): void;
};

/** Which entry of the register it is: what is compromised there is travelled no more. */
export const ThingField = ({ kinds, value, onChange }: ThingFieldProps) => {
  const { t } = useWords();
  const { exposure } = useView();
  const offered = (exposure.things ?? []).filter(
    ({ thing, kind, retired }) => thing === value || (retired === null && kinds.some((one) => one === kind)),
  );
  return (
    <SelectField
      label={t("network.thing")}
      hint={t("network.thing-hint")}
      value={value ?? ""}
      onChange={(chosen) => onChange(offered.find(({ thing }) => thing === chosen)?.thing ?? null)}
      options={[{ value: "", text: "–" }, ...offered.map(({ thing, name }) => ({ value: thing, text: name }))]}
    />
  );
};
