import type { MailboxId } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { holdingLanguage } from "./holding.ts";
import { LanguageField } from "./language-field.tsx";

type Props = { mailbox: MailboxId; name: string; language: string | null; onClose(): void };

/** The phone may be in other hands: from now on the mailbox shows this text and nothing older. [MB8] */
export const FreezeDialog = ({ mailbox, name, language, onClose }: Props) => {
  const { t } = useWords();
  const deed = useDeed();
  const [reason, setReason] = useState("");
  const [spoken, setSpoken] = useState(() => holdingLanguage(language));
  /** null: as proposed. */
  const [own, setOwn] = useState<string | null>(null);
  const holding = own ?? t(`freeze.holding.${spoken}`);
  return (
    <FormDialog
      title={t("freeze.title", { name })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("freeze.do")}
      warning={t("freeze.means")}
      ready={reason.trim() !== "" && holding.trim() !== ""}
      act={() => deed.run((act) => act.freeze(mailbox, { reason: reason.trim(), holding: holding.trim() }))}
    >
      <TextField label={t("reason")} hint={t("freeze.reason-hint")} value={reason} onChange={setReason} focus />
      <LanguageField
        value={spoken}
        onChange={(chosen) => {
          setSpoken(chosen);
          setOwn(null);
        }}
      />
      <TextField
        label={t("freeze.holding")}
        hint={t("freeze.holding-hint")}
        value={holding}
        onChange={setOwn}
        lines={3}
      />
    </FormDialog>
  );
};

/** Verified again. A caseworker's word, with how it was known. [MB8] */
export const ThawDialog = ({ mailbox, name, onClose }: Omit<Props, "language">) => {
  const { t } = useWords();
  const deed = useDeed();
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={t("thaw.title", { name })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("thaw.do")}
      warning={t("thaw.means")}
      ready={reason.trim() !== ""}
      act={() => deed.run((act) => act.thaw(mailbox, reason.trim()))}
    >
      <TextField
        label={t("thaw.reason")}
        hint={t("thaw.reason-hint")}
        value={reason}
        onChange={setReason}
        lines={2}
        focus
      />
    </FormDialog>
  );
};
