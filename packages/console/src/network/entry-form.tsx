import type { EntryView, NetworkEntry, NetworkPlace } from "@fairlead/casework";
import { type ReactNode, useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { SelectField, TextField } from "../parts/field.tsx";
import { MomentField } from "../parts/moment-field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useNow } from "../session/session.tsx";
import { isKept } from "./from-file.ts";

type Props = {
  title: string;
  /** What is written over; null: new. */
  before: EntryView | null;
  /** null: not yet whole. */
  entry: NetworkEntry | null;
  onClose(): void;
  children?: ReactNode;
};

/** The fields of one entry, and below them who says so and when it was last known: from then on it fades. */
export const EntryForm = ({ title, before, entry, onClose, children }: Props) => {
  const { t } = useWords();
  const now = useNow(60_000);
  const deed = useDeed();
  const [source, setSource] = useState("");
  const [asOf, setAsOf] = useState(() => Math.floor(now / 300_000) * 300_000);
  const kept = entry === null || isKept(entry);
  return (
    <FormDialog
      title={title}
      opened
      onClose={onClose}
      wide
      deed={deed}
      submit={t("save")}
      ready={entry !== null && kept && source.trim() !== ""}
      act={() =>
        deed.run((act) =>
          act.writeNetwork({
            entries: entry === null ? [] : [{ entry, over: before?.version ?? 0 }],
            source: source.trim(),
            asOf,
          }),
        )
      }
    >
      {children}
      {kept ? null : (
        <p role="alert" className="said">
          {t("network.too-large")}
        </p>
      )}
      <TextField label={t("network.source")} hint={t("network.source-hint")} value={source} onChange={setSource} />
      <MomentField label={t("network.as-of")} value={asOf} onChange={setAsOf} />
    </FormDialog>
  );
};

type NumberFieldProps = { label: string; hint?: string; value: string; focus?: boolean; onChange(value: string): void };

export const NumberField = (props: NumberFieldProps) => <TextField {...props} type="number" min={0} />;

type PlaceFieldProps = { label: string; places: readonly NetworkPlace[]; value: string; onChange(id: string): void };

export const PlaceField = ({ label, places, value, onChange }: PlaceFieldProps) => (
  <SelectField
    label={label}
    value={value}
    onChange={onChange}
    options={[{ value: "", text: "–" }, ...places.map(({ id, name }) => ({ value: id, text: name }))]}
  />
);

/** Random, and of no meaning: ids stand in routes and colleagues' files. */
export const freshEntryId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
