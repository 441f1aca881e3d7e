import { handleAsRead, ROLES, type Role } from "@fairlead/casework";
import { useState } from "react";
import { Dialog, FormDialog } from "../parts/dialog.tsx";
import { SelectField, TextField } from "../parts/field.tsx";
import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { InvitationCode } from "./invitation-code.tsx";

/** The newcomer's own device makes the keys; this one only opens the door, once, after words were compared. [RO4] */
export const InviteDialog = ({ onClose }: { onClose(): void }) => {
  const { t } = useWords();
  const { now, people, invitations } = useView();
  const deed = useDeed({ kept: false });
  const [handle, setHandle] = useState("");
  const [role, setRole] = useState<Role>("operator");
  const [code, setCode] = useState<string | null>(null);
  const said = handle.trim();
  const still = invitations.filter(({ state, expires }) => state !== "spoiled" && expires * HOUR >= now);
  const called = [...people, ...still].map((one) => (one.handle === null ? null : handleAsRead(one.handle)));
  const taken = code === null && said !== "" && called.includes(handleAsRead(said));
  if (code !== null) {
    return (
      <Dialog title={t("invite.made", { handle: said })} opened onClose={onClose} wide holds>
        <div className="stack">
          <InvitationCode code={code} />
          <p>{t("invite.then")}</p>
          <div className="row dialog-end">
            <button type="button" className="button" data-filled onClick={onClose}>
              {t("close")}
            </button>
          </div>
        </div>
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={t("invite.title")}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("invite.do")}
      warning={t("invite.nothing-yet")}
      ready={said !== "" && !taken}
      act={async () => {
        const outcome = await deed.run((act) => act.invite({ handle: said, role }));
        // Stays open: what it shows now is what is handed over.
        if (outcome?.kind === "done") setCode(outcome.code);
        return null;
      }}
    >
      <TextField
        label={t("people.handle")}
        hint={taken ? <span className="warning">{t("invite.taken")}</span> : t("invite.handle-hint")}
        value={handle}
        onChange={setHandle}
        focus
      />
      <SelectField
        label={t("people.role")}
        hint={t(`role.${role}.may`)}
        value={role}
        onChange={setRole}
        options={ROLES.map((value) => ({ value, text: t(`role.${value}`) }))}
      />
    </FormDialog>
  );
};
