import { type InputEvent, type ReactNode, useId } from "react";

type Shared = { label: string; hint?: ReactNode };

const Labelled = ({ label, hint, id, children }: Shared & { id: string; children: ReactNode }) => (
  <div className="field">
    <label htmlFor={id}>{label}</label>
    {children}
    {hint === undefined ? null : (
      <div id={`${id}-hint`} className="quiet small">
        {hint}
      </div>
    )}
  </div>
);

type TextProps = Shared & {
  value: string;
  onChange(value: string): void;
  lines?: number;
  type?: "text" | "number";
  min?: number | string;
  max?: number;
  focus?: boolean;
};

/** Nothing typed here is completed, corrected or remembered by the browser. */
export const TextField = ({ label, hint, value, onChange, lines, type, min, max, focus }: TextProps) => {
  const id = useId();
  const shared = {
    id,
    className: "input",
    value,
    dir: type === undefined || type === "text" ? ("auto" as const) : undefined,
    autoComplete: "off",
    "aria-describedby": hint === undefined ? undefined : `${id}-hint`,
    "data-autofocus": focus || undefined,
    // onInput, not onChange: React drops the latter when something else than a keyboard wrote the words
    // (dictation, a script that tests), and words that are seen but not held would be lost.
    onInput: (event: InputEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(event.currentTarget.value),
  };
  return (
    <Labelled label={label} hint={hint} id={id}>
      {lines === undefined ? (
        <input {...shared} type={type ?? "text"} min={min} max={max} spellCheck={false} />
      ) : (
        <textarea {...shared} rows={lines} spellCheck={false} />
      )}
    </Labelled>
  );
};

type SelectProps<T extends string> = Shared & {
  value: T;
  options: readonly { value: NoInfer<T>; text: string }[];
  onChange(value: NoInfer<T>): void;
};

/** The device's own list: the keyboard, the screen reader and the thumb already know it. */
export const SelectField = <T extends string>({ label, hint, value, options, onChange }: SelectProps<T>) => {
  const id = useId();
  return (
    <Labelled label={label} hint={hint} id={id}>
      <select
        id={id}
        className="input"
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </Labelled>
  );
};

type CheckProps = { label: ReactNode; checked: boolean; onChange(checked: boolean): void; disabled?: boolean };

export const Check = ({ label, checked, onChange, disabled }: CheckProps) => (
  <label className="choice">
    <input type="checkbox" checked={checked} disabled={disabled} onChange={(event) => onChange(event.target.checked)} />
    <span>{label}</span>
  </label>
);

type RadiosProps<T extends string> = {
  legend: string;
  value: T | null;
  options: readonly { value: NoInfer<T>; text: ReactNode }[];
  onChange(value: NoInfer<T>): void;
};

export const Radios = <T extends string>({ legend, value, options, onChange }: RadiosProps<T>) => {
  const name = useId();
  return (
    <fieldset>
      <legend>{legend}</legend>
      {options.map((option) => (
        <label className="choice" key={option.value}>
          <input type="radio" name={name} checked={value === option.value} onChange={() => onChange(option.value)} />
          <span>{option.text}</span>
        </label>
      ))}
    </fieldset>
  );
};
