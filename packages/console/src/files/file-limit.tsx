import { type MailboxId, mayWrite } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { SelectField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";

const MIB = 1024 * 1024;
const CHOICES = ["25", "50", "100"] as const;
type Choice = (typeof CHOICES)[number];

/** Larger files from one mailbox: for somebody who is in shelter, and has the time and the line. [MB9] */
export const FileLimitButton = ({ mailbox, name }: { mailbox: MailboxId; name: string }) => {
  const { t } = useWords();
  const { me } = useView();
  const [asking, setAsking] = useState(false);
  if (!mayWrite(me.role, "freezeMailbox")) return null;
  return (
    <>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {t("file-limit.open", { name })}
      </button>
      {asking ? <FileLimitDialog mailbox={mailbox} name={name} onClose={() => setAsking(false)} /> : null}
    </>
  );
};

const FileLimitDialog = ({ mailbox, name, onClose }: { mailbox: MailboxId; name: string; onClose(): void }) => {
  const { t } = useWords();
  const deed = useDeed({ kept: false });
  const [choice, setChoice] = useState<Choice>("50");
  return (
    <FormDialog
      title={t("file-limit.title", { name })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready
      act={() => deed.run((act) => act.fileLimit(mailbox, Number(choice) * MIB))}
    >
      <p>{t("file-limit.means")}</p>
      <SelectField<Choice>
        label={t("file-limit.label")}
        value={choice}
        onChange={setChoice}
        options={CHOICES.map((value) => ({ value, text: t("files.megabytes", { n: Number(value) }) }))}
      />
    </FormDialog>
  );
};
