import { type PersonView, ROLES, type Role } from "@fairlead/casework";
import type { Readable } from "@fairlead/client";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { SelectField } from "../parts/field.tsx";
import { mayHoldCases } from "../queue/team.ts";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { epochsDue } from "./readable.ts";
import { Renewing } from "./renewing.tsx";

type Props = { person: PersonView; onClose(): void; onDone?(): void };

/** A console that holds no case, an administrator's, counts none: that is not to be read as "they carry nothing". */
const Carried = ({ person, who, says }: { person: PersonView; who: string; says: "suspend" | "remove" }) => {
  const { t } = useWords();
  const { cases } = useView();
  const n = person.owns + person.standsIn;
  if (n > 0) return <p className="warning">{t(`${says}.hand-over`, { who, n })}</p>;
  // Whoever was suspended may carry them still.
  return cases.length === 0 && mayHoldCases({ ...person, standing: "active" }) ? (
    <p className="warning">{t("remove.cannot-count", { who })}</p>
  ) : null;
};

/** By any member, at once, alone: an arrest does not wait for a meeting. [RO2] */
export const SuspendDialog = ({ person, onClose, onDone }: Props) => {
  const { t } = useWords();
  const deed = useDeed({ kept: false });
  const who = personText(t, person);
  return (
    <FormDialog
      title={t("suspend.title", { who })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("suspend.do")}
      warning={t("suspend.means", { who })}
      grave
      ready
      act={async () => {
        const outcome = await deed.run((act) => act.suspend(person.id));
        if (outcome?.kind === "done") onDone?.();
        return outcome;
      }}
    >
      <p>{t("suspend.back", { who })}</p>
      <Carried person={person} who={who} says="suspend" />
      <Renewing />
    </FormDialog>
  );
};

export const RestoreDialog = ({ person, onClose }: Props) => {
  const { t } = useWords();
  const deed = useDeed({ kept: false });
  const who = personText(t, person);
  return (
    <FormDialog
      title={t("restore.title", { who })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("restore.do")}
      warning={t("restore.two")}
      ready
      act={() => deed.run((act) => act.restore(person.id))}
    >
      <p>{t("restore.means", { who })}</p>
      <p>{t("restore.phrase", { who })}</p>
    </FormDialog>
  );
};

/** What removing does, in numbers, before it is done; progress while; the list of what was read stands on the page after. */
export const RemoveDialog = ({ person, readable, onClose }: Props & { readable: readonly Readable[] | null }) => {
  const { t } = useWords();
  const deed = useDeed({ kept: false });
  const due = readable === null ? null : epochsDue(readable);
  const who = personText(t, person);
  return (
    <FormDialog
      title={t("remove.title", { who })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("remove.do")}
      warning={t("remove.forever", { who })}
      grave
      ready
      act={() => deed.run((act) => act.remove(person.id))}
    >
      <ol className="steps">
        <li>{t("remove.ends", { who })}</li>
        <li>
          {due === null ? t("remove.counting") : t("remove.epochs", { n: due.here })}
          {due === null || due.elsewhere === 0 ? null : ` ${t("remove.epochs-elsewhere", { n: due.elsewhere })}`}
        </li>
        <li>{t("remove.copied", { who })}</li>
      </ol>
      <Carried person={person} who={who} says="remove" />
      <p className="quiet">{t("remove.two")}</p>
      <Renewing />
    </FormDialog>
  );
};

export const RoleDialog = ({ person, onClose }: Props) => {
  const { t } = useWords();
  const deed = useDeed({ kept: false });
  const [role, setRole] = useState<Role>(person.role);
  const who = personText(t, person);
  return (
    <FormDialog
      title={t("rerole.title", { who })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("rerole.do")}
      warning={t("rerole.two")}
      ready={role !== person.role}
      act={() => deed.run((act) => act.changeRole(person.id, role))}
    >
      <SelectField
        label={t("people.role")}
        hint={t(`role.${role}.may`)}
        value={role}
        onChange={setRole}
        options={ROLES.map((value) => ({ value, text: t(`role.${value}`) }))}
      />
      <p>{t("rerole.means", { who })}</p>
      <Renewing />
    </FormDialog>
  );
};
