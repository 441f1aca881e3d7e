import type { CaseView } from "@fairlead/casework";
import { SelectField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { type Chosen, wroteElsewhere } from "./addressed.ts";

type Props = { one: CaseView; chosen: Chosen; choose(mailbox: Chosen): void };

/** Which of several mailboxes it goes into, and that the last letter came from another. */
export const ToMailbox = ({ one, chosen, choose }: Props) => {
  const { t } = useWords();
  const elsewhere = wroteElsewhere(one, chosen);
  const newest = one.mailboxes.at(-1);
  if (newest === undefined || one.mailboxes.length < 2) return null;
  return (
    <>
      <SelectField<Chosen>
        label={t("case.to-mailbox")}
        value={chosen === newest.mailbox ? "" : chosen}
        onChange={choose}
        options={[
          { value: "", text: t("case.newest-mailbox", { name: newest.name }) },
          ...one.mailboxes.slice(0, -1).map((known) => ({ value: known.mailbox, text: known.name })),
        ]}
      />
      {elsewhere === null ? null : (
        <p className="small warning" role="status">
          {t("case.wrote-elsewhere", { name: elsewhere })}
        </p>
      )}
    </>
  );
};
