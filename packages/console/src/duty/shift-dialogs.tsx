import type { MemberId, ShiftView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { SelectField, TextField } from "../parts/field.tsx";
import { MomentField } from "../parts/moment-field.tsx";
import { upToFiveMinutes } from "../say/moment.ts";
import { personText } from "../say/people.ts";
import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession, useView } from "../session/session.tsx";
import { zoneName } from "./zone.ts";

type Props = { opened: true; onClose(): void };

const USUAL = 8 * HOUR;
const LONGEST = 24 * HOUR;

/** One's own shift; whoever sets the limits plans anybody's. */
export const PlanShift = ({ opened, onClose }: Props) => {
  const { t } = useWords();
  const { clock } = useSession();
  const { me, people } = useView();
  const deed = useDeed();
  const [member, setMember] = useState<MemberId>(me.id);
  const [from, setFrom] = useState(() => upToFiveMinutes(clock()));
  const [until, setUntil] = useState(() => upToFiveMinutes(clock()) + USUAL);
  const plans = me.role === "coordinator" || me.role === "administrator";
  const team = people.filter(
    ({ role, standing }) =>
      standing === "active" &&
      (role === "operator" || role === "caseworker" || role === "coordinator" || role === "administrator"),
  );
  const fits = until > from && until <= from + LONGEST && until > clock();
  return (
    <FormDialog
      title={t("shift.plan")}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t("shift.plan-do")}
      ready={fits}
      act={() => deed.run((act) => act.planShift({ member, from, until }))}
    >
      {plans ? (
        <SelectField<MemberId>
          label={t("shift.member")}
          value={member}
          onChange={setMember}
          options={team.map((person) => ({ value: person.id, text: personText(t, person) }))}
        />
      ) : null}
      <MomentField label={t("shift.from")} value={from} onChange={setFrom} />
      <MomentField
        label={t("shift.until")}
        value={until}
        onChange={setUntil}
        hint={fits ? t("duty.zone", { zone: zoneName() }) : <span className="warning">{t("shift.too-long")}</span>}
      />
    </FormDialog>
  );
};

/** The note belongs to the end of a shift: what the next one must know stands above the queue. */
export const EndShift = ({ shift, opened, onClose }: Props & { shift: ShiftView }) => {
  const { t } = useWords();
  const deed = useDeed();
  const [text, setText] = useState("");
  return (
    <FormDialog
      title={t(shift.on ? "shift.end" : "shift.drop")}
      opened={opened}
      onClose={onClose}
      deed={deed}
      submit={t(shift.on ? "shift.end-do" : "shift.drop-do")}
      warning={t(shift.on ? "shift.end-warning" : "shift.drop-warning")}
      ready
      act={() => deed.run((act) => act.endShift(shift.shift, shift.on ? text : ""))}
    >
      {shift.on ? (
        <TextField
          label={t("hand-over.text")}
          hint={t("hand-over.hint")}
          value={text}
          onChange={setText}
          lines={4}
          focus
        />
      ) : null}
    </FormDialog>
  );
};
