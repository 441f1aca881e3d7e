import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Radios, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import type { ThreadDialog } from "./urgency-dialog.tsx";

export const ContactWindowDialog = ({ thread, opened, onClose }: ThreadDialog) => {
  const { t } = useWords();
  const deed = useDeed();
  const [text, setText] = useState(thread.contactWindow?.text ?? "");
  const [ring, setRing] = useState<"never" | "may">(thread.contactWindow?.mayRing ? "may" : "never");
  return (
    <FormDialog
      title={t("window.title", { name: thread.name })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready={text.trim() !== ""}
      act={() =>
        deed.run((act) => act.setContactWindow(thread.mailbox, { window: text.trim(), mayRing: ring === "may" }))
      }
    >
      <TextField label={t("window.text")} hint={t("window.hint")} value={text} onChange={setText} lines={2} focus />
      <Radios
        legend={t("window.ring")}
        value={ring}
        onChange={setRing}
        options={[
          { value: "never", text: t("window.never-ring") },
          { value: "may", text: t("window.may-ring") },
        ]}
      />
    </FormDialog>
  );
};
