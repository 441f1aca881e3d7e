import type { EntryView, NetworkPlace, ThingId } from "@fairlead/casework";
import { useState } from "react";
import { Check, SelectField, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { EntryForm, freshEntryId, NumberField } from "./entry-form.tsx";
import { hoursIn, hoursText, wholeIn } from "./entry-words.ts";

type Props = { before: (EntryView & { entry: NetworkPlace }) | null; onClose(): void };

export const PlaceDialog = ({ before, onClose }: Props) => {
  const { t } = useWords();
  const was = before?.entry;
  const [id] = useState(() => was?.id ?? freshEntryId());
  const [name, setName] = useState(was?.name ?? "");
  const [watch, setWatch] = useState(String(was?.watch ?? 0));
  const [curfew, setCurfew] = useState(hoursText(was?.curfew ?? []));
  const [shelter, setShelter] = useState(was?.shelter ?? false);
  const [thing, setThing] = useState<ThingId | null>(was?.thing ?? null);
  const points = wholeIn(watch);
  const hours = hoursIn(curfew);
  const entry: NetworkPlace | null =
    name.trim() === "" || points === undefined || hours === undefined
      ? null
      : {
          ...{ kind: "place", id, lat: was?.lat ?? null, lon: was?.lon ?? null },
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
      <ThingField kinds={["shelter", "place"]} value={thing} onChange={setThing} />
    </EntryForm>
  );
};

type ThingFieldProps = {
  kinds: readonly ("shelter" | "place" | "driver" | "vehicle")[];
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
