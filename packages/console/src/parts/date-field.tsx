import { DAY, dayFrom } from "@fairlead/casework";
import { type ReactNode, useId } from "react";

/** Of a day as it is counted, whole days since 1970, as the device's own field writes it. */
const written = (day: number | null): string => (day === null ? "" : new Date(day * DAY).toISOString().slice(0, 10));
const read = (text: string): number | null => (/^\d{4}-\d\d-\d\d$/.test(text) ? dayFrom(text) : null);

/** At noon by this device's clocks: shown by them it is that day, in Kamchatka too. */
export const noonOf = (day: number): number => {
  const utc = new Date(day * DAY);
  return new Date(utc.getUTCFullYear(), utc.getUTCMonth(), utc.getUTCDate(), 12).getTime();
};

type Props = {
  label: string;
  hint?: ReactNode;
  /** Whole days since 1970; null: none. */
  value: number | null;
  onChange(day: number | null): void;
  /** What stands around says what it is. */
  labelHidden?: boolean;
};

export const DateField = ({ label, hint, value, onChange, labelHidden }: Props) => {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className={labelHidden ? "hidden-visually" : undefined}>
        {label}
      </label>
      <input
        id={id}
        type="date"
        className="input"
        value={written(value)}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(read(event.target.value))}
      />
      {hint === undefined ? null : (
        <div id={`${id}-hint`} className="quiet small">
          {hint}
        </div>
      )}
    </div>
  );
};
