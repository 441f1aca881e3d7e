import { useId } from "react";
import { fromParts, minutesWith, partsOf } from "../say/moment.ts";
import { useWords } from "../say/words.tsx";

type Props = {
  label: string;
  hint?: React.ReactNode;
  value: number;
  /** Minutes ahead of UTC that the clock is which it goes by; undefined: this device's. */
  offset?: number | undefined;
  onChange(at: number): void;
};

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));

/** Day, hour and five minutes apart: 24 hours in every language, and nobody chooses a time that an alarm cannot stand on. [CK1] */
export const MomentField = ({ label, hint, value, offset, onChange }: Props) => {
  const { t } = useWords();
  const id = useId();
  const { day, hour, minute } = partsOf(value, offset);
  const change = (parts: { day?: string; hour?: string; minute?: string }) => {
    const at = fromParts({ day, hour, minute, ...parts }, offset);
    if (at !== null) onChange(at);
  };
  return (
    <fieldset aria-describedby={`${id}-hint`}>
      <legend>{label}</legend>
      <div className="moment">
        <input
          type="date"
          className="input"
          aria-label={t("moment.day")}
          value={day}
          onChange={(event) => change({ day: event.target.value })}
        />
        <select
          className="input"
          aria-label={t("moment.hour")}
          value={hour}
          onChange={(event) => change({ hour: event.target.value })}
        >
          {HOURS.map((known) => (
            <option key={known}>{known}</option>
          ))}
        </select>
        <span aria-hidden="true">:</span>
        <select
          className="input"
          aria-label={t("moment.minute")}
          value={minute}
          onChange={(event) => change({ minute: event.target.value })}
        >
          {minutesWith(minute).map((known) => (
            <option key={known}>{known}</option>
          ))}
        </select>
      </div>
      <div id={`${id}-hint`} className="quiet small">
        {hint}
      </div>
    </fieldset>
  );
};
