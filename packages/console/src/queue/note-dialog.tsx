import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { isTaken, useDeed } from "../session/deed.tsx";
import type { ThreadDialog } from "./urgency-dialog.tsx";

export const NoteDialog = ({ thread, opened, onClose }: ThreadDialog) => {
  const { t } = useWords();
  const deed = useDeed();
  const [text, setText] = useState("");
  return (
    <FormDialog
      title={t("notes.title", { name: thread.name })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready={text.trim() !== ""}
      act={async () => {
        const outcome = await deed.run((act) => act.note(thread.mailbox, text.trim()));
        if (isTaken(outcome)) setText("");
        return outcome;
      }}
    >
      <TextField label={t("notes.text")} hint={t("notes.hint")} value={text} onChange={setText} lines={4} focus />
    </FormDialog>
  );
};
