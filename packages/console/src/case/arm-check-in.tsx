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
import { LadderFields } from "./ladder-fields.tsx";
import { faultIn, firstRungs, ladderIn, MINUTES_MOST, minutesIn, movedBy, rungsLike } from "./rungs.ts";

const EXPECTED = ["party", "driver", "host", "escort", "member"] as const;
const GRACE = 30;

/** Whoever leads the case, and would be expected to be called. */
export const NotCalled = ({ out }: { out: readonly PersonRef[] }) => {
  const { t } = useWords();
  return out.length === 0 ? null : <p className="small warning">{t("arm.not-called", { who: peopleText(t, out) })}</p>;
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
  const [grace, setGrace] = useState(() => (like === undefined ? GRACE : (like.graceUntil - like.due) / MINUTE));
  const [graceTyped, setGraceTyped] = useState(() => String(grace));
  const [from, setFrom] = useState<CheckInView["expectedFrom"]>(like?.expectedFrom ?? (begins ? "member" : "party"));
  const [wording, setWording] = useState(() => like?.wording ?? (begins ? t("arm.drill-wording") : ""));
  const [drill, setDrill] = useState(begins);
  const isIn = ({ id }: { id: MemberId }) => people.some((each) => each.id === id && each.standing === "active");
  const answers = one.mine || one.standIn?.me === true;
  const calling = calledNow(one, view);
  const isCalled = (member: MemberId) => isIn({ id: member });
  const [rungs, setRungs] = useState(() => {
    const same = like === undefined ? [] : rungsLike(like, isCalled);
    const called = calling.called.map(({ id }) => id);
    return same.length > 0 ? same : firstRungs(grace, like === undefined ? called : []);
  });
  const late = due <= clock();
  const options = readers.filter(isIn).map((person) => ({
    value: person.id,
    text: t(duty.callable.some((known) => known.person.id === person.id) ? "arm.rung-bell" : "arm.rung-console", {
      who: personText(t, person),
    }),
  }));
  const ladder = ladderIn(rungs);
  const graceSaid = minutesIn(graceTyped);
  const fault = faultIn(rungs, grace);
  const changeGrace = (typed: string) => {
    setGraceTyped(typed);
    const minutes = minutesIn(typed);
    if (minutes === null) return;
    setRungs(movedBy(rungs, minutes - grace));
    setGrace(minutes);
  };
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
      ready={!late && wording.trim() !== "" && graceSaid !== null && fault === null && ladder.length > 0}
      act={() =>
        deed.run((act) =>
          act.armCheckIn(one.case, {
            due,
            graceMinutes: grace,
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
      <TextField
        label={t("arm.grace")}
        hint={graceSaid === null ? <span className="warning">{t("arm.no-minutes")}</span> : t("arm.grace-hint")}
        type="number"
        min={0}
        max={MINUTES_MOST}
        value={graceTyped}
        onChange={changeGrace}
      />
      <fieldset>
        <legend>{t("arm.ladder")}</legend>
        <NotCalled out={calling.out} />
        <LadderFields
          rungs={rungs}
          fault={fault}
          grace={grace}
          due={due}
          now={clock()}
          people={options}
          onChange={setRungs}
        />
        {ladder.some(({ member }) => member === hand.me.id) ? null : <p className="quiet small">{t("arm.not-you")}</p>}
      </fieldset>
    </FormDialog>
  );
};
