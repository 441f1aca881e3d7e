import type { CaseId, MailboxId } from "@fairlead/casework";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";

type Props = { mailbox: MailboxId; name: string; theCase: CaseId; alias: string; onClose(): void };

/** This mailbox is the same person's as that case: whoever says so says how it was known. Nothing in it proves it. [MB8] */
export const JoinDialog = ({ mailbox, name, theCase, alias, onClose }: Props) => {
  const { t } = useWords();
  const navigate = useNavigate();
  const deed = useDeed();
  const [why, setWhy] = useState("");
  return (
    <FormDialog
      title={t("join.title", { name, alias })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("join.do")}
      warning={t("join.means")}
      ready={why.trim() !== ""}
      act={async () => {
        const outcome = await deed.run((act) => act.joinCase(mailbox, { case: theCase, why: why.trim() }));
        if (outcome?.kind === "done") void navigate({ to: "/cases/$case", params: { case: theCase } });
        return outcome;
      }}
    >
      <TextField label={t("join.how")} hint={t("join.how-hint")} value={why} onChange={setWhy} lines={2} focus />
    </FormDialog>
  );
};
