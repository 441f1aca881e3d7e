import type { KeyboardEvent, ReactNode, Ref } from "react";

/** Words that are marked where they stand in the box. */
export type Mark = { start: number; text: string };

type Props = {
  id: string;
  value: string;
  marks: readonly Mark[];
  label: string;
  placeholder: string;
  describedBy: string | undefined;
  ref: Ref<HTMLTextAreaElement>;
  onChange(text: string): void;
  onKeyDown(event: KeyboardEvent): void;
};

/** A box that grows with its words and underlines some of them: the same words stand behind it. */
export const MarkedBox = ({ id, value, marks, label, placeholder, describedBy, ref, onChange, onKeyDown }: Props) => (
  <>
    <label htmlFor={id} className="hidden-visually">
      {label}
    </label>
    <div className="grows">
      <textarea
        id={id}
        ref={ref}
        className="input"
        dir="auto"
        rows={2}
        spellCheck={false}
        autoComplete="off"
        placeholder={placeholder}
        value={value}
        aria-describedby={describedBy}
        onInput={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className="input mirror" aria-hidden="true" dir="auto">
        {marked(value, marks)}
      </div>
    </div>
  </>
);

const marked = (text: string, marks: readonly Mark[]): ReactNode[] => {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const { start, text: words } of marks.toSorted((a, b) => a.start - b.start)) {
    if (start < from) continue; // a number inside a gap is marked with it
    parts.push(text.slice(from, start), <mark key={start}>{words}</mark>);
    from = start + words.length;
  }
  // A last line break needs something after it, or the box would be one line short.
  return [...parts, text.slice(from), "\u200b"];
};
