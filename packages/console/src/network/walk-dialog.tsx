import type { EntryView, NetworkPlace, NetworkWalk } from "@fairlead/casework";
import { useState } from "react";
import { useWords } from "../say/words.tsx";
import { EntryForm, NumberField, PlaceField } from "./entry-form.tsx";
import { entryTitle, placeNames, wholeIn } from "./entry-words.ts";

type Props = {
  before: (EntryView & { entry: NetworkWalk }) | null;
  /** What stands there already: the same way once more is another version of it. */
  known: readonly EntryView[];
  places: readonly NetworkPlace[];
  onClose(): void;
};

/** One way: stairs, a locked gate or a guard may make the way back another. */
export const WalkDialog = ({ before, known, places, onClose }: Props) => {
  const { t } = useWords();
  const was = before?.entry;
  const [from, setFrom] = useState(was?.from ?? "");
  const [to, setTo] = useState(was?.to ?? "");
  const [minutes, setMinutes] = useState(String(was?.minutes ?? ""));
  const long = wholeIn(minutes) ?? 0;
  const id = was?.id ?? `${from}>${to}`;
  const entry: NetworkWalk | null =
    from === "" || to === "" || from === to || long === 0 ? null : { kind: "walk", id, from, to, minutes: long };
  const there = before ?? known.find((one) => one.entry.kind === "walk" && one.entry.id === id) ?? null;
  return (
    <EntryForm
      title={
        was === undefined
          ? t("network.add-walk")
          : t("things.change-title", { name: entryTitle(was, placeNames(known)) })
      }
      before={there}
      entry={entry}
      onClose={onClose}
    >
      <div className="network-pair">
        {was === undefined ? (
          <>
            <PlaceField label={t("network.from")} places={places} value={from} onChange={setFrom} />
            <PlaceField label={t("network.to")} places={places} value={to} onChange={setTo} />
          </>
        ) : null}
        <NumberField label={t("network.minutes-of")} value={minutes} onChange={setMinutes} focus={was !== undefined} />
      </div>
      {was !== undefined || there?.entry.kind !== "walk" ? null : (
        <p role="status" className="warning">
          {t(there.retired === null ? "network.walk-known" : "network.walk-retired", { n: there.entry.minutes })}
        </p>
      )}
    </EntryForm>
  );
};
