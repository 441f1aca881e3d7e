import type { CasePart, ConsentId, MemberId } from "@fairlead/casework";
import type { History } from "@fairlead/client";
import { useState } from "react";
import type { CaseDialog } from "../case/facts.tsx";
import { ConsentChoice, consentsFor } from "../consent/consent-choice.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { Radios, SelectField } from "../parts/field.tsx";
import { MomentField } from "../parts/moment-field.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession, useView } from "../session/session.tsx";
import { mayBeGiven } from "./give.ts";
import { shiftEnd } from "./shift.ts";

type Props = CaseDialog & { part: CasePart };

/** From now on unless asked otherwise, so that a hurried click cannot expose what was said before. [CO2] */
export const ShareDialog = ({ one, part, opened, onClose }: Props) => {
  const { t } = useWords();
  const { people } = useView();
  const { clock } = useSession();
  const deed = useDeed();
  const [member, setMember] = useState<MemberId | "">("");
  const [history, setHistory] = useState<History>("from-now-on");
  const [lent, setLent] = useState<"for-good" | "shift">("for-good");
  const [until, setUntil] = useState(() => shiftEnd(clock()));
  const candidates = people.filter((person) => !person.me && mayBeGiven(one, part, person));
  const [rests, setRests] = useState<ConsentId | "">("");
  const allowing = consentsFor(one, "share").filter(({ covers }) =>
    covers.some((each) => each === (part === "contact" ? "letters" : part)),
  );
  const name = t(`part.${part}`);
  const kind = part === "contact" || part === "threat" ? part : "need";
  const readsCase = one.parts.some((held) => held.part === "contact" && held.readers.some(({ id }) => id === member));
  return (
    <FormDialog
      title={t("share.title", { alias: one.alias, part: name })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("share.do")}
      warning={t("share.cannot-be-unread")}
      ready={member !== "" && (lent === "for-good" || until > clock())}
      act={async () =>
        member === ""
          ? null
          : deed.run((act) =>
              act.share(one.case, {
                part,
                member,
                history,
                until: lent === "shift" ? until : null,
                ...(rests === "" ? {} : { rests }),
              }),
            )
      }
    >
      {candidates.length === 0 ? (
        <p className="quiet">{t(part === "threat" ? "share.nobody-threat" : "share.nobody")}</p>
      ) : (
        <SelectField<MemberId | "">
          label={t("share.whom")}
          value={member}
          onChange={setMember}
          options={[
            { value: "", text: t("share.choose") },
            ...candidates.map((person) => ({
              value: person.id,
              text: `${personText(t, person)}, ${t(`role.${person.role}`)}`,
            })),
          ]}
          hint={member === "" || readsCase || kind !== "need" ? undefined : t("share.this-alone")}
        />
      )}
      <Radios
        legend={t("share.from")}
        value={history}
        onChange={setHistory}
        options={[
          {
            value: "from-now-on",
            text: <Choice first={t("share.from-now-on")} second={t(`share.from-now-on-means.${kind}`)} />,
          },
          { value: "all", text: <Choice first={t("share.all")} second={t("share.all-means")} /> },
        ]}
      />
      {allowing.length === 0 ? null : (
        <ConsentChoice
          consents={allowing}
          value={rests}
          onChange={setRests}
          none={t("consent.rests-on-none")}
          hint={t("consent.rests-hint")}
        />
      )}
      <Radios
        legend={t("share.how-long")}
        value={lent}
        onChange={setLent}
        options={[
          { value: "for-good", text: t("share.for-good") },
          { value: "shift", text: t("share.shift") },
        ]}
      />
      {lent === "shift" ? (
        <MomentField label={t("share.until")} hint={t("share.until-hint")} value={until} onChange={setUntil} />
      ) : null}
    </FormDialog>
  );
};

/** What is chosen, and under it what that means. */
export const Choice = ({ first, second }: { first: string; second: string }) => (
  <>
    {first}
    <span className="quiet small choice-means">{second}</span>
  </>
);
