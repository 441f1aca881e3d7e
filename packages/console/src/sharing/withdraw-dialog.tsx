import type { MemberId, PartView } from "@fairlead/casework";
import { useState } from "react";
import type { CaseDialog } from "../case/facts.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { Radios } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useNow } from "../session/session.tsx";
import { takenWith } from "./give.ts";
import { readerText } from "./readers.ts";

type Props = CaseDialog & { part: PartView };

/** What is written from here on stays closed to that member. What was read, was read. [CO3] */
export const WithdrawDialog = ({ one, part, opened, onClose }: Props) => {
  const words = useWords();
  const { t } = words;
  const now = useNow(60_000);
  const deed = useDeed();
  const [member, setMember] = useState<MemberId | null>(null);
  const parts = member === null ? [part.part] : takenWith(one, part.part, member);
  const isMe = part.readers.some((reader) => reader.me && reader.id === member);
  const others = one.parts.filter((held) => !parts.includes(held.part) && held.readers.some(({ id }) => id === member));
  return (
    <FormDialog
      title={t("withdraw-part.title", { alias: one.alias, part: t(`part.${part.part}`) })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("withdraw-part.do")}
      warning={t("withdraw-part.means")}
      ready={member !== null}
      act={async () =>
        member === null ? null : deed.run((act) => act.withdrawPart(one.case, { part: part.part, member, with: parts }))
      }
    >
      <Radios
        legend={t("withdraw-part.whom")}
        value={member}
        onChange={setMember}
        options={part.readers.map((reader) => ({ value: reader.id, text: readerText(words, reader, now) }))}
      />
      {parts.length < 2 ? null : <p>{t("withdraw-part.threat-too")}</p>}
      {others.length === 0 ? null : (
        <p>{t("withdraw-part.keeps", { parts: others.map((held) => t(`part.${held.part}`)).join(", ") })}</p>
      )}
      {isMe ? <p>{t("withdraw-part.yourself")}</p> : null}
    </FormDialog>
  );
};
