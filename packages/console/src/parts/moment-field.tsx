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
  const { t, days } = useWords();
  const id = useId();
  const { day, hour, minute } = partsOf(value, offset);
  const noon = new Date(`${day}T12:00`).getTime();
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
        {/* Hours stand before minutes in every script: turned round, a quarter past midnight would be three in the afternoon. */}
        <span className="moment-clock" dir="ltr">
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
        </span>
      </div>
      {/* In words too: the browser writes the day by its own country's custom, and 05/10 is two days of a year. */}
      <div id={`${id}-hint`} className="quiet small">
        <b>
          {days.weekday(noon)}, {days.date(noon)}
        </b>
        {hint === undefined ? null : <> · {hint}</>}
      </div>
    </fieldset>
  );
};
