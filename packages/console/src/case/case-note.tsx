import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { isTaken, useDeed } from "../session/deed.tsx";
import type { CaseDialog } from "./facts.tsx";

/** A note of the case: it stands in its timeline. */
export const CaseNote = ({ one, opened, onClose }: CaseDialog) => {
  const { t } = useWords();
  const deed = useDeed();
  const [text, setText] = useState("");
  return (
    <FormDialog
      title={t("notes.title", { name: one.alias })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready={text.trim() !== ""}
      act={async () => {
        const outcome = await deed.run((act) => act.noteCase(one.case, text.trim()));
        if (isTaken(outcome)) setText("");
        return outcome;
      }}
    >
      <TextField label={t("notes.text")} value={text} onChange={setText} lines={4} focus />
    </FormDialog>
  );
};
