import type { CheckInView, MemberId, PersonRef } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Check, SelectField, TextField } from "../parts/field.tsx";
import { MomentField } from "../parts/moment-field.tsx";
import { upToFiveMinutes } from "../say/moment.ts";
import { peopleText, personText } from "../say/people.ts";
import { HOUR, MINUTE } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession, useView } from "../session/session.tsx";
import { calledNow } from "./called-now.ts";
import type { CaseDialog } from "./facts.tsx";

const EXPECTED = ["party", "driver", "host", "escort", "member"] as const;
const GRACES = ["10", "15", "30", "60"] as const;
/** Minutes past due at which each next person is told. */
const AFTER = [0, 20, 40] as const;

/** Whoever leads the case, and would be expected to be called. */
export const NotCalled = ({ out }: { out: readonly PersonRef[] }) => {
  const { t } = useWords();
  return out.length === 0 ? null : <p className="small warning">{t("arm.not-called", { who: peopleText(t, out) })}</p>;
};

/** The nearest of those that can be chosen. */
const graceOf = (like: CheckInView | undefined): (typeof GRACES)[number] => {
  const minutes = like === undefined ? 30 : (like.graceUntil - like.due) / MINUTE;
  return GRACES.find((one) => Number(one) >= minutes) ?? "60";
};

/** `begin`: somebody has come to practise. `like`: one that was closed, by mistake or too soon: what it said and whom it called. */
export const ArmCheckIn = ({
  one,
  opened,
  onClose,
  begin,
  like,
}: CaseDialog & { begin?: "drill"; like?: CheckInView }) => {
  const { t } = useWords();
  const { clock, hand } = useSession();
  const view = useView();
  const { duty, people } = view;
  const deed = useDeed();
  const readers = one.parts.find(({ part }) => part === "contact")?.readers ?? [];
  const begins = begin === "drill";
  // A drill is soon, and nobody's words: one that waits for the night is forgotten by those who set it.
  const dueFor = (practice: boolean) => upToFiveMinutes(clock() + (practice ? 10 * MINUTE : 12 * HOUR));
  const [due, setDue] = useState(() => dueFor(begins));
  const [grace, setGrace] = useState<(typeof GRACES)[number]>(() => graceOf(like));
  const [from, setFrom] = useState<CheckInView["expectedFrom"]>(like?.expectedFrom ?? (begins ? "member" : "party"));
  const [wording, setWording] = useState(() => like?.wording ?? (begins ? t("arm.drill-wording") : ""));
  const [drill, setDrill] = useState(begins);
  const isIn = ({ id }: { id: MemberId }) => people.some((each) => each.id === id && each.standing === "active");
  const answers = one.mine || one.standIn?.me === true;
  const calling = calledNow(one, view);
  const first = like === undefined ? calling.called : like.ladder.map(({ person }) => person).filter(isIn);
  const [told, setTold] = useState<(MemberId | "")[]>(() => [0, 1, 2].map((place) => first[place]?.id ?? ""));
  const late = due <= clock();
  const options = readers.filter(isIn).map((person) => ({
    value: person.id,
    text: t(duty.callable.some((known) => known.person.id === person.id) ? "arm.rung-bell" : "arm.rung-console", {
      who: personText(t, person),
    }),
  }));
  const ladder = told.flatMap((member, index) =>
    member === "" ? [] : [{ afterMinutes: Number(grace) + (AFTER[index] ?? 0), member }],
  );
  const practise = (on: boolean) => {
    setDrill(on);
    if (on) setDue(dueFor(true));
    if (on && wording === "") setWording(t("arm.drill-wording"));
    if (on) setFrom("member");
  };
  return (
    <FormDialog
      title={t("arm.title", { alias: one.alias })}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("arm.do")}
      warning={t("arm.what-happens")}
      ready={!late && wording.trim() !== "" && ladder.length > 0}
      act={() =>
        deed.run((act) =>
          act.armCheckIn(one.case, {
            due,
            graceMinutes: Number(grace),
            expectedFrom: from,
            wording: wording.trim(),
            ladder,
            ...(drill ? { drill } : {}),
          }),
        )
      }
    >
      {answers ? (
        <>
          <Check label={t("arm.drill")} checked={drill} onChange={practise} />
          {drill ? <p className="warning small">{t("arm.drill-hint")}</p> : null}
        </>
      ) : null}
      <MomentField
        label={t("arm.due")}
        hint={late ? <span className="warning">{t("arm.past")}</span> : t("arm.due-hint")}
        value={due}
        onChange={setDue}
      />
      <SelectField
        label={t("arm.from")}
        value={from}
        onChange={setFrom}
        options={EXPECTED.map((value) => ({ value, text: t(`expected.${value}`) }))}
      />
      <TextField label={t("arm.wording")} hint={t("arm.wording-hint")} value={wording} onChange={setWording} focus />
      <SelectField
        label={t("arm.grace")}
        hint={t("arm.grace-hint")}
        value={grace}
        onChange={setGrace}
        options={GRACES.map((value) => ({ value, text: t("minutes", { n: Number(value) }) }))}
      />
      <fieldset>
        <legend>{t("arm.ladder")}</legend>
        <NotCalled out={calling.out} />
        {told.map((member, index) => (
          <SelectField<MemberId | "">
            // biome-ignore lint/suspicious/noArrayIndexKey: three fixed rungs
            key={index}
            label={t("arm.rung", { n: Number(grace) + (AFTER[index] ?? 0) })}
            value={member}
            onChange={(value) => setTold(told.map((known, place) => (place === index ? value : known)))}
            options={[{ value: "", text: t("take.nobody") }, ...options]}
          />
        ))}
        {told.includes(hand.me.id) ? null : <p className="quiet small">{t("arm.not-you")}</p>}
      </fieldset>
    </FormDialog>
  );
};
