import { ARRIVAL_ANSWERS, type ArrivalLine } from "@fairlead/casework";
import type { ReactNode } from "react";
import { Radios, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import type { Line } from "./sheet.ts";

type Props = {
  line: ArrivalLine;
  said: Line;
  onChange(said: Line): void;
  /** What a *done* asks besides. */
  children?: ReactNode;
};

/** One line of the sheet: done, a task, or not, and why. */
export const LineFields = ({ line, said, onChange, children }: Props) => {
  const { t } = useWords();
  return (
    <div className="arrival-line">
      <Radios
        legend={t(`arrival.line.${line}`)}
        value={said.is}
        onChange={(is) => onChange({ ...said, is })}
        options={ARRIVAL_ANSWERS.map((value) => ({ value, text: t(`arrival.is.${value}`) }))}
      />
      {said.is === "not" ? (
        <TextField label={t("arrival.why-not")} value={said.note} onChange={(note) => onChange({ ...said, note })} />
      ) : null}
      {said.is === "task" ? (
        <TextField
          label={t("arrival.task-text")}
          hint={t("arrival.task-due")}
          value={said.task}
          onChange={(task) => onChange({ ...said, task })}
        />
      ) : null}
      {children}
    </div>
  );
};
