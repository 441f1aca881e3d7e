import type { MarkView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { markedText } from "./marked-words.ts";

type Props = { mark: MarkView; judge: "confirm" | "withdraw"; onClose(): void };

/** A second source says so too; or it was a false alarm, which undoes nothing that was done because of it. */
export const JudgeMark = ({ mark, judge, onClose }: Props) => {
  const { t } = useWords();
  const deed = useDeed();
  const [text, setText] = useState("");
  const name = markedText(t, mark.of);
  return (
    <FormDialog
      title={t(`exposure.${judge}-title`, { name })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t(`exposure.${judge}-do`)}
      warning={t(`exposure.${judge}-means`)}
      ready={text.trim() !== ""}
      act={() =>
        deed.run((act) =>
          judge === "confirm" ? act.confirmMark(mark.mark, text.trim()) : act.withdrawMark(mark.mark, text.trim()),
        )
      }
    >
      <TextField
        label={t(judge === "confirm" ? "verification.source" : "reason")}
        hint={t(`exposure.${judge}-hint`)}
        value={text}
        onChange={setText}
        lines={2}
        focus
      />
    </FormDialog>
  );
};
