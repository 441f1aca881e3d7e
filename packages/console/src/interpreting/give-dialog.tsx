import type { MemberId, ThreadView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { SelectField } from "../parts/field.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";

type Props = { thread: ThreadView; onClose(): void };

/** Who interprets reads this thread and nothing else; that is said before it is given. [P3] */
export const GiveInterpreting = ({ thread, onClose }: Props) => {
  const { t } = useWords();
  const { people } = useView();
  const deed = useDeed();
  const [member, setMember] = useState<MemberId | "">("");
  const able = people.filter(({ role, standing }) => role === "specialist" && standing === "active");
  return (
    <FormDialog
      title={t("interpreting.give-title", { name: thread.name })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("interpreting.give-do")}
      warning={t("interpreting.give-warning")}
      ready={member !== ""}
      act={async () => (member === "" ? null : deed.run((act) => act.giveInterpreting(thread.mailbox, member)))}
    >
      {able.length === 0 ? (
        <p className="quiet">{t("interpreting.nobody")}</p>
      ) : (
        <SelectField<MemberId | "">
          label={t("interpreting.who")}
          hint={t("interpreting.who-hint")}
          value={member}
          onChange={setMember}
          options={[
            { value: "", text: t("interpreting.choose") },
            ...able.map((person) => ({ value: person.id, text: personText(t, person) })),
          ]}
        />
      )}
    </FormDialog>
  );
};

/** One act: a new epoch without the interpreter. [CO3] */
export const WithdrawInterpreting = ({ thread, who, onClose }: Props & { who: string }) => {
  const { t } = useWords();
  const deed = useDeed();
  return (
    <FormDialog
      title={t("interpreting.withdraw-title", { who })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("interpreting.withdraw-do")}
      warning={t("interpreting.withdraw-warning")}
      grave
      ready
      act={() => deed.run((act) => act.withdrawInterpreting(thread.mailbox))}
    >
      <p>{t("interpreting.withdraw-means")}</p>
    </FormDialog>
  );
};
