import type { CasePart, MemberId } from "@fairlead/casework";
import { eachOf } from "@fairlead/client";
import { useState } from "react";
import type { CaseDialog } from "../case/facts.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { Check, Radios, SelectField } from "../parts/field.tsx";
import { MomentField } from "../parts/moment-field.tsx";
import { mayHoldCases } from "../queue/team.ts";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession, useView } from "../session/session.tsx";
import { closedTo, mayBeGiven } from "./give.ts";
import { Choice } from "./share-dialog.tsx";
import { shiftEnd } from "./shift.ts";

/** To whom a case goes: for good, or for a shift. Both give words from before, and say which. */
export const HandOver = ({ one, opened, onClose }: CaseDialog) => {
  const { t } = useWords();
  const [how, setHow] = useState<"for-good" | "shift">("for-good");
  const choice = (
    <Radios
      legend={t("hand-case.how")}
      value={how}
      onChange={setHow}
      options={[
        { value: "for-good", text: <Choice first={t("hand-case.for-good")} second={t("hand-case.for-good-means")} /> },
        { value: "shift", text: <Choice first={t("hand-case.shift")} second={t("hand-case.shift-means")} /> },
      ]}
    />
  );
  return how === "for-good" ? (
    <ForGood one={one} opened={opened} onClose={onClose} choice={choice} />
  ) : (
    <ForShift one={one} opened={opened} onClose={onClose} choice={choice} />
  );
};

type Props = CaseDialog & { choice: React.ReactNode };

const ForGood = ({ one, opened, onClose, choice }: Props) => {
  const { t } = useWords();
  const { people } = useView();
  const deed = useDeed();
  const options = people.filter(mayHoldCases).map((person) => ({ value: person.id, text: personText(t, person) }));
  /** Whoever is out is in no list: the first of it must not look chosen in their place. */
  const listed = (id: MemberId | undefined): MemberId | "" =>
    options.some(({ value }) => value === id) ? (id ?? "") : "";
  const standingIn = listed(one.standIn?.id);
  const [owner, setOwner] = useState<MemberId | "">(() => listed(one.owner.id) || standingIn);
  const [standIn, setStandIn] = useState<MemberId | "">(standingIn);
  const [keepReading, setKeepReading] = useState(false);
  const changes = owner !== one.owner.id;
  // The stand-in of before may have become the owner.
  const second = standIn === owner ? "" : standIn;
  const leaves = changes && second !== one.owner.id;
  const closed = closedTo(one);
  return (
    <FormDialog
      title={t("hand-case.title", { alias: one.alias })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t(changes ? "hand-case.do" : "save")}
      warning={t("hand-case.gives", { parts: one.parts.map(({ part }) => t(`part.${part}`)).join(", ") })}
      ready={listed(owner || undefined) !== ""}
      act={async () =>
        owner === ""
          ? null
          : deed.run((act) =>
              act.handCaseOver(one.case, { owner, standIn: second === "" ? null : second, keepReading }),
            )
      }
    >
      {choice}
      <SelectField<MemberId | "">
        label={t("take.owner")}
        value={owner}
        onChange={setOwner}
        options={owner === "" ? [{ value: "", text: t("share.choose") }, ...options] : options}
      />
      <SelectField<MemberId | "">
        label={t("take.stand-in")}
        value={second}
        onChange={setStandIn}
        options={[{ value: "", text: t("take.nobody") }, ...options.filter(({ value }) => value !== owner)]}
      />
      {leaves ? (
        <>
          <Check
            label={t("hand-case.keeps-reading", { who: personText(t, one.owner) })}
            checked={keepReading}
            onChange={setKeepReading}
          />
          {keepReading ? null : (
            <p>
              {one.owner.me ? t("withdraw-part.yourself") : t("hand-case.no-more", { who: personText(t, one.owner) })}
            </p>
          )}
        </>
      ) : null}
      {closed.length === 0 ? null : (
        <p>{t("hand-case.not-given", { parts: closed.map((part) => t(`part.${part}`)).join(", ") })}</p>
      )}
    </FormDialog>
  );
};

const ForShift = ({ one, opened, onClose, choice }: Props) => {
  const { t } = useWords();
  const { people } = useView();
  const { clock } = useSession();
  const deed = useDeed();
  const [member, setMember] = useState<MemberId | "">("");
  const [until, setUntil] = useState(() => shiftEnd(clock()));
  const [more, setMore] = useState<ReadonlySet<CasePart>>(new Set(["threat"]));
  const candidates = people.filter((person) => !person.me && mayBeGiven(one, "contact", person));
  const parts = one.parts.filter(({ part }) => part === "contact" || more.has(part)).map(({ part }) => part);
  return (
    <FormDialog
      title={t("hand-case.title", { alias: one.alias })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("hand-case.lend")}
      warning={t("hand-case.lend-warning")}
      ready={member !== "" && until > clock()}
      act={async () =>
        member === ""
          ? null
          : deed.run((act) =>
              eachOf(
                parts.map((part) => async () => {
                  const outcome = await act.share(one.case, { part, member, history: "all", until });
                  return outcome.kind === "already-shared" ? { kind: "done" } : outcome;
                }),
              ),
            )
      }
    >
      {choice}
      {candidates.length === 0 ? (
        <p className="quiet">{t("share.nobody")}</p>
      ) : (
        <SelectField<MemberId | "">
          label={t("hand-case.who-stands-in")}
          value={member}
          onChange={setMember}
          options={[
            { value: "", text: t("share.choose") },
            ...candidates.map((person) => ({ value: person.id, text: personText(t, person) })),
          ]}
        />
      )}
      <MomentField label={t("share.until")} hint={t("share.until-hint")} value={until} onChange={setUntil} />
      <fieldset>
        <legend>{t("hand-case.parts")}</legend>
        {one.parts.map(({ part, stream }) => (
          <Check
            key={stream}
            label={t(`part.${part}`)}
            checked={part === "contact" || more.has(part)}
            disabled={part === "contact"}
            onChange={(on) => setMore(new Set(on ? [...more, part] : [...more].filter((known) => known !== part)))}
          />
        ))}
      </fieldset>
    </FormDialog>
  );
};
