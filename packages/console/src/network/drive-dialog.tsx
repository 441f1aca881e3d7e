import type { EntryView, NetworkDrive, NetworkPlace, ThingId } from "@fairlead/casework";
import { useState } from "react";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { EntryForm, freshEntryId, NumberField, PlaceField } from "./entry-form.tsx";
import { hoursIn, hoursText, wholeIn } from "./entry-words.ts";
import { ThingField } from "./place-dialog.tsx";
import { useRidden } from "./ridden-fields.tsx";

type Props = {
  before: (EntryView & { entry: NetworkDrive }) | null;
  places: readonly NetworkPlace[];
  onClose(): void;
};

/** Somebody who drives when called, one way. */
export const DriveDialog = ({ before, places, onClose }: Props) => {
  const { t } = useWords();
  const was = before?.entry;
  const ridden = useRidden(was, "car");
  const [id] = useState(() => was?.id ?? freshEntryId());
  const [from, setFrom] = useState(was?.from ?? "");
  const [to, setTo] = useState(was?.to ?? "");
  const [minutes, setMinutes] = useState(String(was?.minutes ?? ""));
  const [hours, setHours] = useState(hoursText(was?.hours ?? []));
  const [notice, setNotice] = useState(String(was?.notice ?? 60));
  const [price, setPrice] = useState(String(was?.price ?? 0));
  const [checkpoints, setCheckpoints] = useState(String(was?.checkpoints ?? 0));
  const [thing, setThing] = useState<ThingId | null>(was?.thing ?? null);
  const numbers = [minutes, notice, price, checkpoints].map(wholeIn);
  const [long = 0, before_ = 0, costs = 0, passed = 0] = numbers;
  const when = hoursIn(hours);
  const whole = from !== "" && to !== "" && from !== to && long > 0 && numbers.every((one) => one !== undefined);
  const entry: NetworkDrive | null =
    ridden.said === null || when === undefined || !whole
      ? null
      : {
          ...ridden.said,
          ...{ kind: "drive", id, from, to, minutes: long, hours: when, notice: before_ },
          ...{ price: costs, checkpoints: passed, thing },
        };
  return (
    <EntryForm
      title={was === undefined ? t("network.add-drive") : t("things.change-title", { name: was.name })}
      before={before}
      entry={entry}
      onClose={onClose}
    >
      {ridden.head}
      <ThingField kinds={["driver", "vehicle"]} value={thing} onChange={setThing} />
      <div className="network-pair">
        <PlaceField label={t("network.from")} places={places} value={from} onChange={setFrom} />
        <PlaceField label={t("network.to")} places={places} value={to} onChange={setTo} />
        <NumberField label={t("network.minutes-of")} value={minutes} onChange={setMinutes} />
        <NumberField label={t("network.checkpoints")} value={checkpoints} onChange={setCheckpoints} />
        <NumberField label={t("network.notice")} value={notice} onChange={setNotice} />
        <NumberField label={t("network.price-party")} value={price} onChange={setPrice} />
      </div>
      <TextField label={t("network.hours")} hint={t("network.hours-hint")} value={hours} onChange={setHours} />
      {ridden.rest}
    </EntryForm>
  );
};
